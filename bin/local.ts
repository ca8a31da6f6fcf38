import { join } from 'node:path';
import { startCloud } from '../local/cloud.ts';
import { readFlags, usage } from './local/flags.ts';
import { people } from './local/people.ts';
import { loadSampleOnce } from './local/sample-once.ts';
import { smsText } from './local/sms-text.ts';
import { synthApart } from './local/synth-apart.ts';
import { welcome } from './local/welcome.ts';

/**
 * `npm start`: runs the very template and bundles that would be deployed on this machine, with the sample district in it.
 * SIGINT and SIGTERM end it cleanly; after any other end the next start carries on from the data directory.
 */
const flags = readFlags(process.argv.slice(2));
if (typeof flags === 'string') {
  console.error(`${flags}\n\n${usage}`);
  process.exit(2);
}

const { port, data, speed, empty, sms } = flags;
const say = (text: string) => console.log(text);
const personas = people();
const issuer = 'https://localhost/gridlight';
const administrators = personas.filter(({ role }) => role === 'administrator').map(({ subject }) => subject);

say('Putting the stack together …');
const cloud = await startCloud({
  data,
  port,
  speed,
  personas,
  assembly: () =>
    synthApart(join(data, 'assembly'), {
      issuer,
      audience: 'gridlight',
      clientId: 'gridlight-pages',
      administrators: administrators.join(','),
      // The functions find the gateway of this machine in its place.
      ...(sms === 'gateway' && { sms, smsGateway: 'https://gateway.invalid' }),
    }),
  // The machinery is given as many engine seconds more as they are shorter.
  environment: {
    PATIENCE_SECONDS: String(120 + Math.ceil(10 * speed)),
    SIGNATURE_SECONDS: String(Math.ceil(300 * Math.max(1, speed))),
    SIGNED_SECONDS: String(Math.ceil(600 * Math.max(1, speed))),
  },
  smsText,
  onSms: ({ at, phone, topic, message }) => say(`${at} SMS to ${phone ?? topic}: ${message}`),
}).catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
});

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    say('Ending …');
    await cloud.close();
    process.exit(0);
  });
}

await loadSampleOnce(cloud, data, empty, say);
// Loaded now, the consumers of the stream tell the first case as quickly as any other.
for (const { functionArn } of cloud.spec.mappings) await cloud.invoke(functionArn, { Records: [] });
for (const note of cloud.notes) say(`Note: ${note}.`);
say(welcome({ url: cloud.url, endpoints: cloud.endpoints, data, speed, now: cloud.clock.now(), personas }));
