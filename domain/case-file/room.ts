import type { Case, Stage } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import { fold } from '../case/evolve.ts';
import type { WishKind } from '../case/wish.ts';
import type { CaseFile } from './case-file.ts';
import { isLight } from './news-table.ts';

/*
 * An item holds 409,600 bytes, and a case that could not be written any more could not even end. So room is kept for
 * whatever can still come by itself, and for ending it: lights, silence, the automatic way up, rulings, results. What is
 * kept only shrinks until a person does something else, and that is refused when it would take the room kept.
 */
const MOST_BYTES = 400_000;
/** A case takes at most so many events of people. */
export const MOST_EVENTS = 300;
/** The largest command dispatches to twenty-one departments. While that would not fit, the case may go on in another. */
const LARGEST = 200_000;
/** An ending as short as this is taken however full the case is: some 300 characters of words. */
const SHORT = 500;

/** Upper bounds in bytes of what may have to be written, with the longest keys; a test measures them. */
const RUNG = 300;
const NOTICE = 260;
const HAND_OVER = 700;
const ENDING = 2_800;
const RULING = 3_400;
/** Urgent news nobody has acknowledged, with the telephones that were told, and the notice to the next one. */
const CALL = 900;
const TOKEN = 1_200;
const CLOCK = 60;
const SEGMENT = 190;
/** Yellow, red, the limit of the case, ten reminders. */
const MOST_RUNGS = 13;
/** Lights to duty and leader that wait or are being sent: newer ones overtake them. */
const LIGHTS_WAITING = 6;
const STAGE = HAND_OVER + MOST_RUNGS * RUNG + (LIGHTS_WAITING + 3) * NOTICE;

/**
 * Whether the file, as it is after a command, may be written: with all that can still come it must fit. What ends a case
 * or a part of it is always taken if it is short.
 */
export const hasRoomFor = (after: CaseFile, command: Command): boolean =>
  ((ENDINGS.has(command.type) || endsCheck(after, command)) && JSON.stringify(command).length <= SHORT) ||
  (movesIn(after) <= MOST_EVENTS && mostBytesOf(after) <= MOST_BYTES);

const ENDINGS: ReadonlySet<Command['type']> = new Set([
  'resolve',
  'contribute',
  'release',
  'close',
  'cancel',
  'merge',
  'continue',
  'rate',
  'rule',
]);
const CHECKS: ReadonlySet<Command['type']> = new Set(['publish', 'withhold']);

/** What is said first of an answer for the public, and that it is kept from it after all, ends that too. */
function endsCheck({ history }: CaseFile, { type }: Command): boolean {
  const answered = history.findLastIndex(({ what }) => what.type === 'resolved');
  const said = history.slice(answered).filter(({ what }) => what.type === 'published' || what.type === 'withheld');
  if (type === 'publish') return said.length === 1;
  return type === 'withhold' && said.at(-2)?.what.type !== 'withheld';
}

/** What to do instead of a command that does not fit. */
export function remedyOf(kase: Case, { type }: Pick<Command, 'type'>): string {
  if (ENDINGS.has(type) || CHECKS.has(type)) return 'say it in at most 300 characters, without photos';
  if (type === 'message') return 'the holder goes on with it in another case; write again then';
  if (kase.status === 'feedback') return 'when it has closed, take it up again in a new one that "reopens" this';
  return 'end it, or go on in another: {"type": "continue", "as": a new id}';
}

/** Whether not every command fits any more. */
export const isFull = (file: CaseFile): boolean =>
  movesIn(file) >= MOST_EVENTS || mostBytesOf(file) + LARGEST > MOST_BYTES;

/** Whether there is room for what the case can do without: what became of a notice, that an execution was lost. */
export const hasRoomToSpare = (file: CaseFile): boolean => mostBytesOf(file) + 1_000 <= MOST_BYTES;

const movesIn = ({ history }: CaseFile): number => history.filter(({ by }) => !('system' in by)).length;

/** What the file takes in UTF-8 at most, with all that can still come. */
export const mostBytesOf = (file: CaseFile): number => bytesOf(file) + toCome(file);

/** A character of what people wrote takes at most three bytes; all else is ASCII. */
function bytesOf(file: CaseFile): number {
  const lengths = Object.values(file.contents).map(
    ({ content }) => content.words.length + (content.place?.address?.length ?? 0),
  );
  return JSON.stringify(file).length + 2 * lengths.reduce((sum, length) => sum + length, 0);
}

function toCome(file: CaseFile): number {
  const kase = fold(file.history);
  if (!isOpen(kase)) return 2 * NOTICE + RUNG + (kase.answer ? checksToCome(kase) * ENDING : 0);
  const stage = currentStage(kase);
  const lines = [stage, ...openParts(kase)];
  const waiting = (unit: string) => file.outbox.filter((own) => isLight(own) && own.unit === unit).length;
  const lit = lines.reduce(
    (sum, { unit, rungs }) =>
      sum +
      (MOST_RUNGS - Math.min(MOST_RUNGS, rungs.length)) * RUNG +
      Math.max(0, LIGHTS_WAITING - waiting(unit)) * NOTICE +
      TOKEN,
    0,
  );
  return (
    lit +
    callsToCome(kase, lines, file.calls.length) * CALL +
    openParts(kase).length * ENDING +
    stagesToCome(kase) * STAGE +
    kase.requests.length * RULING +
    clocksToCome(kase, lines.length) +
    endingsToCome(kase) * ENDING +
    // What happens once to a case: marked, proposed for review, reviewed.
    4_000
  );
}

/** Red of each line and of the case in it, an emergency; those that wait may go on to more telephones. */
const callsToCome = ({ emergency }: Case, lines: readonly Pick<Stage, 'rungs'>[], waiting: number): number => {
  const red = lines.flatMap(({ rungs }) => rungs.filter(({ rung }) => rung === 'red' || rung === 'case-red'));
  return Math.max(0, 2 * lines.length - red.length) + (emergency ? 0 : 1) + waiting;
};

/** The result, the check of it, the word of the resident, the end; what everybody is to read of it. */
function endingsToCome({ status, rating, requests, answer }: Case): number {
  if (status === 'checking') return 3 + checksToCome({ answer });
  if (status === 'open') return 4 + checksToCome({ answer });
  const word = (rating ? 0 : 1) + checksToCome({ answer });
  return requests.some(({ wish }) => wish.kind === 'reopening') ? word + 6 : word + 1;
}

/** Published, and withheld after all. */
function checksToCome({ answer }: Pick<Case, 'answer'>): number {
  if (!answer?.check) return 2;
  return answer.check.outcome === 'published' ? 1 : 0;
}

const RISES: Record<Stage['level'], number> = { grid: 3, village: 2, township: 1, district: 0, department: 1 };

/** Hand-overs that need no further command, or one that ends: up by itself, by a ruling, to the check, to the resident. */
function stagesToCome(kase: Case): number {
  const asked = (kind: WishKind): boolean => kase.requests.some(({ wish }) => wish.kind === kind);
  const { level, purpose } = currentStage(kase);
  if (asked('placement') || asked('reopening')) return 1 + RISES.grid + 1;
  if (purpose === 'feedback') return 0;
  const here = purpose === 'check' ? 0 : RISES[level];
  return (asked('transfer') || asked('lead') ? 1 : 0) + here + 1;
}

/**
 * Clocks are written anew when a pause ends, and by rulings, each time one segment longer; lights may turn again then, and
 * other limits may end past the announced dates of the calendar.
 */
function clocksToCome(kase: Case, lines: number): number {
  const stage = currentStage(kase);
  const clocks = [kase, stage, ...openParts(kase)].map(({ clock }) => clock);
  const asked = (kind: WishKind): number => kase.requests.filter(({ wish }) => wish.kind === kind).length;
  const pauses = (kase.paused ? 1 : 0) + asked('pause');
  const turning =
    (clocks.some(({ provisional }) => provisional) ? 1 : 0) + asked('extension') + 2 * asked('recategorise');
  const times = pauses + turning;
  const now = JSON.stringify(clocks).length + clocks.length * CLOCK + 600;
  const longer = clocks.length * SEGMENT * ((times * (times + 1)) / 2);
  return times * now + longer + turning * lines * MOST_RUNGS * RUNG;
}
