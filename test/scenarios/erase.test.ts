import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../bin/cases/run.ts';
import { aCloud } from '../support/a-cloud.ts';
import { anOpening } from '../support/casework.ts';
import { personas, withLeader } from '../support/centre-leader.ts';
import { inside } from '../support/inside.ts';
import { aPicture, listed, pictureOf, put, urlFor } from '../support/photos.ts';
import { ulid } from '../support/ulids.ts';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** What is said on the command line, and the exit code. */
async function cases(...args: string[]) {
  const lines: string[] = [];
  return { code: await run(args, (line) => lines.push(line)), text: lines.join('\n') };
}

test('what people wrote in an ended case is erased, unless a review of it runs; the case stays as it was', async () => {
  await using cloud = await aCloud({ directory: withLeader(), personas });
  using look = inside(cloud.endpoints);
  const [plain, reviewed, open] = [ulid(1), ulid(2), ulid(3)];
  const [seen, refused] = [aPicture('门前'), pictureOf('不是照片')];
  const photos = [seen.photo, refused.photo];
  const words = '张某某家门前路面塌陷';
  for (const id of [plain, reviewed])
    await cloud.open(anOpening({ id, words, photos, record: { result: '张某某已告知' } }), 'niushi-v1-g1');
  await cloud.open(anOpening({ id: open, words }), 'niushi-v1-g1');
  const signed = await urlFor(cloud, plain, seen, 'niushi-v1-g1');
  await put(signed, seen.bytes);
  await put(await urlFor(cloud, plain, refused, 'niushi-v1-g1'), refused.bytes);
  await put(await urlFor(cloud, reviewed, seen, 'niushi-v1-g1'), seen.bytes);
  expect((await listed(cloud, plain, 'shawan')).map(({ state }) => state)).toEqual(['shown', 'refused']);
  const objects = (id: string) => filesBelow(join(cloud.data, 'buckets')).filter((path) => path.includes(id));
  const review = { id: ulid(4), case: reviewed, consequence: 'injury-or-death', words: '有人受伤' };
  expect(await cloud.post('/reviews', review, 'shawan')).toMatchObject({ status: 201 });
  const before = await cloud.see(plain);

  const said = ['erase', plain, reviewed, open, ulid(9), '--url', cloud.url];
  const tried = await cases(...said);
  expect(tried.code).toBe(1);
  expect(tried.text.split('\n')).toEqual([
    `${plain}: 2 texts to erase`,
    '  2 photos to remove',
    `${reviewed}: case ${reviewed} is under review ${review.id}; erase it when that has ended`,
    `${open}: case ${open} is open; erase it when it has ended`,
    `${ulid(9)}: there is no such case`,
    'Nothing was written. Erase them with --apply.',
  ]);
  expect(JSON.stringify((await look.files()).get(plain))).toContain('张某某');

  expect(objects(plain)).toHaveLength(3);

  expect((await cases(...said, '--apply')).text).toContain(`${plain}: 2 texts erased\n  3 objects of photos removed`);
  expect([objects(plain).length, objects(reviewed).length]).toEqual([0, 2]);
  // A URL that was signed before still holds: what comes by it belongs to nothing, and is removed unseen.
  expect(await put(signed, seen.bytes)).toBe(200);
  await cloud.idle();
  expect(objects(plain)).toEqual([]);
  const files = await look.files();
  expect(JSON.stringify(files.get(plain))).not.toContain('张某某');
  for (const id of [reviewed, open]) expect(JSON.stringify(files.get(id))).toContain('张某某');
  const after = await cloud.see(plain);
  expect(after).toMatchObject({ status: before.status, light: before.light, chain: { verified: true } });
  expect((await cases('erase', plain, '--apply', '--url', cloud.url)).text).toBe(`${plain}: nothing is left to erase`);

  await cloud.post(`/reviews/${review.id}/commands`, { type: 'withdraw', words: '误开' }, 'shawan');
  await cloud.idle();
  expect(await cases('erase', reviewed, '--apply', '--url', cloud.url)).toMatchObject({
    code: 0,
    text: expect.stringContaining('2 texts erased'),
  });
}, 120_000);

test('a command line that cannot be read says why', async () => {
  expect(await cases('erase')).toMatchObject({ code: 1, text: expect.stringContaining('numbers of cases') });
  expect(await cases('erase', 'abc')).toMatchObject({ code: 1, text: expect.stringContaining('abc') });
  expect(await cases('delete')).toMatchObject({ code: 1, text: expect.stringContaining('"delete" is no command') });
});
