import * as z from 'zod/mini';
import { type Case, currentStage, isOpen } from '../../domain/case/case.ts';
import { Light } from '../../domain/case/colours.ts';
import { instantsOf, lightOf, lightOfCase, type Shown } from '../../domain/case/light.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { Level } from '../../domain/directory/documents.ts';
import { type Instant, Instant as InstantText, Key, Ulid } from '../../domain/primitives.ts';
import { Update, updatesOf } from './report-updates.ts';

/**
 * What everybody may know of a matter that a resident reported. It stands beside the case, made anew at each write, so that
 * whoever answers everybody reads nothing else: no words, no address, no photo, no person.
 */
export const Face = z.object({
  category: Key,
  origin: Key,
  unit: Key,
  level: Level,
  status: z.enum(['open', 'checking', 'feedback', 'closed', 'cancelled', 'merged', 'continued']),
  openedAt: InstantText,
  updatedAt: InstantText,
  /** When it is to be done; null while it is paused, answered or ended. */
  expectedAt: z.nullable(InstantText),
  /** When the light turns, while it is open; once it is settled, the light. */
  turns: z.object({ warnAt: InstantText, dueAt: InstantText }),
  settled: z.nullable(Light),
  /** WGS 84, to some 100 m. */
  at: z.nullable(z.object({ lat: z.number(), long: z.number() })),
  updates: z.array(z.object({ at: InstantText, key: Update.shape.key })),
  /** The case that it goes on in, when it was full. */
  next: z.nullable(Ulid),
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
    origin: kase.origin,
    unit,
    level,
    status: kase.status,
    openedAt: kase.openedAt,
    updatedAt: updatedAt(kase, updates.at(-1)?.at),
    expectedAt: isAtWork(kase) ? kase.clock.dueAt : null,
    turns: instantsOf(kase),
    settled: shown.settled ? shown.light : null,
    at: roundedPlace(file),
    updates: updates.slice(-MOST_UPDATES),
    next: kase.status === 'continued' ? (kase.links.find(({ how }) => how === 'continued-by')?.case ?? null) : null,
  };
}

/** Nobody works on it any more: it has ended, or was answered and waits for the resident's word. */
export const isDone = ({ status }: Pick<Face, 'status'>): boolean =>
  !['open', 'checking', 'continued'].includes(status);

export const lightOfFace = ({ settled, turns }: Face, now: Instant): Shown =>
  settled === null ? lightOf(turns, null, now) : { light: settled, settled: true };

const isAtWork = (kase: Case): boolean => isOpen(kase) && kase.status !== 'feedback' && !kase.paused;

const updatedAt = (kase: Case, last: Instant = kase.openedAt): Instant =>
  isDone(kase) ? (kase.endedAt ?? kase.resolvedAt ?? last) : last;

function roundedPlace({ history, contents }: CaseFile): Face['at'] {
  const place = contents[history[0]?.content ?? '']?.content.place;
  return place ? { lat: rounded(place.latitude), long: rounded(place.longitude) } : null;
}

/** A thousandth of a degree is some 100 m. */
const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;
