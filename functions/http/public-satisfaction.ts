import { type Counted, FEWEST, pooled } from '../../domain/case/satisfaction.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { type CivilDate, ms } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { stretchOf } from '../shell/days.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { memo } from '../shell/memo.ts';
import { publicCases } from '../shell/public-index.ts';
import { read } from '../shell/read.ts';
import { countsByUnit, inOrder, withRates } from '../shell/satisfaction-counts.ts';
import { type PublicSatisfaction, PublicSatisfactionQuery } from '../shell/satisfaction-messages.ts';

const cases = publicCases(dynamo, env('CASES_TABLE'), district);
const summaries = memo<Map<string, Counted>>(24);
/** Milliseconds for which a month is not counted again: whoever asks often learns no more, and costs nothing. */
const KEPT = 600_000;

/** `GET /public/satisfaction?month=`: what residents thought of the answers to what was reported in a month, without small numbers. */
export const handler = endpoint(async (event) => {
  const query = read(PublicSatisfactionQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  const at = now();
  const month = query.month ?? directory.calendar(directory.root.id).dateOf(ms(at)).slice(0, 7);
  const { from, to } = stretchOf({ from: `${month}-01`, to: lastOf(month) }, at, directory, 0);
  const counts = await summaries(`${month} ${Math.floor(ms(at) / KEPT)}`, () => countsByUnit(cases, from, to));
  const told = pooled(counts, {
    above: (unit) => directory.unit(unit).parent ?? undefined,
    depth: (unit) => directory.lineage(unit).length,
  });
  const answer: PublicSatisfaction = { at, month, fewest: FEWEST, rows: rowsOf(told, directory) };
  return ok(answer);
});

const lastOf = (month: string): CivilDate =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

const SILENT = {
  answered: null,
  asked: null,
  rated: null,
  satisfied: null,
  responseRate: null,
  satisfactionRate: null,
};

const rowsOf = (told: ReadonlyMap<string, Counted | null>, directory: Directory): PublicSatisfaction['rows'] =>
  inOrder(told, directory).map(({ counted, ...row }) => ({ ...row, ...(counted ? withRates(counted) : SILENT) }));
