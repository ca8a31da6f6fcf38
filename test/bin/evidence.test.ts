import { execFile } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../bin/evidence/run.ts';
import { type Checkpoint, unsigned } from '../../domain/evidence/checkpoint.ts';
import { anOpening, climbedTo, MONDAY, sha256 } from '../support/casework.ts';
import { aContent, own, sealed, strange } from '../support/evidence.ts';

const text = sealed(aContent(climbedTo('check'), MONDAY));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
async function evidence(...args: string[]) {
  const lines: string[] = [];
  const code = await run(args, {}, (line) => lines.push(line));
  return { code, text: lines.join('\n').replaceAll(`${folder}/`, '') };
}

/** The checkpoint of the day of the case, of a history that ends with this hash. */
function aCheckpoint(head: string): Checkpoint {
  const { history } = climbedTo('check');
  const content = unsigned(
    {
      district: 'shawan',
      day: '2026-03-02',
      part: 1,
      closes: true,
      heads: [{ case: anOpening().id, seq: history.length, head }],
      previous: null,
      signing: { algorithm: 'ECDSA_SHA_256', publicKey: own.publicKey },
    },
    sha256,
  );
  return { ...content, signature: sign('sha256', Buffer.from(content.digest), own.privateKey).toString('base64') };
}

describe('checkpoints', () => {
  const head = climbedTo('check').history.at(-1)?.hash ?? '';
  const verified = (checkpoint: string) => {
    mkdirSync(join(folder, 'vault/shawan'), { recursive: true });
    file('vault/shawan/2026-03-02.json', checkpoint);
    return evidence(
      'verify',
      file('b.json', text),
      '--checkpoints',
      join(folder, 'vault'),
      '--key',
      file('k', own.publicKey),
    );
  };

  test('that agree: everything holds', async () => {
    const result = await verified(JSON.stringify(aCheckpoint(head)));
    expect(result).toMatchObject({ code: 0, text: expect.stringContaining('b.json: true') });
    expect(result.text).not.toMatch(/\? {2}/);
  });

  test('that know another end tell a tail that was rebuilt', async () => {
    expect(await verified(JSON.stringify(aCheckpoint(sha256('other'))))).toMatchObject({
      code: 1,
      text: expect.stringContaining('is not the one that checkpoints/shawan/2026-03-02.json knows'),
    });
  });

  test('that close the days of a case and do not know it tell that it was kept out', async () => {
    const late = file('late.json', sealed(aContent(climbedTo('check'), '2026-03-05T00:00:00.000Z')));
    const book = join(folder, 'book');
    mkdirSync(book);
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      const { digest: _, signature: __, ...empty } = { ...aCheckpoint(head), day, heads: [] };
      file(`book/${day}.json`, JSON.stringify({ ...unsigned(empty, sha256), signature: 'AAAA' }));
    }
    expect(await evidence('verify', late, '--checkpoints', book)).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /CHANGED {2}it was opened on 2026-03-02 .* none of the checkpoints .* knows this case/,
      ),
    });
  });

  test('that were changed themselves are told', async () => {
    const changed = JSON.stringify({ ...aCheckpoint(head), heads: [] });
    expect(await verified(changed)).toMatchObject({
      code: 1,
      text: expect.stringContaining('2026-03-02.json: its digest'),
    });
  });

  test('that are none, and a folder without any, cannot be read', async () => {
    expect(await verified('{}')).toMatchObject({ code: 2, text: expect.stringContaining('is no checkpoint') });
    const bundle = file('b.json', text);
    mkdirSync(join(folder, 'empty'));
    expect(await evidence('verify', bundle, '--checkpoints', join(folder, 'empty'))).toMatchObject({ code: 2 });
    expect(await evidence('verify', bundle, '--checkpoints', join(folder, 'nowhere'))).toMatchObject({ code: 2 });
  });
});

describe('verify', () => {
  test('a true bundle with the key of the district: 0', async () => {
    const result = await evidence('verify', file('b.json', text), '--key', file('key.pem', own.publicKey));
    expect(result.code).toBe(0);
    expect(result.text).toContain('ok       it was signed with the key of the district');
  });

  test('without a key: 0, and it says what nobody can tell', async () => {
    const { code, text: said } = await evidence('verify', file('b.json', text));
    expect(code).toBe(0);
    expect(said).toMatch(
      /\?.*without the key of the district, nobody can tell a bundle that was made .* by somebody else/,
    );
    expect(said).toMatch(/\?.*without checkpoints, nobody can tell/);
    expect(said).toContain('b.json: true as far as it was checked; 2 lines above say what was not');
  });

  test.each([
    ['a word changed', text.replace('路面', '桥面')],
    ['a line end of another system', text.replace('\n', '\r\n')],
    ['a mark in front', `\uFEFF${text}`],
    ['a byte that is no UTF-8', Buffer.concat([Buffer.from(text), Buffer.of(0xff)])],
    ['another document', '{}'],
    ['nothing', ''],
  ])('%s: 1', async (_, changed) => {
    const { code, text: said } = await evidence('verify', file('b.json', changed));
    expect(code).toBe(1);
    expect(said).toContain('CHANGED');
    expect(said).toContain('b.json: this is not what was sealed');
  });

  test('signed by somebody else: 1 with the key, and the key may be broken into lines otherwise', async () => {
    const key = file('key.pem', own.publicKey.replaceAll('\n', '\r\n'));
    expect((await evidence('verify', file('a.json', text), '--key', key)).code).toBe(0);
    const forged = file('b.json', sealed(aContent(climbedTo('check'), MONDAY, strange), strange));
    expect(await evidence('verify', forged, '--key', key)).toMatchObject({
      code: 1,
      text: expect.stringContaining('not signed with the key of the district'),
    });
  });

  test.each([
    [['verify', '/nowhere/b.json'], /\/nowhere\/b.json cannot be read: ENOENT/],
    [
      ['verify', import.meta.filename, '--key', import.meta.filename],
      /holds no public key in PEM.*GET \/evidence\/key/,
    ],
    [['verify'], /say verify FILE or fetch REVIEW/],
    [['burn', 'x'], /say verify FILE or fetch REVIEW/],
    [['verify', 'x', '--quiet'], /--quiet/],
    [['fetch', 'x'], /who are you\?/],
    [['fetch', 'x', '--persona', 'shawan', '--api', 'http://127.0.0.1:1'], /no answer from .*npm start/],
  ])('%j cannot be read: 2', async (args, words) => {
    expect(await evidence(...args)).toMatchObject({ code: 2, text: expect.stringMatching(words) });
  });

  test('--help', async () =>
    expect(await evidence('--help')).toMatchObject({ code: 0, text: expect.stringContaining('npm run evidence') }));

  test('as a command, from another folder', async () => {
    const command = join(import.meta.dirname, '../../bin/evidence.ts');
    const path = file('b.json', text.replace('路面', '桥面'));
    const failed = await promisify(execFile)(process.execPath, [command, 'verify', path], { cwd: folder }).then(
      () => ({ code: 0, stdout: '' }),
      (error: { code: number; stdout: string }) => error,
    );
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('CHANGED');
  });
});
