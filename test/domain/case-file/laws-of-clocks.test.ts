import { isDeepStrictEqual } from 'node:util';
import { describe, expect } from 'vitest';
import type { Case } from '../../../domain/case/case.ts';
import type { What } from '../../../domain/case/event.ts';
import type { Instant } from '../../../domain/primitives.ts';
import { after as laterOf, ms } from '../../../domain/primitives.ts';
import type { WorkingCalendar } from '../../../domain/time/calendar.ts';
import type { Clock } from '../../../domain/time/clock.ts';
import { limitMinutes } from '../../../domain/time/due.ts';
import { setAnew } from '../../../domain/time/ledger.ts';
import { directoryAt, lawsOver } from '../../support/histories.ts';

/** Every clock of a case by a name that stays its own, with the unit whose calendar it goes by. */
function clocksOf(kase: Case): Map<string, { clock: Clock; unit: string; category: string }> {
  const { category } = kase;
  return new Map([
    ...[...kase.cycles, kase].map(
      ({ clock }, index) => [`cycle ${index}`, { clock, unit: kase.origin, category }] as const,
    ),
    ...kase.stages.flatMap(({ number, unit, clock, parts }) => [
      [`stage ${number}`, { clock, unit, category }] as const,
      ...parts.map(
        (part) => [`stage ${number} ${part.unit}`, { clock: part.clock, unit: part.unit, category }] as const,
      ),
    ]),
  ]);
}

const RULINGS: ReadonlySet<What['type']> = new Set(['resumed', 'extended', 'recategorised', 'rescheduled']);

/** What is left of a limit, in its own time; nothing once it is over. */
const left = (at: Instant, until: Instant, { limit }: Clock, calendar: WorkingCalendar): number =>
  until <= at ? 0 : limitMinutes(ms(at), ms(until), limit, calendar);

describe('the clocks of every history', () => {
  const law = lawsOver();
  law.moment(
    'are changed by nothing but pauses, extensions, other categories and other calendars',
    ({ kase, file }, before) => {
      if (file.history.slice(before.file.history.length).some(({ what }) => RULINGS.has(what.type))) return;
      const clocks = clocksOf(kase);
      for (const [name, { clock }] of clocksOf(before.kase)) {
        const is = clocks.get(name)?.clock;
        if (is !== clock && !isDeepStrictEqual(is, clock)) expect({ name, is }).toEqual({ name, is: clock });
      }
    },
  );

  law.moment('begin when they are set, warn before they are due, and are due after they began', ({ kase }) => {
    for (const [name, { clock }] of clocksOf(kase)) {
      const { startedAt, warnAt, dueAt } = clock;
      if (!(startedAt <= warnAt && warnAt < dueAt)) expect.fail(`${name}: ${startedAt} ${warnAt} ${dueAt}`);
    }
  });

  law.moment(
    'have as much left after a pause as before it, to the minute, in their own measure',
    ({ kase, directory }, before) => {
      const clocks = clocksOf(before.kase);
      for (const [name, { clock, unit }] of clocksOf(kase)) {
        const earlier = clocks.get(name)?.clock.ledger?.length ?? 0;
        const segments = clock.ledger?.slice(earlier) ?? [];
        const [pause] = segments;
        if (pause?.kind !== 'pause' || segments.length > 1) continue;
        const calendar = directory.calendar(unit);
        for (const which of ['warnAt', 'dueAt'] as const) {
          const was = left(laterOf(pause.from, clock.startedAt), pause.was[which], clock, calendar);
          const is = left(pause.to, clock[which], clock, calendar);
          if (pause.was[which] <= pause.from) expect(clock[which]).toBe(pause.was[which]);
          else if (Math.abs(was - is) > 1e-4) expect.fail(`${name} had ${was} to ${which} and has ${is}`);
        }
      }
    },
  );

  law.moment(
    'run for no longer than their limit, but for what was granted, however often they were paused',
    ({ kase, directory }) => {
      for (const [name, { clock, unit }] of clocksOf(kase)) {
        const { ledger = [], limit, startedAt, dueAt } = clock;
        const pauses = ledger.filter((segment) => segment.kind === 'pause');
        if (pauses.length === 0 || pauses.length < ledger.length || clock.directory !== directory.revision) continue;
        const calendar = directory.calendar(unit);
        const unpaused = pauses[0]?.was.dueAt ?? dueAt;
        const stood = pauses
          .filter(({ from, was }) => from < was.dueAt)
          .reduce((sum, { from, to }) => sum + limitMinutes(ms(laterOf(from, startedAt)), ms(to), limit, calendar), 0);
        const ran = limitMinutes(ms(startedAt), ms(dueAt), limit, calendar) - stood;
        const whole = limitMinutes(ms(startedAt), ms(unpaused), limit, calendar);
        if (Math.abs(ran - whole) > 1e-4) expect.fail(`${name} runs for ${ran} of ${whole}`);
      }
    },
  );

  law.history('follow from their start, their limit and their ledger alone', (played) => {
    const last = played.at(-1);
    if (!last || last.directory !== directoryAt(1)) return;
    for (const [name, { clock, unit }] of clocksOf(last.kase)) {
      const category = last.directory.documents.categories.find(({ limits }) =>
        Object.values(limits).includes(clock.limit),
      );
      const anew = setAnew(clock, clock.limit, last.directory.calendar(unit), clock.directory, category?.warning);
      const own = { ...anew, ledger: clock.ledger };
      if (category && !isDeepStrictEqual(own, { ...clock, ledger: clock.ledger }))
        expect({ name, ...own }).toEqual({ name, ...clock });
    }
  });
});
