import * as z from 'zod/mini';
import { type Case, currentStage, runs } from '../../domain/case/case.ts';
import { Light } from '../../domain/case/colours.ts';
import { WithholdReason } from '../../domain/case/event.ts';
import { instantsOf, lightOf, lightOfCase, type Shown, worse } from '../../domain/case/light.ts';
import { groundOf } from '../../domain/case/placing.ts';
import { Status } from '../../domain/case/status.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { continuedIn } from '../../domain/case-file/erasure.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Update, updatesOf } from './report-updates.ts';

/** What everybody may know of an answer: its words once they were published, or why they are withheld; else that it is being checked. */
export const PublicAnswer = z.object({
  at: Instant,
  check: z.nullable(
    z.discriminatedUnion('outcome', [
      /** The words are null once they were erased. */
      z.object({ outcome: z.literal('published'), at: Instant, words: z.nullable(z.string()) }),
      /** A note if the reason is another than those of the list. */
      z.object({
        outcome: z.literal('withheld'),
        at: Instant,
        reason: WithholdReason,
        note: z.nullable(z.string()),
      }),
    ]),
  ),
});
export type PublicAnswer = z.infer<typeof PublicAnswer>;

/**
 * What everybody may know of a matter that a resident reported. It stands beside the case, made anew at each write, so that
 * whoever answers everybody reads nothing else: no words but those that were checked and published, no address, no photo, no
 * person.
 */
export const Face = z.object({
  category: Key,
  origin: Key,
  unit: Key,
  level: Level,
  status: Status,
  openedAt: Instant,
  updatedAt: Instant,
  /** When it is to be done; null while it is paused, answered or ended. */
  expectedAt: z.nullable(Instant),
  /** When the light turns, while it is open; once it is settled, the light. */
  turns: z.object({ warnAt: Instant, dueAt: Instant }),
  settled: z.nullable(Light),
  /** WGS 84, to some 100 m. */
  at: z.nullable(z.object({ lat: z.number(), long: z.number() })),
  updates: z.array(z.object({ at: Instant, key: Update.shape.key })),
  /** The case that it goes on in, when it was full. */
  next: z.nullable(Ulid),
  /** When the case is due, or was: by its own clock, as that stands; null while it is paused. */
  dueAt: z._default(z.nullable(Instant), null),
  endedAt: z._default(z.nullable(Instant), null),
  answer: z._default(z.nullable(PublicAnswer), null),
  /** The worst light of the cycles that a reopening has ended: it stays for ever. */
  before: z._default(z.nullable(Light), null),
  /** The case that it was merged into: its answer is that of that one. */
  into: z._default(z.nullable(Ulid), null),
});
export type Face = z.infer<typeof Face>;

/** The newest steps that are shown. */
const MOST_UPDATES = 50;

/** The face of a case; undefined unless a resident reported it. */
export function faceOf(file: CaseFile, kase: Case, directory: Directory): Face | undefined {
  if (!kase.resident) return undefined;
  const { unit, level } = currentStage(kase);
  const shown = lightOfCase(kase, kase.endedAt ?? kase.openedAt);
  const updates = updatesOf(file, directory)
    // What the resident thought of the answer is theirs.
    .filter(({ key }) => key !== 'rated')
    .map(({ at, key }) => ({ at, key }));
  return {
    category: kase.category,
    origin: groundOf(kase),
    unit,
    level,
    status: kase.status,
    openedAt: kase.openedAt,
    updatedAt: updatedAt(kase, updates.at(-1)?.at),
    expectedAt: runs(kase) ? kase.clock.dueAt : null,
    turns: instantsOf(kase),
    settled: shown.settled ? shown.light : null,
    at: roundedPlace(file),
    updates: updates.slice(-MOST_UPDATES),
    next: continuedIn(kase),
    dueAt: kase.paused ? null : kase.clock.dueAt,
    endedAt: kase.endedAt,
    answer: publicAnswerOf(file, kase),
    before: kase.cycles
      .map(({ clock, resolvedAt }) => lightOf(clock, resolvedAt ?? kase.openedAt, kase.openedAt).light)
      .reduce<Light | null>((worst, light) => (worst ? worse(worst, light) : light), null),
    into: kase.mergedInto,
  };
}

/** The newest answer of a case as everybody may know it; null while there is none that stands. */
export function publicAnswerOf({ history, contents }: CaseFile, { answer }: Case): PublicAnswer | null {
  if (!answer) return null;
  const { at, check } = answer;
  const event = history.findLast(({ what }) => what.type === 'published' || what.type === 'withheld');
  const words = contents[event?.content ?? '']?.content.words ?? null;
  if (!check || check.outcome === 'published') return { at, check: check && { ...check, words } };
  return { at, check: { ...check, note: check.reason === 'other' ? words : null } };
}

/** Nobody works on it any more: it has ended, or was answered and waits for the resident's word. */
export const isDone = ({ status }: Pick<Face, 'status'>): boolean =>
  !['open', 'checking', 'continued'].includes(status);

/** Late once is red for ever, also when it was done again in time. */
export function lightOfFace({ settled, turns, before }: Face, now: Instant): Shown {
  const shown = settled === null ? lightOf(turns, null, now) : { light: settled, settled: true };
  return before === 'red' ? { ...shown, light: 'red' } : shown;
}

const updatedAt = (kase: Case, last: Instant = kase.openedAt): Instant =>
  isDone(kase) ? (kase.endedAt ?? kase.resolvedAt ?? last) : last;

function roundedPlace({ history, contents }: CaseFile): Face['at'] {
  const place = contents[history[0]?.content ?? '']?.content.place;
  return place ? { lat: rounded(place.latitude), long: rounded(place.longitude) } : null;
}

/** A thousandth of a degree is some 100 m. */
const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;
