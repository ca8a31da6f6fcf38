import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { type Phone, plusSeconds } from '../../domain/primitives.ts';
import { isOfWork, logged } from '../shell/delivery-counts.ts';
import type { CaseDeliveries } from '../shell/delivery-messages.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { inTurns } from '../shell/in-turns.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { readableCase } from '../shell/readable-case.ts';
import { rosterPhones } from '../shell/roster-phones.ts';

const own = desk();
const lines = linesOf();
const AT_ONCE = 8;
/** Seconds between the claim of a message and its outcome on the case, at most. */
const APART = 600;

/**
 * `GET /cases/{id}/deliveries`: the messages that told of a case, newest first, with what the carrier said of them and who
 * acknowledged them: to telephones that are on the rosters of the units today. The history of the case names all of them.
 */
export const handler = endpoint(async (event) => {
  const { id, file, present } = await readableCase(event, own);
  const found = await inTurns(toldOf(file, present.directory), AT_ONCE, ({ phone, since, until }) =>
    lines.log(phone, since, until),
  );
  const about = found
    .flat()
    .filter((message) => isOfWork(message) && message.letters.some((letter) => letter.id === id));
  const answer: CaseDeliveries = {
    deliveries: about
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .map((message) => logged({ ...message, letters: message.letters.filter((letter) => letter.id === id) })),
  };
  return ok(answer);
});

/** The telephones that the history says were told, as far as the rosters still have them, and when. */
function toldOf({ history }: CaseFile, directory: Directory): { phone: Phone; since: string; until: string }[] {
  const sends = history.flatMap(({ at, what }) => (what.type === 'notified' ? [{ at, ...what }] : []));
  const phones = new Map<Phone, string[]>();
  for (const { unit, phoneEnding, at } of sends)
    for (const phone of rosterPhones(unit, directory).filter((one) => one.endsWith(phoneEnding)))
      phones.set(phone, [...(phones.get(phone) ?? []), at]);
  return [...phones].map(([phone, times]) => ({
    phone,
    since: plusSeconds(times[0] ?? '', -APART),
    until: plusSeconds(times.at(-1) ?? '', APART),
  }));
}
