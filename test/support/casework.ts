import { createHash } from 'node:crypto';
import type { Command, OpenCase } from '../../domain/case/command.ts';
import { decide } from '../../domain/case/decide.ts';
import { decideOpen } from '../../domain/case/decide-open.ts';
import { decideReport } from '../../domain/case/decide-report.ts';
import type { Actor, Resident } from '../../domain/case/decision.ts';
import { isRefusal, type Refusal } from '../../domain/case/refusal.ts';
import { tick } from '../../domain/case/tick.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { append, caseOf, newFile } from '../../domain/case-file/case-file.ts';
import type { Hash } from '../../domain/case-file/history.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import { aDirectory, of } from './a-district.ts';

export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex');

export const PATIENCE = 120;
export const district = aDirectory();
export const means = (now: Instant, directory: Directory = district): Means => ({
  now,
  directory,
  hash: sha256,
  salt: `salt-${now}`,
  patience: PATIENCE,
});

/** Monday 2 March 2026, 09:00 in Shanghai: an ordinary week lies ahead. */
export const MONDAY = '2026-03-02T01:00:00.000Z';

export const OTHER_CASE = '01KJP3AB5S8M6W3T9V2XQ4RD7D';

/** A wall time in Shanghai. */
export const shanghai = (text: string): Instant => new Date(`${text.replace(' ', 'T')}+08:00`).toISOString();

export const anOpening = (over: Partial<OpenCase> = {}): OpenCase => ({
  id: '01KJP3AB5S8M6W3T9V2XQ4RD7C',
  category: 'roads',
  grid: 'niushi-v1-g1',
  words: '村口路面塌陷，行人绕行',
  ...over,
});

/** A case opened at an instant, by the officer of its grid unless said. */
export function aCase({
  at = MONDAY,
  by,
  directory = district,
  ...over
}: Partial<OpenCase> & { at?: Instant; by?: Actor; directory?: Directory } = {}): CaseFile {
  const opening = anOpening(over);
  const decision = decideOpen(opening, by ?? of(opening.grid), at, directory);
  if (isRefusal(decision)) throw new Error(decision.message);
  return append(newFile(sha256(JSON.stringify(opening))), decision, means(at, directory));
}

/** A case that a resident reported, and nobody has accepted. */
export function aReport({
  at = MONDAY,
  directory = district,
  ...over
}: Partial<Pick<OpenCase, 'id' | 'category' | 'words' | 'place'>> & {
  grid?: string | undefined;
  address?: string;
  at?: Instant;
  directory?: Directory;
} = {}): CaseFile {
  const { grid, address, ...rest } = over;
  const { id, category, words, place, grid: usual } = anOpening(rest);
  const where = address === undefined ? { grid: grid ?? usual } : { ...(grid && { grid }), address };
  const report = { id, category, ...where, words, ...(place && { place }) };
  const decision = decideReport(report, at, directory);
  if (isRefusal(decision)) throw new Error(decision.message);
  return append(newFile(sha256(JSON.stringify(report))), decision, means(at, directory));
}

/** The file after a person's command, or the refusal. */
export function tryMove(
  file: CaseFile,
  by: Actor | Resident,
  command: Command,
  at: Instant,
  directory: Directory = district,
): CaseFile | Refusal {
  const present = means(at, directory);
  const ticked = append(file, tick(caseOf(file), at, directory), present);
  const decision = decide(caseOf(ticked), command, by, at, directory);
  return isRefusal(decision) ? decision : append(ticked, decision, present);
}

export function move(
  file: CaseFile,
  by: Actor | Resident,
  command: Command,
  at: Instant,
  directory: Directory = district,
): CaseFile {
  const result = tryMove(file, by, command, at, directory);
  if (isRefusal(result)) throw new Error(`${result.refused}: ${result.message}`);
  return result;
}

export const ticked = (file: CaseFile, at: Instant, directory: Directory = district): CaseFile =>
  append(file, tick(caseOf(file), at, directory), means(at, directory));

/** The case climbed to a level, an hour each step, by the officers on the way. */
export function climbedTo(
  level: 'grid' | 'village' | 'township' | 'district' | 'department' | 'check',
  start = aCase(),
): CaseFile {
  const steps: [string, Actor, Command][] = [
    ['village', of('niushi-v1-g1'), { type: 'escalate', reason: '需要设备' }],
    ['township', of('niushi-v1'), { type: 'escalate', reason: '村里无设备' }],
    ['district', of('niushi'), { type: 'escalate', reason: '需要部门处理' }],
    ['department', of('shawan'), { type: 'dispatch', department: 'dept-housing', instruction: '请修复' }],
    ['check', of('dept-housing'), { type: 'resolve', result: '已修复' }],
  ];
  const upTo = steps.findIndex(([name]) => name === level) + 1;
  return steps.slice(0, upTo).reduce((file, [, by, command], index) => {
    return move(file, by, command, new Date(Date.parse(MONDAY) + (index + 1) * 600_000).toISOString());
  }, start);
}
