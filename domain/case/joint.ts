import type { Unit } from '../directory/documents.ts';
import { openParts } from './case.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { holdingOf, stageClock } from './holding.ts';
import { MOVES } from './moves.ts';
import { refuse } from './refusal.ts';

/** To a department in the lead, and to those that help it 協同, each with the clock of a department from now on. */
export function dispatch({ kase, by, now, directory }: Situation, command: CommandOf<'dispatch'>): Decision {
  const helping = command.with ?? [];
  const named = [command.department, ...helping.map((part) => part.department)];
  const departments: Unit[] = [];
  for (const id of named) {
    const unit = directory.findUnit(id);
    if (unit?.level !== 'department' || unit.retired) {
      return refuse('not-a-department', `${id} is not a department in service; see GET /units`, MOVES.dispatch.rule);
    }
    if (departments.includes(unit)) {
      return refuse('named-twice', `${id} is named twice; a department leads or helps, once`, MOVES.dispatch.rule);
    }
    departments.push(unit);
  }
  const [lead = directory.root, ...others] = departments;
  const parts = others.map((unit, index) => ({
    unit: unit.id,
    mandatory: helping[index]?.mandatory ?? false,
    clock: stageClock(unit, kase.category, now, directory),
  }));
  const holding = holdingOf(lead, kase.category, now, directory);
  const what = { type: 'dispatched' as const, holding, ...(parts.length > 0 && { parts }) };
  return [{ by, content: { words: command.instruction }, what }];
}

export const contribute = ({ by }: Situation, { result }: CommandOf<'contribute'>): Decision => [
  {
    by,
    content: { words: result },
    what: { type: 'part-ended', unit: 'unit' in by ? by.unit : '', outcome: 'done' },
  },
];

export function release({ kase, by }: Situation, { department, reason }: CommandOf<'release'>): Decision {
  if (!openParts(kase).some((part) => part.unit === department)) {
    const names = openParts(kase).map((part) => part.unit);
    return refuse(
      'no-such-part',
      `${department} has no part to end; open: ${names.join(', ') || 'none'}`,
      MOVES.release.rule,
    );
  }
  return [{ by, content: { words: reason }, what: { type: 'part-ended', unit: department, outcome: 'released' } }];
}
