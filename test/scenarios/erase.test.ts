import { expect, test } from 'vitest';
import { run } from '../../bin/cases/run.ts';
import { aCloud } from '../support/a-cloud.ts';
import { anOpening } from '../support/casework.ts';
import { personas, withLeader } from '../support/centre-leader.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/** What is said on the command line, and the exit code. */
async function cases(...args: string[]) {
  const lines: string[] = [];
  return { code: await run(args, (line) => lines.push(line)), text: lines.join('\n') };
}

test('what people wrote in an ended case is erased, unless a review of it runs; the case stays as it was', async () => {
  await using cloud = await aCloud({ directory: withLeader(), personas });
  using look = inside(cloud.endpoints);
  const [plain, reviewed, open] = [ulid(1), ulid(2), ulid(3)];
  const digest = 'a'.repeat(64);
  const words = '张某某家门前路面塌陷';
  for (const id of [plain, reviewed])
    await cloud.open(
      anOpening({ id, words, photos: [{ digest, bytes: 9 }], record: { result: '张某某已告知' } }),
      'niushi-v1-g1',
    );
  await cloud.open(anOpening({ id: open, words }), 'niushi-v1-g1');
  const review = { id: ulid(4), case: reviewed, consequence: 'injury-or-death', words: '有人受伤' };
  expect(await cloud.post('/reviews', review, 'shawan')).toMatchObject({ status: 201 });
  const before = await cloud.see(plain);

  const said = ['erase', plain, reviewed, open, ulid(9), '--url', cloud.url];
  const tried = await cases(...said);
  expect(tried.code).toBe(1);
  expect(tried.text.split('\n')).toEqual([
    `${plain}: 2 texts to erase`,
    `  photo to remove: shawan/${plain}/${digest}.jpg`,
    `${reviewed}: case ${reviewed} is under review ${review.id}; erase it when that has ended`,
    `${open}: case ${open} is open; erase it when it has ended`,
    `${ulid(9)}: there is no such case`,
    'Nothing was written. Erase them with --apply.',
  ]);
  expect(JSON.stringify((await look.files()).get(plain))).toContain('张某某');

  expect((await cases(...said, '--apply')).text).toContain(`${plain}: 2 texts erased`);
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
