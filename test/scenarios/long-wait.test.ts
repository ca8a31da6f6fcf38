import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Category } from '../../domain/directory/documents.ts';
import { instant, ms, plusSeconds } from '../../domain/primitives.ts';
import { createClock, createManualClock } from '../../local/clock.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents, roads } from '../support/a-district.ts';
import { anOpening, MONDAY } from '../support/casework.ts';
import { inside } from '../support/inside.ts';

/*
 * S7 every matter has a preset time limit, however long · S8 the light is exact at its instant.
 * "A wait of 400 days fires on time, not at once." A timer of Node holds 24.8 days.
 */

const DAY = 86_400;
const days = (count: number) => ({ measure: 'minutes', count: count * 1440 }) as const;

/** Yellow for the last 50 of 500 days: the machine waits 450 days in green. */
const ecology: Category = {
  ...roads,
  id: 'ecology',
  name: '生态修复',
  limits: {
    case: days(600),
    grid: days(500),
    village: days(500),
    township: days(500),
    district: days(500),
    department: days(500),
  },
  warning: { minutes: 50 * 1440 },
};
const directory = documents({ categories: [roads, ecology] });
const opening = anOpening({ category: 'ecology' });

test('a wait of 450 days: not at once, not after 24.8 days, at its instant', async () => {
  await using cloud = await aCloud({ directory });
  await cloud.open(opening, 'niushi-v1-g1');
  const warnAt = plusSeconds(MONDAY, 450 * DAY);
  const dueAt = plusSeconds(MONDAY, 500 * DAY);
  const rungs = async () =>
    (await cloud.see(opening.id)).history.flatMap(({ at, what }) =>
      what.type === 'rung' ? [`${what.rung} ${at}`] : [],
    );
  expect((await cloud.see(opening.id)).stages[0]?.clock).toMatchObject({ warnAt, dueAt, provisional: false });

  for (const day of [0, 24, 25, 26, 50, 100, 365, 400, 449]) {
    await cloud.passTo(plusSeconds(MONDAY, day * DAY + 1));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'green' });
    expect(await rungs()).toEqual([]);
  }
  await cloud.passTo(plusSeconds(warnAt, -1));
  expect(await rungs()).toEqual([]);
  await cloud.passTo(warnAt);
  expect(await rungs()).toEqual([`yellow ${warnAt}`]);
  await cloud.passTo(dueAt);
  expect(await rungs()).toEqual([`yellow ${warnAt}`]);
  await cloud.passTo(plusSeconds(dueAt, 1));
  expect(await rungs()).toEqual([`yellow ${warnAt}`, `red ${plusSeconds(dueAt, 1)}`]);
});

test('the same on a real clock, over a restart: nothing fires early, and what came due while away fires at the start', async () => {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-long-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const rungs = (kase: { history: { what: { type: string } }[] }) =>
    kase.history.filter(({ what }) => what.type === 'rung');

  const before = await aCloud({ directory, data, clock: createClock({ speed: 1 }) });
  await before.open(opening, 'niushi-v1-g1');
  expect(rungs(await before.see(opening.id))).toEqual([]);
  using look = inside(before.endpoints);
  const { token } = (await look.files()).get(opening.id)?.workflow ?? {};
  expect(await look.isArmed(token ?? '')).toBe(true);
  const { openedAt } = await before.see(opening.id);
  await before[Symbol.asyncDispose]();

  const clock = createManualClock(ms(openedAt) + 451 * DAY * 1000);
  await using after = await aCloud({ directory, data, clock });
  await after.idle();
  const [yellow, ...more] = (await after.see(opening.id)).history.flatMap(({ what }) =>
    what.type === 'rung' ? [what] : [],
  );
  expect(yellow).toMatchObject({
    rung: 'yellow',
    due: instant(Math.floor((ms(openedAt) + 450 * DAY * 1000) / 1000) * 1000),
  });
  expect(more).toEqual([]);
});
