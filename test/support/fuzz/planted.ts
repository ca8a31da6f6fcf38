import type { Documents } from '../../../domain/directory/documents.ts';
import type { TestCloud } from '../a-cloud.ts';
import { documents } from '../a-district.ts';
import { SECRET } from '../a-report.ts';
import { directory } from '../open311.ts';
import { ulid } from '../ulids.ts';
import type { Known } from './from-schema.ts';

/** Who sends the bad requests knows the numbers of all these, and the secret of the first two. */
const OWN_REPORT = ulid(1);
const OWN_CASE = ulid(2);
const THEIR_REPORT = ulid(3);
const THEIR_CASE = ulid(4);
const THEIR_ENDED = ulid(5);
const THEIR_HELD = ulid(6);
const THEIR_SECRET = '7ZZQ0TB4Y6ZC8M2XJ7R9VDWHKE';

/** What others wrote: no officer of another branch is told it. */
export const CASES_OF_OTHERS = ['金丝雀的话', '金丝雀的住址', '金丝雀的结果', THEIR_SECRET];
const PHONE = '+8613700137000';
/** What nobody is told who has no post. */
export const CANARIES = [...CASES_OF_OTHERS, '金丝雀本人', PHONE, 'local|of-', '+86100000000'];

/** The district of the tests of Open311; an officer with a name and a telephone that nobody outside is told. */
export const theirDirectory = (): Documents => ({
  ...directory(),
  officers: documents().officers.map((officer) =>
    officer.id === 'of-fulu-v1-g1' ? { ...officer, name: '金丝雀本人', phone: PHONE } : officer,
  ),
});

/** Matters of the sender's own, and of others. */
export async function plant(cloud: TestCloud): Promise<void> {
  const place = { longitude: 103.7, latitude: 29.3, address: '金丝雀的住址' };
  const theirs = { category: 'roads', grid: 'fulu-v1-g1', words: '金丝雀的话', place };
  const own = { category: 'roads', grid: 'niushi-v1-g1', words: '自己的话' };
  const replies = [
    await cloud.post('/public/reports', { id: OWN_REPORT, secret: SECRET, ...own }, null),
    await cloud.open({ id: OWN_CASE, ...own }, 'niushi-v1-g1'),
    await cloud.post('/public/reports', { id: THEIR_REPORT, secret: THEIR_SECRET, ...theirs }, null),
    await cloud.open({ id: THEIR_CASE, ...theirs }, 'fulu-v1-g1'),
    await cloud.open({ id: THEIR_ENDED, ...theirs, resident: true }, 'fulu-v1-g1'),
    await cloud.command(THEIR_ENDED, 'fulu-v1-g1', { type: 'resolve', result: '金丝雀的结果' }),
  ];
  const held = { ...theirs, id: THEIR_HELD, secret: THEIR_SECRET };
  const links = '金丝雀的话 http://a.example http://b.example http://c.example';
  replies.push(await cloud.post('/public/reports', { ...held, words: links }, null));
  const wrong = replies.filter(({ status }) => status > 202);
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  await cloud.idle();
}

const IDS = [OWN_REPORT, OWN_REPORT, OWN_CASE, THEIR_REPORT, THEIR_CASE, THEIR_ENDED, THEIR_HELD, ulid(99)];
const UNITS = ['shawan', 'niushi', 'niushi-v1', 'niushi-v1-g1', 'fulu', 'fulu-v1-g1', 'dept-water', 'nowhere'];
const SECRETS = [SECRET, SECRET, SECRET, 'A'.repeat(26), 'A'.repeat(25)];

/** What the sender knows, by the name of the field that takes it. */
export const KNOWN: Known = {
  id: [...IDS, ...Array.from({ length: 400 }, (_, at) => ulid(1000 + at))],
  case: IDS,
  reopens: [...IDS, ...IDS.map((id) => ({ id, secret: SECRET }))],
  file: [...IDS, 'roads', 'holes', 'fire', 'nothing'].flatMap((name) => [`${name}.json`, `${name}.xml`]),
  service_request_id: [IDS.join(','), OWN_REPORT, ','],
  secret: SECRETS,
  'x-receipt': SECRETS,
  category: ['roads', 'roads', 'fire', 'holes', 'dispute', 'nothing'],
  service_code: ['roads', 'roads', 'roads', 'holes', 'dispute', 'nothing', 'roads,holes'],
  lat: ['29.405432', '29.405432', '29.4', '-91', 'NaN'],
  long: ['103.505678', '103.505678', '103.5', '181', ''],
  address_id: UNITS,
  address_string: ['牛石镇双河村第一网格', '无此地'],
  start_date: ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00+08:00', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'],
  end_date: ['2026-03-02T00:00:00Z', '9999-12-31T23:59:59Z', '2026-13-01T00:00:00Z'],
  status: ['open', 'closed', 'open,closed', ''],
  page: ['1', '2', '999999999999', '0', '-1'],
  page_size: ['1', '1000', '1001', '0'],
  jurisdiction_id: ['shawan', 'shawan', 'shawan', 'shawan', 'shawan', 'elsewhere', ''],
  media_url: ['https://example.org/a.jpg'],
  api_key: ['', 'x'],
  extensions: ['true', 'false'],
  ...Object.fromEntries(['unit', 'holder', 'department', 'to', 'origin'].map((name) => [name, UNITS])),
  grid: ['niushi-v1-g1', 'niushi-v1-g1', 'fulu-v1-g1', ...UNITS],
  officer: ['of-niushi-v1-g1', 'of-fulu', 'nobody'],
  reporter: ['of-niushi-v1-g1', 'of-fulu', 'nobody'],
  phone: ['+8613900139000', '+1'],
  digest: ['a'.repeat(64), '0'.repeat(64)],
};
