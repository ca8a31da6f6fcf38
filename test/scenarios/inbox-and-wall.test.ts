import { expect, test } from 'vitest';
import { ms, plusSeconds } from '../../domain/primitives.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { Inbox, type InboxRow, Wall } from '../../functions/shell/list-messages.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { fire } from '../support/a-district.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';

/** S28, S8: a live wall of lights for any unit and all below it, and the inbox of a unit; exact at the instant. */

const GRIDS = ['niushi-v1-g1', 'niushi-v1-g2', 'fulu-v1-g1'];
const idOf = (index: number): string => `01KJP3AB5S8M6W3T9V2XQ4${String(1000 + index)}`;

/** Two dozen cases over both branches, at grids, village, township, centre and a department, taken in over a morning. */
async function populate(cloud: TestCloud): Promise<string[]> {
  const ids = Array.from({ length: 24 }, (_, index) => idOf(index));
  for (const [index, id] of ids.entries()) {
    const grid = GRIDS[index % GRIDS.length] ?? '';
    const opening = anOpening({ id, grid, category: index % 4 === 0 ? fire.id : 'roads' });
    expect(await cloud.open(opening, grid)).toMatchObject({ status: 201 });
    const village = grid.slice(0, -3);
    const steps: [string, object][] = [
      [grid, { type: 'escalate', reason: '无设备' }],
      [village, { type: 'escalate', reason: '无资金' }],
      [village.slice(0, -3), { type: 'escalate', reason: '需部门' }],
      ['shawan', { type: 'dispatch', department: 'dept-housing', instruction: '请办' }],
    ];
    for (const [who, command] of steps.slice(0, index % 6))
      expect((await cloud.command(id, who, command)).status).toBe(200);
    await cloud.passTo(plusSeconds(cloud.now(), 300));
  }
  return ids;
}

async function inbox(cloud: TestCloud, holder: string, query = '', persona = 'shawan'): Promise<InboxRow[]> {
  const rows: InboxRow[] = [];
  let cursor = '';
  do {
    const { status, body } = await cloud.get(`/cases?holder=${holder}${query}${cursor}`, persona);
    if (status !== 200) throw new Error(JSON.stringify(body));
    const page = Inbox.parse(body);
    rows.push(...page.cases);
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return rows;
}

const soonestFirst = (a: InboxRow, b: InboxRow): number => `${a.dueAt}${a.id}`.localeCompare(`${b.dueAt}${b.id}`, 'en');

const wall = async (cloud: TestCloud, unit: string) => Wall.parse((await cloud.get(`/wall?unit=${unit}`)).body);

/** Counts the cases themselves: the lights that each shows, by the unit that holds it. */
function recount(cases: CaseView[], below: (holder: string) => boolean) {
  const counts = { green: 0, yellow: 0, red: 0 };
  for (const { holder, light } of cases) if (holder !== null && below(holder)) counts[light] += 1;
  return counts;
}

test('the wall is the count of the cases, and inboxes are their holders’, at any instant and while timers lag', async () => {
  await using cloud = await aCloud();
  const ids = await populate(cloud);
  const [above, units] = [new Map<string, string[]>(), (await wall(cloud, 'shawan')).rows];
  for (const { unit, parent } of units) above.set(unit, [unit, ...(parent === null ? [] : (above.get(parent) ?? []))]);

  for (const at of ['2026-03-02 13:00', '2026-03-02 18:00:01', '2026-03-04 15:00', '2026-03-09 09:00']) {
    await cloud.passTo(shanghai(at.length === 16 ? `${at}:00` : at));
    const cases = await Promise.all(ids.map((id) => cloud.see(id)));
    for (const unit of ['shawan', 'niushi', 'niushi-v1', 'niushi-v1-g1', 'dept-housing', 'fulu']) {
      const seen = await wall(cloud, unit);
      expect(seen.rows[0]?.unit).toBe(unit);
      for (const row of seen.rows) {
        expect(row.all, `${row.unit} at ${at}`).toEqual(
          recount(cases, (holder) => above.get(holder)?.includes(row.unit) ?? false),
        );
        expect(row.own, `${row.unit} itself at ${at}`).toEqual(recount(cases, (holder) => holder === row.unit));
      }
      const rows = await Promise.all(seen.rows.map((row) => inbox(cloud, row.unit)));
      const held = rows.flatMap((own, index) => own.map((row) => ({ ...row, holder: seen.rows[index]?.unit })));
      expect(seen.attention, `${unit} at ${at}`).toEqual(
        held.toSorted(soonestFirst).map(({ level: _, status: _own, openedAt: _then, toPlace: _place, ...row }) => row),
      );
    }
    for (const { unit } of units) {
      const held = cases.filter(({ holder }) => holder === unit).map(({ id }) => id);
      const rows = await inbox(cloud, unit);
      expect(rows.map(({ id }) => id).toSorted()).toEqual(held.toSorted());
      expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(({ dueAt }) => dueAt).toSorted());
      for (const row of rows) expect(row.light).toBe(cases.find(({ id }) => id === row.id)?.light);
    }
  }
});

test('pages of any size are the same list, also with a light asked for, and a page never exceeds its size', async () => {
  await using cloud = await aCloud();
  await populate(cloud);
  await cloud.passTo(shanghai('2026-03-02 18:00:01'));
  const whole = await inbox(cloud, 'niushi-v1');
  expect(whole.length).toBeGreaterThan(3);
  for (const limit of [1, 2, 3, 200]) expect(await inbox(cloud, 'niushi-v1', `&limit=${limit}`)).toEqual(whole);
  for (const light of ['green', 'yellow', 'red']) {
    for (const limit of [1, 50]) {
      expect(await inbox(cloud, 'niushi-v1', `&light=${light}&limit=${limit}`)).toEqual(
        whole.filter((row) => row.light === light),
      );
    }
  }
  expect((await cloud.get('/cases?holder=niushi-v1&limit=2')).body.cases).toHaveLength(2);
});

test('an altered cursor is refused or leads nowhere else, and other people’s lists are closed', async () => {
  await using cloud = await aCloud();
  await populate(cloud);
  const { body } = await cloud.get('/cases?holder=niushi-v1&limit=1', 'niushi-v1');
  const next = String(body.next);
  expect(
    await cloud.get(`/cases?holder=niushi-v1&cursor=${encodeURIComponent(next.replace('~', '#'))}`, 'niushi-v1'),
  ).toMatchObject({ status: 400 });
  const moved = await cloud.get(
    `/cases?holder=niushi-v1&cursor=${encodeURIComponent(next.replace('2026', '1999'))}`,
    'niushi-v1',
  );
  expect(Inbox.parse(moved.body).cases.every(({ level }) => level === 'village')).toBe(true);
  for (const path of ['/cases?holder=fulu-v1', '/cases?holder=niushi', '/wall?unit=fulu', '/wall']) {
    expect(await cloud.get(path, 'niushi-v1'), path).toMatchObject({ status: 403 });
  }
  expect(await cloud.get('/wall?unit=nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('the wall is right while nothing has been claimed: lights do not wait for timers', async () => {
  await using cloud = await aCloud();
  await cloud.open(anOpening(), 'niushi-v1-g1');
  await cloud.idle();
  const due = ms(shanghai('2026-03-02 18:00:00'));
  // Moved without running what falls due on the way: every timer lags.
  new Float64Array(cloud.clock.shared)[0] = due + 1000;
  expect((await wall(cloud, 'shawan')).rows[0]?.all).toEqual({ green: 0, yellow: 0, red: 1 });
  expect((await inbox(cloud, 'niushi-v1-g1'))[0]?.light).toBe('red');
  expect(MONDAY < cloud.now()).toBe(true);
});
