// A real SMTP server for tests: node mailbox.mjs PORT [CERTIFICATE KEY [USER PASSWORD]]. Port 0 picks a free one. With a
// certificate STARTTLS is offered and a sign-in asked for. Says "listening PORT", then a JSON line for every mail it takes.
// To refuse@… it answers 550, to later@… 451, to slow@… after two seconds.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [port, certificate, key, user, password] = process.argv.slice(2);
const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  ...(certificate ? { cert: readFileSync(certificate), key: readFileSync(key) } : { hideSTARTTLS: true }),
  authOptional: !user,
  disabledCommands: user ? [] : ['AUTH'],
  onAuth: (auth, _session, done) =>
    auth.username === user && auth.password === password ? done(null, { user }) : done(answer(535, 'Wrong user or password')),
  onRcptTo: ({ address }, _session, done) => {
    if (address.startsWith('refuse@')) return done(answer(550, '5.1.1 No such user here'));
    if (address.startsWith('later@')) return done(answer(451, '4.7.1 Try again later'));
    return done();
  },
  onData: async (stream, session, done) => {
    const pieces = [];
    for await (const piece of stream) pieces.push(piece);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    if (to.some((address) => address.startsWith('slow@'))) await new Promise((later) => setTimeout(later, 2000));
    console.log(
      JSON.stringify({
        from: session.envelope.mailFrom.address,
        to,
        raw: Buffer.concat(pieces).toString('utf8'),
        secure: session.secure,
        user: session.user ?? null,
        greeting: session.hostNameAppearsAs,
      }),
    );
    done();
  },
});
server.on('error', () => {});
const listening = server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${listening.address().port}`));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0)); // whoever started it is gone
