import { lightOf } from '../../domain/case/light.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Unit } from '../../domain/directory/documents.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { readAll, stretchesOf } from '../shell/holding-index.ts';
import { type Counts, type Wall, WallQuery } from '../shell/list-messages.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { read } from '../shell/read.ts';
import { soonest } from '../shell/wall-attention.ts';

const own = desk();
const table = env('CASES_TABLE');

/**
 * `GET /wall?unit=`: how many open cases show which light, for a unit and each unit below it, exact at this instant:
 * computed from the deadlines, not from what timers have claimed. `own` counts what the unit itself holds; `attention`
 * has the 50 due soonest.
 */
export const handler = endpoint(async (event) => {
  const query = read(WallQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await own.directory();
  const unit = unitOverseen(event, directory, query.unit);
  const at = now();
  const held = new Map<string, Counts>();
  const first = soonest();
  await Promise.all(
    stretchesOf(unit, directory).map(async (stretch) => {
      for await (const rows of readAll(dynamo, table, stretch, READ)) {
        for (const row of rows) {
          const [holder = '', dueAt = ''] = row.seat?.S?.split('#', 2) ?? [];
          const counts = held.get(holder) ?? none();
          counts[lightOf({ warnAt: row.warnAt?.S ?? '', dueAt }, null, at).light] += 1;
          held.set(holder, counts);
          first.add(row);
        }
      }
    }),
  );
  const answer: Wall = { at, unit, rows: rowsFor(directory.unit(unit), directory, held), attention: first.rows(at) };
  return ok(answer);
});

/**
 * What is read costs by the size of the rows in the index, not by what is asked of them; asking for more makes the
 * answers of the table longer, here by a third.
 */
const READ = 'seat, warnAt, category, emergency, presses, pausedUntil';

const none = (): Counts => ({ green: 0, yellow: 0, red: 0 });

function rowsFor(unit: Unit, directory: Directory, held: ReadonlyMap<string, Counts>): Wall['rows'] {
  const below = directory.children(unit.id).map((child) => rowsFor(child, directory, held));
  const all = none();
  const mine = held.get(unit.id) ?? none();
  for (const counts of [mine, ...below.map(([first]) => first?.all ?? none())]) {
    all.green += counts.green;
    all.yellow += counts.yellow;
    all.red += counts.red;
  }
  const row = { unit: unit.id, name: unit.name, level: unit.level, parent: unit.parent ?? null, own: mine, all };
  return [row, ...below.flat()];
}
