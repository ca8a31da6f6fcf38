import { nextAt } from '../../domain/line/line.ts';
import { type Instant, instant, ms, type Phone } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { countsOf, isOfWork, logged } from '../shell/delivery-counts.ts';
import { type Deliveries, DeliveriesQuery } from '../shell/delivery-messages.ts';
import { directories } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { inTurns } from '../shell/in-turns.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { read } from '../shell/read.ts';
import { rosterPhones } from '../shell/roster-phones.ts';

const lines = linesOf();
const AT_ONCE = 8;
const DAY = 86_400_000;
const MOST_DAYS = 92;

/**
 * `GET /deliveries?unit=&since=&until=`: what became of the messages to a unit and to each unit right below it, a day back unless
 * said, at most 92 days; and what waits for its telephones. With `phone=`, one that is on the roster of the unit, the messages to
 * that telephone, newest first.
 */
export const handler = endpoint(async (event) => {
  const query = read(DeliveriesQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  const unit = unitOverseen(event, directory, query.unit);
  const at = now();
  const [since, until] = stretch(query, at);
  const phones = rosterPhones(unit, directory);
  if (query.phone !== undefined && !phones.includes(query.phone))
    throw new ProblemError(problem('not-found', `${query.phone} is not on the roster of ${unit}; see GET /rosters`));
  const units = query.phone === undefined ? [directory.unit(unit), ...directory.children(unit)] : [];
  const rows = await inTurns(units, AT_ONCE, async ({ id, name }) => ({
    unit: id,
    name,
    ...countsOf(await lines.messagesOf(id, since, until)),
  }));
  const log =
    query.phone === undefined ? [] : (await lines.log(query.phone, since, until)).filter(isOfWork).map(logged);
  const held = (await inTurns(query.phone ? [query.phone] : phones, AT_ONCE, (phone) => heldFor(phone, at))).flat();
  const answer: Deliveries = { at, since, until, unit, rows, held, log };
  return ok(answer);
});

function stretch(query: { since?: Instant | undefined; until?: Instant | undefined }, at: Instant): [Instant, Instant] {
  const until = query.until ?? at;
  const since = query.since ?? instant(ms(until) - DAY);
  if (since > until || ms(until) - ms(since) > MOST_DAYS * DAY)
    throw new ProblemError(
      problem('malformed', `${since} to ${until}: ask for at most ${MOST_DAYS} days, the older first`),
    );
  return [since, until];
}

async function heldFor(phone: Phone, at: Instant): Promise<Deliveries['held']> {
  const letters = (await lines.letters(phone)).filter(({ of }) => of !== 'report');
  const [oldest] = letters.map((letter) => letter.at).sort();
  if (oldest === undefined) return [];
  const found = await lines.load(phone);
  return [
    {
      phoneEnding: phone.slice(-4),
      letters: letters.length,
      urgent: letters.filter(({ urgency }) => urgency === 'urgent').length,
      oldest,
      next: found?.wakeAt ?? (found ? nextAt(found.line, letters, at) : null),
    },
  ];
}
