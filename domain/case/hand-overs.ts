import type { Case, Part, Stage } from './case.ts';
import { currentStage, openParts } from './case.ts';
import { type CommandOf, withPhotos } from './command.ts';
import { gridOf } from './decide-open.ts';
import type { Decision, Situation } from './decision.ts';
import { feedbackOf, holdingOf } from './holding.ts';
import { MOVES, unitOf } from './moves.ts';
import { groundOf, isToBePlaced } from './placing.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { By } from './wish.ts';
import { asking } from './wishes.ts';

/** Within a cycle a case is handed back so often before the centre rules where it belongs. */
const MOST_RETURNS = 2;

/** The stage, or the part in it, that is in the hands of a unit; the stage for anybody else. */
export function heldBy(kase: Case, by: By): Stage | Part {
  const stage = currentStage(kase);
  return [stage, ...openParts(kase)].find(({ unit }) => unit === unitOf(by)) ?? stage;
}

export function accept({ kase, by }: Situation): Decision {
  const held = heldBy(kase, by);
  return held.acceptedBy
    ? refuse('already-accepted', 'this was already accepted; nothing is to be done', MOVES.accept.rule)
    : [{ by, what: { type: 'accepted', unit: held.unit } }];
}

/** Departments that the lead waits for. */
export const awaited = (kase: Case): Part[] => openParts(kase).filter((part) => part.mandatory);

/** A refusal while a lead would leave mandatory parts behind; the centre may end what it dispatched. */
export function leadWaits({ kase, by }: Pick<Situation, 'kase' | 'by'>, rule: string): Refusal | undefined {
  const names = awaited(kase).map((part) => part.unit);
  if (names.length === 0 || unitOf(by) !== currentStage(kase).unit) return undefined;
  const message = `${names.join(', ')} must end first; wait for them, or ask the centre to release them`;
  return refuse('parts-open', message, rule);
}

export function resolve({ kase, by, now, directory }: Situation, { result, photos }: CommandOf<'resolve'>): Decision {
  const stage = currentStage(kase);
  const waits = leadWaits({ kase, by }, MOVES.resolve.rule);
  if (waits) return waits;
  const next =
    stage.level === 'department'
      ? { check: holdingOf(directory.root, kase.category, now, directory) }
      : kase.resident && { feedback: feedbackOf(directory.unit(stage.unit), now, directory) };
  return [
    { by, content: withPhotos({ words: result }, photos), what: { type: 'resolved', unit: stage.unit, ...next } },
  ];
}

export function escalate({ kase, by, now, directory }: Situation, command: CommandOf<'escalate'>): Decision {
  const { unit, bound } = currentStage(kase);
  if (bound) return refuse('bound', `the centre ruled that it belongs to ${unit}; resolve it`, MOVES.escalate.rule);
  const above = directory.ladder(unit);
  const steps = command.to === undefined ? 1 : above.findIndex((step) => step.level === command.to) + 1;
  const target = above[steps - 1];
  if (!target)
    return refuse(
      'not-upwards',
      `${command.to} is not above ${unit}; leave "to" out for the next level`,
      MOVES.escalate.rule,
    );
  const skipped = above.slice(0, steps - 1).map((step) => step.id);
  const emergency = command.emergency ?? false;
  if (skipped.length > 0 && !emergency && !kase.emergency) {
    return refuse(
      'level-skipped',
      `going to ${target.id} skips ${skipped.join(', ')}; go up one level, or set "emergency": true if it is one`,
      MOVES.escalate.rule,
    );
  }
  const holding = holdingOf(target, kase.category, now, directory);
  return [
    {
      by,
      content: { words: command.reason },
      what: { type: 'escalated', holding, automatic: false, emergency, skipped },
    },
  ];
}

/** Placing is no handling: whoever accepts it in the grid is its first receiver. */
export function assign({ kase, by, now, directory }: Situation, { grid: id }: CommandOf<'assign'>): Decision {
  const { rule } = MOVES.assign;
  const { unit, bound } = currentStage(kase);
  if (!isToBePlaced(kase, directory)) {
    return refuse('not-to-be-placed', `it lies in ${groundOf(kase)}; transfer or return it instead`, rule);
  }
  if (bound) return refuse('bound', `the centre ruled that it belongs to ${unit}; resolve it`, rule);
  const grid = gridOf(id, directory, 'GET /units');
  if (isRefusal(grid)) return { ...grid, rule };
  return directory.isWithin(grid.id, unit)
    ? [{ by, what: { type: 'assigned', holding: holdingOf(grid, kase.category, now, directory) } }]
    : refuse('not-below', `${id} is no grid of ${unit}; name one of its own, or transfer or escalate it`, rule);
}

/** Back to where it came from; the third time the centre is asked instead, or rules at once if it is the holder. */
export function giveBack(situation: Situation, { reason }: CommandOf<'return'>): Decision {
  const { kase, by, now, directory } = situation;
  const stage = currentStage(kase);
  const back = stage.from === null ? undefined : directory.findUnit(stage.from);
  if (!back || back.retired || back.id === stage.unit) {
    return refuse(
      'nowhere-to-return',
      `${stage.unit} has it from ${stage.from ?? 'nobody'}, where it cannot go back; resolve it or hand it up`,
      MOVES.return.rule,
    );
  }
  if (stage.bound) {
    return refuse('bound', `the centre ruled that it belongs to ${stage.unit}; resolve it`, MOVES.return.rule);
  }
  const waits = leadWaits(situation, MOVES.return.rule);
  if (waits) return waits;
  const content = { words: reason };
  const holding = holdingOf(back, kase.category, now, directory);
  if (kase.counts.returns < MOST_RETURNS) return [{ by, content, what: { type: 'returned', holding } }];
  if (stage.level === 'district') return [{ by, content, what: { type: 'placed', holding } }];
  return asking(situation, { kind: 'placement', back: back.id }, directory.root, reason, MOVES.return.rule);
}
