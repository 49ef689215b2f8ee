import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server of one test, with a demo book and a configuration file of its own. */
export interface OwnServer {
  url: string;
  /** Of the demo company's users. */
  passwords: Record<string, string>;
  stop: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return port;
}

async function ready(program: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (piece: Buffer) => {
      said += piece.toString();
      // The links by which empty companies are set up follow in the same breath.
      if (said.includes(' is ready on http')) setTimeout(() => resolve(said), 500);
    };
    program.stdout?.on('data', hear);
    program.stderr?.on('data', hear);
    program.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/** A server on that book; what it said until it was ready. The folder goes with it. */
export async function serve(
  folder: string,
  port: number,
  more: string[],
): Promise<{ url: string; said: string; stop: () => Promise<void> }> {
  // The pages the tests are about: those of --web-dir, where they are not in the program.
  const given = (process.env.SERVE_OPTIONS ?? '').split(' ');
  const pages = given.includes('--web-dir') ? ['--web-dir', given[given.indexOf('--web-dir') + 1] ?? ''] : [];
  const program = spawn(
    process.env.E2E_PROGRAM ?? '',
    ['serve', '--db', `sqlite:${join(folder, 'book.db')}`, '--port', String(port), ...more, ...pages],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = await ready(program);
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    stop: async () => {
      const ended = new Promise((done) => program.once('exit', done));
      program.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 'tandem-e2e-'));

export async function startTandem(port: number, configuration: string, files: Record<string, string> = {}): Promise<OwnServer> {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  const config = join(folder, 'tandem.toml');
  writeFileSync(config, configuration.replaceAll('FOLDER', folder));
  const { url, said, stop } = await serve(folder, port, ['--demo', '--config', config]);
  const passwords = Object.fromEntries([...said.matchAll(/^ {2}([a-z]+) +(\S{16}) /gm)].map(([, name, word]) => [name ?? '', word ?? '']));
  return { url, passwords, stop };
}
