import { createHash } from 'node:crypto';
import type { Command } from '../domain/case/command.ts';
import { RESIDENT, type Resident } from '../domain/case/decision.ts';
import type { WithholdReason } from '../domain/case/event.ts';
import { superiorOf } from '../domain/case/holding.ts';
import { answerIn } from '../domain/case-file/answer.ts';
import { type CaseFile, caseOf } from '../domain/case-file/case-file.ts';
import type { Directory } from '../domain/directory/directory.ts';
import { type Instant, plusSeconds } from '../domain/primitives.ts';

/** What somebody does with an answer, and when: the resident, or somebody of a unit. */
export interface Afterwards {
  at: Instant;
  by: Resident | { unit: string };
  command: Command;
}

const HOUR = 3600;
const WITHHELD: readonly WithholdReason[] = ['personal-data', 'third-party', 'legal'];

/**
 * What comes after the answer to a resident, in order of time: three in five say a word on it, most that it will do; nine in
 * ten are checked within three days, and most published. The same case has the same.
 */
export function afterAnswer(file: CaseFile, directory: Directory): Afterwards[] {
  const { id, answer, resolvedBy } = caseOf(file);
  const words = answerIn(file)?.words;
  if (!answer || resolvedBy === null || words === undefined) return [];
  const share = (of: string): number =>
    createHash('sha256').update(`${id} ${of}`).digest().readUInt32BE() / 0x1_0000_0000;
  const after = (hours: number): Instant => plusSeconds(answer.at, Math.round(hours * HOUR));
  const said: Afterwards = {
    at: after(2 + 100 * share('said at')),
    by: RESIDENT,
    command: { type: 'rate', satisfied: share('satisfied') < 0.88 },
  };
  const reason = WITHHELD[Math.floor(share('reason') * WITHHELD.length)] ?? 'legal';
  const checked: Afterwards = {
    at: after(3 + 69 * share('checked at')),
    by: { unit: superiorOf(resolvedBy, directory).id },
    command: share('withheld') < 0.1 ? { type: 'withhold', reason } : { type: 'publish', words },
  };
  const all = [...(share('said') < 0.6 ? [said] : []), ...(share('checked') < 0.9 ? [checked] : [])];
  return all.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
