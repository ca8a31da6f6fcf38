import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../bin/site/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridlight-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'pages');
const PHOTOS = ['--photos', 'https://photos.test'];
const needed = [
  '--api',
  'https://api.test/',
  ...PHOTOS,
  '--issuer',
  'https://id.test/realm',
  '--client',
  'c',
  '--audience',
  'a',
];

function site(...args: string[]) {
  const lines: string[] = [];
  return { code: run(args, (line) => lines.push(line)), text: lines.join('\n') };
}
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

test('writes the pages, what they are told, and the headers to serve them with', () => {
  const login = ['--login', 'https://login.test/x', '--scope', 'openid offline_access'];
  expect(site(...needed, ...login, '--out', out).code).toBe(0);
  for (const page of ['index.html', 'console/index.html', 'assets']) expect(existsSync(join(out, page))).toBe(true);
  expect(json(join(out, 'config.json'))).toEqual({
    api: 'https://api.test',
    issuer: 'https://id.test/realm',
    metadata: 'https://id.test/realm/.well-known/openid-configuration',
    clientId: 'c',
    audience: 'a',
    scope: 'openid offline_access',
    speed: 1,
  });
  const connect = "connect-src 'self' https://api.test https://id.test https://login.test https://photos.test;";
  expect(json(`${out}.headers.json`)).toEqual([
    {
      path: '/*',
      headers: expect.objectContaining({ 'content-security-policy': expect.stringContaining(connect) }),
    },
    { path: '/assets/*', headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
  ]);
});

test('says all that is missing or wrong', () => {
  const { code, text } = site('--api', 'http://api.test', '--client', 'c');
  expect(code).toBe(2);
  for (const name of ['api', 'photos', 'issuer', 'audience', 'out'])
    expect(text).toMatch(new RegExp(`^--${name} must be`, 'm'));
  expect(site('--colour', 'green').text).toContain("'--colour'");
});
