import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { siteConfig } from '../../lib/site-config.ts';
import { headersByPath } from '../../lib/site-headers.ts';
import { buildSite } from '../../web/build.ts';
import { Mistake } from '../mistake.ts';

export const usage = `npm run site -- --api URL --photos URL --issuer URL --client ID --audience NAME --out DIR

  Builds the pages into a folder that any host of files can serve, for where the stack does not ship them.

  --api URL         the API, as the output ApiUrl of the stack says
  --photos URL      where photos are kept, as the output PhotosUrl says: no page may reach anything that is not named here
  --issuer URL      the OpenID Connect issuer, as in -c issuer=…
  --client ID       the client that the pages are to it, as in -c clientId=…
  --audience NAME   as in -c audience=…
  --scope SCOPES    as in -c loginScope=…; openid unless given
  --login URL       where the issuer logs people in, if elsewhere than on its own origin; may be repeated
  --out DIR         the folder; headers.json beside it names the headers that the host must set`;

const Https = z.url({ protocol: /^https$/, error: 'an https URL' });
const Given = z.object({
  api: Https,
  photos: Https,
  issuer: Https,
  client: z.string('a name').check(z.minLength(1, 'a name')),
  audience: z.string('a name').check(z.minLength(1, 'a name')),
  scope: z._default(z.string(), 'openid'),
  login: z._default(z.array(Https), []),
  out: z.string('a folder').check(z.minLength(1, 'a folder')),
});

/** Runs a command line and answers the exit code: 0, or 2 for what must be put right on it. */
export function run(args: string[], print: (line: string) => void): number {
  try {
    const given = parse(args);
    const { api, issuer, client: clientId, audience, scope, out } = given;
    buildSite(out);
    const config = siteConfig({ api: api.replace(/\/$/, ''), issuer, clientId, audience, scope });
    writeFileSync(join(out, 'config.json'), asText(config));
    const headers = `${out.replace(/\/$/, '')}.headers.json`;
    writeFileSync(headers, asText(headersOf(given)));
    print(`The pages are in ${out}, the headers to serve them with in ${headers}: docs/runbook.md#hosting-the-pages`);
    return 0;
  } catch (fault) {
    if (!(fault instanceof Mistake)) throw fault;
    print(`${fault.message}\n\n${usage}`);
    return 2;
  }
}

const originOf = (url: string): string => new URL(url).origin;
const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const headersOf = ({ api, issuer, login, photos }: z.infer<typeof Given>) =>
  headersByPath({
    api: originOf(api),
    logins: [issuer, ...login].map(originOf),
    photos: originOf(photos),
  });

function parse(args: string[]): z.infer<typeof Given> {
  const given = Given.safeParse(valuesIn(args));
  if (given.success) return given.data;
  const faults = given.error.issues.map(({ path: [name], message }) => `--${String(name)} must be ${message}`);
  throw new Mistake(faults.join('\n'));
}

function valuesIn(args: string[]): object {
  const text = { type: 'string' } as const;
  try {
    const options = { api: text, issuer: text, client: text, audience: text, scope: text, photos: text, out: text };
    return parseArgs({ args, options: { ...options, login: { type: 'string', multiple: true } } }).values;
  } catch (fault) {
    // What parseArgs does not know it throws.
    if (fault instanceof TypeError) throw new Mistake(fault.message, { cause: fault });
    throw fault;
  }
}
