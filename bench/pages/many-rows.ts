import type { Page } from 'playwright-core';
import { random } from '../../sample/random.ts';
import { ulid } from '../../sample/ulid.ts';

const COUNT = 2000;
/** A light of some row turns about twice a second. */
const APART = 1000;

/** Answers for the API: an inbox of 2,000 rows, soonest due first, a quarter red, in pages as they are asked for. */
export async function answerManyRows(page: Page, categories: readonly string[]): Promise<void> {
  const draw = random(2014);
  const now = Date.now();
  const at = (ms: number): string => new Date(ms).toISOString();
  const rows = Array.from({ length: COUNT }, (_, index) => {
    const dueAt = now + (index - COUNT / 4) * APART;
    return {
      id: ulid(now - index, draw),
      category: draw.pick(categories),
      level: 'district',
      status: draw.pick(['open', 'open', 'checking']),
      light: 'green',
      warnAt: at(dueAt - COUNT * APART * 0.25),
      dueAt: at(dueAt),
      openedAt: at(now - 86_400_000 - index * 60_000),
      emergency: index % 17 === 0,
      presses: index % 23 === 0 ? 1 : 0,
    };
  });
  await page.route(/\/cases\?/, async (route) => {
    const { searchParams } = new URL(route.request().url());
    const limit = Number(searchParams.get('limit') ?? 50);
    const cursor = searchParams.get('cursor') ?? '';
    const placeOf = ({ dueAt, id }: (typeof rows)[number]): string => `${dueAt}~${id}`;
    const from = rows.findIndex((row) => placeOf(row) > cursor);
    const cases = from < 0 ? [] : rows.slice(from, from + limit);
    const last = cases.at(-1);
    const next = last && rows.at(-1) !== last ? placeOf(last) : null;
    await route.fulfill({ json: { at: at(Date.now()), holder: searchParams.get('holder'), cases, next } });
  });
}
