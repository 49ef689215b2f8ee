import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A person at the provider; his log-in name there is not the name he has in Tandem. */
export interface Person {
  login: string;
  claims: { preferred_username?: string; email?: string; email_verified?: boolean; name?: string };
  acr?: string;
}

export interface RunningProvider {
  issuer: string;
  stop: () => Promise<void>;
}

interface Options {
  clientId: string;
  secret?: string;
  redirect: string;
  people: Person[];
  algorithm?: 'RS256' | 'PS256' | 'ES256';
  tls?: { key: string; cert: string };
}

const closed = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

/** A certified OpenID provider on a free port of the loopback, with log-in pages of its own. */
export async function startProvider(options: Options): Promise<RunningProvider> {
  const { clientId, secret, redirect, people, algorithm = 'RS256', tls } = options;
  const server = tls ? createTlsServer({ key: readFileSync(tls.key), cert: readFileSync(tls.cert) }) : createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `${tls ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await crypto.subtle
    .generateKey(
      algorithm === 'ES256'
        ? { name: 'ECDSA', namedCurve: 'P-256' }
        : {
            name: algorithm === 'PS256' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5',
            modulusLength: 2048,
            publicExponent: new Uint8Array([1, 0, 1]),
            hash: 'SHA-256',
          },
      true,
      ['sign', 'verify'],
    )
    .then((pair) => pair as CryptoKeyPair);
  const jwk = { ...(await crypto.subtle.exportKey('jwk', privateKey)), kid: 'first', use: 'sig', alg: algorithm };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        ...(secret ? { client_secret: secret } : { token_endpoint_auth_method: 'none' }),
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: { keys: [jwk as never] },
    cookies: { keys: ['not a secret: this provider lives for one test'] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    findAccount: (_context, id) => {
      const person = people.find(({ login }) => login === id);
      return person && { accountId: id, claims: () => ({ sub: `person-${id}`, ...person.claims }) };
    },
  });
  server.on('request', provider.callback());
  return { issuer, stop: () => closed(server as Server) };
}
