import { expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { SimilarCases } from '../../functions/shell/report-messages.ts';
import { ReportView } from '../../functions/shell/report-view.ts';
import { base32 } from '../../functions/shell/ulid-for.ts';
import { aCloud, type Reply } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { aReportBody, withBorders } from '../support/a-report.ts';
import { MONDAY } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

/** Done when: 200 residents report the same burst pipe in ten minutes: one case, 200 informed, 200 receipts that work. */
const RESIDENTS = 200;
const MINUTES = 10;
const GRID = 'niushi-v1-g1';
const AT_ONCE = 10;

const PIPE = { longitude: 103.5051, latitude: 29.4052 };
const residents = Array.from({ length: RESIDENTS }, (_, index) => ({
  id: ulid(1000 + index),
  secret: base32(BigInt(index + 1), 26),
  phone: `+86138${String(10_000_000 + index)}`,
  // Within some 50 m of it.
  place: {
    longitude: PIPE.longitude + ((index % 10) - 5) / 10_000,
    latitude: PIPE.latitude + ((index % 7) - 3) / 10_000,
  },
  words: `水管爆了，我是第${index + 1}个看到的`,
}));
type Resident = (typeof residents)[number];

function done({ status, body }: Reply, ...wanted: number[]): Record<string, unknown> {
  expect([...wanted, body.detail]).toContain(status);
  return body;
}
async function each<T>(list: readonly T[], work: (own: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) await Promise.all(list.slice(from, from + AT_ONCE).map(work));
}

test('200 residents report the same burst pipe: one case, all of them told once, every receipt works', async () => {
  await using cloud = await aCloud({ directory: { ...documents(), units: withBorders() } });
  const took = performance.now();
  const opened = new Set<string>();
  let offered = 0;
  async function reports({ id, secret, phone, place, words }: Resident): Promise<void> {
    const asked = await cloud.post('/public/similar', { category: 'roads', place }, null);
    const [same] = SimilarCases.parse(done(asked, 200)).cases;
    offered += Number(same !== undefined);
    const joins = same && { joins: same.id };
    const contact = { phone, subscribe: true };
    const { grid: _, ...body } = aReportBody({ id, secret, place, words, contact });
    const view = ReportView.parse(done(await cloud.post('/public/reports', { ...body, ...joins }, null), 201));
    if (!view.joined) opened.add(view.id);
  }
  /** The messages since the last look, by telephone: the link of each. */
  let looked = 0;
  async function arrived(): Promise<Map<string, string[]>> {
    const texts = await cloud.smsTexts();
    const found = new Map<string, string[]>();
    for (const text of texts.slice(looked)) {
      const [, phone = '', said = ''] = /^(\+86138\d{8}) (.*)$/.exec(text) ?? [];
      if (phone !== '') found.set(phone, [...(found.get(phone) ?? []), said]);
    }
    looked = texts.length;
    return found;
  }
  const press = async (said: string | undefined) => {
    const link = /https?:\S+\/u\/\S+/.exec(said ?? '')?.[0] ?? '';
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
  };

  const [first, ...others] = residents;
  if (first) await reports(first);
  for (let minute = 0; minute < MINUTES; minute += 1) {
    await cloud.passTo(plusSeconds(MONDAY, minute * 60));
    await each(others.slice((minute * RESIDENTS) / MINUTES, ((minute + 1) * RESIDENTS) / MINUTES), reports);
  }
  const [pipe = ''] = opened;
  expect(opened.size).toBe(1);
  expect(offered).toBe(RESIDENTS - 1);
  const { joined, history: before } = await cloud.see(pipe, GRID);
  // Opened, and its grid told.
  expect([joined, before.length]).toEqual([RESIDENTS - 1, 2]);

  const asks = await arrived();
  expect(asks.size).toBe(RESIDENTS);
  expect([...asks.values()].every((texts) => texts.length === 1)).toBe(true);
  await each([...asks.values()], ([said]) => press(said));

  await cloud.passTo(plusSeconds(MONDAY, 3600));
  done(await cloud.command(pipe, GRID, { type: 'resolve', result: '已换管' }), 200);
  const answered = await arrived();
  const toldOnce = residents.filter(({ id, phone }) => {
    const texts = answered.get(phone) ?? [];
    return texts.length === 1 && texts[0]?.includes(`${id}已有答复`);
  });
  expect(toldOnce.length).toBe(RESIDENTS);

  const byLink = residents.slice(0, 10);
  const byReceipt = residents.slice(10, 20);
  await each(byLink, ({ phone }) => press(answered.get(phone)?.[0]));
  await each(byReceipt, async ({ id, secret }) => done(await cloud.say(id, secret, { type: 'unsubscribe' }), 200));
  await cloud.passTo(plusSeconds(MONDAY, 7200));
  done(await cloud.say(pipe, first?.secret ?? '', { type: 'reopen', reason: '又漏了' }), 200);
  done(await cloud.command(pipe, 'niushi-v1', { type: 'rule', wish: 'reopening', grant: true, reason: '属实' }), 200);
  const reopened = await arrived();
  const left = new Set([...byLink, ...byReceipt].map(({ phone }) => phone));
  const stillTold = residents.filter(({ phone }) => !left.has(phone));
  expect([...reopened.keys()].sort()).toEqual(stillTold.map(({ phone }) => phone).sort());
  expect([...reopened.values()].flat().every((said) => said.includes('已重新办理'))).toBe(true);

  let works = 0;
  await each(residents, async ({ id, secret, words }) => {
    const view = ReportView.parse(done(await cloud.follow(id, secret), 200));
    // Reopened, it has no answer that everybody may read.
    const answer = id === pipe ? { words: '已换管' } : null;
    expect(view).toMatchObject({ id, words, status: 'open', answer, joined: id !== pipe });
    works += 1;
  });
  const { history } = await cloud.see(pipe, GRID);
  console.log(
    `${RESIDENTS} residents in ${MINUTES} minutes: ${opened.size} case of ${history.length} events, ${offered} were offered it and joined, ` +
      `${toldOnce.length} told once that it is answered, ${reopened.size} of them (${left.size} unsubscribed) that it is reopened, ` +
      `${works} receipts work; ${Math.round((performance.now() - took) / 1000)} s`,
  );
}, 300_000);
