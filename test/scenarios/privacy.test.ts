import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { run } from '../../bin/people/run.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening } from '../support/casework.ts';
import { personas, withLeader } from '../support/centre-leader.ts';
import { inside } from '../support/inside.ts';
import { aPicture, put, urlForReport } from '../support/photos.ts';
import { ulid } from '../support/ulids.ts';

/* S11 and the law on personal data: what people wrote, and who they are, goes; the case, its lights and its chain stay. */

const YEAR = 365 * 86_400;
const PHONE = '+8613912345678';
const NAME = '欧阳某某';
const WORDS = '欧阳某某家门口的水管爆裂三日无人修理';
const RATED = '欧阳某某谢过修理的师傅';
const secret = (number: number) => String(number).padStart(26, '0');

async function people(...args: string[]) {
  const lines: string[] = [];
  return { code: await run(args, (line) => lines.push(line)), text: lines.join('\n') };
}

/** A resident reports with a photo and a contact, is answered, and says that it will do. */
async function answered(cloud: TestCloud, id: string, number: number): Promise<Buffer> {
  const picture = aPicture(`a burst pipe ${number}`);
  const report = {
    ...{ id, secret: secret(number), category: 'roads', words: WORDS, grid: 'niushi-v1-g1' },
    ...{ photos: [picture.photo], contact: { phone: PHONE, name: NAME, subscribe: true } },
  };
  expect(await cloud.post('/public/reports', report, null)).toMatchObject({ status: 201 });
  expect(await put(await urlForReport(cloud, id, picture, secret(number)), picture.bytes)).toBe(200);
  expect(await cloud.command(id, 'niushi-v1-g1', { type: 'resolve', result: '已修好，已告知欧阳某某' })).toMatchObject({
    status: 200,
  });
  expect(await cloud.say(id, secret(number), { type: 'rate', satisfied: true, words: RATED })).toMatchObject({
    status: 200,
  });
  await cloud.idle();
  return picture.bytes;
}

/** Every file below a directory in which one of these texts or bytes stands. */
function filesWith(directory: string, wanted: readonly (string | Buffer)[]): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return wanted.some((own) => bytes.includes(own));
    });
}

/** Items of any table in which one of the texts stands: LevelDB packs what it keeps, so that files alone do not show all. */
async function tablesWith(
  { tables }: ReturnType<typeof inside>,
  wanted: readonly (string | Buffer)[],
): Promise<string[]> {
  const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
  const found: string[] = [];
  for (const TableName of TableNames)
    for await (const { Items = [] } of paginateScan({ client: tables }, { TableName }))
      for (const item of Items.map((each) => JSON.stringify(each)))
        if (wanted.some((own) => typeof own === 'string' && item.includes(own))) found.push(`${TableName}: ${item}`);
  return found;
}

test('365 days after its end a case forgets people, unless a review runs; case, lights and chain stay', async () => {
  await using cloud = await aCloud({ directory: withLeader(), personas });
  using look = inside(cloud.endpoints);
  const [plain, reviewed] = [ulid(1), ulid(2)];
  for (const [index, id] of [plain, reviewed].entries()) await answered(cloud, id, index + 1);
  const review = { id: ulid(4), case: reviewed, consequence: 'injury-or-death', words: '有人受伤' };
  expect(await cloud.post('/reviews', review, 'shawan')).toMatchObject({ status: 201 });
  const before = await cloud.see(plain);
  const { endedAt } = before;
  await cloud.passTo(plusSeconds(endedAt ?? '', YEAR - 3600));
  expect(JSON.stringify((await look.files()).get(plain))).toContain('欧阳');

  for (const seconds of [YEAR + 60, YEAR + 120, YEAR + 180]) await cloud.passTo(plusSeconds(endedAt ?? '', seconds));
  const files = await look.files();
  expect(JSON.stringify(files.get(plain))).not.toContain('欧阳');
  expect(JSON.stringify(files.get(reviewed))).toContain('欧阳');
  const after = await cloud.see(plain);
  expect(after).toMatchObject({ status: before.status, light: before.light, endedAt, chain: { verified: true } });
  expect(after.history.at(-1)).toMatchObject({ what: { type: 'anonymised' } });
  expect((await cloud.get(`/cases/${plain}/photos`)).body).toEqual({ photos: [] });
  expect((await cloud.follow(plain, secret(1))).status).toBe(404);
  expect((await cloud.follow(reviewed, secret(2))).status).toBe(200);
}, 240_000);

test('one person is told all that is kept of them, and nothing of it is left anywhere when it is erased', async () => {
  await using cloud = await aCloud();
  using look = inside(cloud.endpoints);
  const [done, open] = [ulid(1), ulid(2)];
  const photo = await answered(cloud, done, 1);
  const said = {
    id: open,
    secret: secret(2),
    category: 'roads',
    words: WORDS,
    grid: 'niushi-v1-g1',
    contact: { phone: PHONE },
  };
  await cloud.post('/public/reports', said, null);
  await cloud.open(anOpening({ id: ulid(3) }), 'niushi-v1-g1');
  await cloud.idle();

  const at = ['--url', cloud.url];
  expect((await people('export', '12', ...at)).text).toContain('"12" is no telephone number');
  const told = await people('export', PHONE, ...at);
  expect(told.code).toBe(0);
  for (const own of [PHONE, NAME, WORDS, RATED]) expect(told.text).toContain(own);

  const wanted = [PHONE, PHONE.slice(3), NAME, WORDS, RATED, '欧阳', photo.subarray(20, 200), secret(1)];
  expect(filesWith(cloud.data, wanted).length).toBeGreaterThan(2);
  expect((await tablesWith(look, wanted)).length).toBeGreaterThan(2);

  const first = await people('erase', PHONE, '--apply', ...at);
  expect(first).toMatchObject({
    code: 1,
    text: expect.stringContaining(`${open}: the contact is erased; case ${open} is open`),
  });
  await cloud.command(open, 'niushi-v1-g1', { type: 'resolve', result: '已修好' });
  await cloud.say(open, secret(2), { type: 'rate', satisfied: true });
  await cloud.idle();
  expect(await people('erase', PHONE, '--apply', ...at)).toMatchObject({
    code: 0,
    text: expect.stringContaining(`${open}: erased`),
  });
  expect((await people('erase', PHONE, '--apply', ...at)).text).toContain('No report has');

  expect(await tablesWith(look, wanted)).toEqual([]);
  expect(filesWith(cloud.data, wanted)).toEqual([]);
  for (const id of [done, open]) {
    const seen = await cloud.see(id);
    expect(seen).toMatchObject({ status: 'closed', light: 'green', chain: { verified: true } });
    expect(caseOf((await look.files()).get(id) ?? expect.fail('gone')).rating).toMatchObject({ satisfied: true });
  }
}, 240_000);
