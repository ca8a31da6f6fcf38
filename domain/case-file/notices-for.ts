import type { Case } from '../case/case.ts';
import { currentStage, openParts } from '../case/case.ts';
import type { Recorded } from '../case/event.ts';
import type { Directory } from '../directory/directory.ts';
import { type Instant, instant, ms } from '../primitives.ts';
import { countsWorkingTime } from '../time/due.ts';
import { lapsed, newsForFirstContact, newsOf } from './news-of.ts';
import { HAND_OVERS, NEWS, recipientsOf } from './news-table.ts';
import { fresh, type NewsFor, type Notice } from './notice.ts';
import { isStillNews } from './still-news.ts';

function notBefore({ news, unit }: NewsFor, event: Recorded, kase: Case, directory: Directory): Instant {
  const { when } = NEWS[news];
  const { clock } = openParts(kase).find((part) => part.unit === unit) ?? currentStage(kase);
  const waits =
    when === 'in-hours' ||
    (when === 'as-the-limit-counts' && countsWorkingTime(clock.limit)) ||
    (isReport(event) && countsWorkingTime(kase.clock.limit));
  return waits ? instant(directory.calendar(unit).nextWorking(ms(event.at))) : event.at;
}

/** Anybody can report without an account: what is not urgent wakes nobody, and is not told if it was made up and closed by then. */
const isReport = ({ what, by }: Recorded): boolean => what.type === 'opened' && 'resident' in by;

/**
 * Notices for events recorded together, told once they all stand: a light that was overtaken by a worse one in the same
 * moment, and a hand-over that was followed by another, are not sent; nor is an opening by the grid's own officer, nor
 * the same news twice, nor word of a move to who is told of it otherwise.
 */
export function noticesFor(recorded: readonly Recorded[], kase: Case, directory: Directory): Notice[] {
  const stage = currentStage(kase);
  const all = recorded.flatMap((event) =>
    [...newsOf(event, kase), ...lapsed(event, kase)].map((told) => ({ event, told })),
  );
  const lastHandOver = all.findLast(({ told }) => HAND_OVERS.has(told.news));
  const isContinued = recorded.some(({ what }) => what.type === 'opened' && what.continues !== undefined);
  const ownOpening = stage.purpose === 'feedback' || (stage.number === 1 && stage.acceptedBy !== null && !isContinued);
  const isTold = ({ event, told }: (typeof all)[number]): boolean => {
    if (HAND_OVERS.has(told.news)) return event === lastHandOver?.event && !ownOpening;
    if (event.what.type !== 'rung') return true;
    const rungs = all.filter((other) => other.event.what.type === 'rung' && other.told.unit === told.unit);
    const worst = rungs.findLast((other) => ['red', 'case-red'].includes(other.told.news)) ?? rungs.at(-1);
    return event.what.stage === stage.number && event === worst?.event;
  };
  const own = all.filter((row) => isTold(row) && isStillNews(row.told, kase));
  const alike = ({ told: { news, unit } }: (typeof all)[number]) =>
    own.findLast(({ told }) => told.news === news && told.unit === unit);
  const knows = (unit: string): boolean => own.some(({ told }) => told.unit === unit);
  const onlyMoved = newsForFirstContact(recorded, kase).filter(({ told }) => !knows(told.unit));
  return [...own.filter((row) => row === alike(row)), ...onlyMoved].flatMap(({ event, told: { news, unit } }) =>
    recipientsOf({ news, unit }, kase).map((as) =>
      fresh({
        id: unit === stage.unit ? `${event.seq}-${as}` : `${event.seq}-${as}-${unit}`,
        news,
        unit,
        as,
        notBefore: notBefore({ news, unit }, event, kase, directory),
      }),
    ),
  );
}
