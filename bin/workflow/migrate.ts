import { setTimeout as pause } from 'node:timers/promises';
import { executionName, isPending } from '../../domain/case-file/workflow.ts';
import { eachOf } from '../../functions/shell/in-turns.ts';
import { Mistake } from '../mistake.ts';
import { explained } from '../stack/remedies.ts';
import type { Running } from './executions.ts';
import { standingOf } from './standing.ts';
import { countOf, type Line, tableOf } from './words.ts';
import type { Workflow } from './workflow.ts';

export type Print = (line: string) => void;

export interface Choice {
  apply: boolean;
  olderThan: number | undefined;
  limit: number | undefined;
}

/** So many cases at a time: few enough that a new version that cannot be entered is told of before many have met it. */
const AT_ONCE = 8;
const MOST_FAILURES = AT_ONCE;
/** A line of progress after so many. */
const STEP = 200;
/** Real seconds that a new execution has to enter its wait. */
const PATIENCE = 60;

/** Lists what runs under an older version, or with `apply` moves it to the newest. Answers the exit code. */
export async function migrate(
  workflow: Workflow,
  { apply, olderThan, limit = Number.POSITIVE_INFINITY }: Choice,
  print: Print,
  patience: number = PATIENCE,
): Promise<number> {
  const newest = await workflow.newest();
  const before = olderThan ?? newest;
  if (before > newest) {
    throw new Mistake(
      `--older-than ${before}: version ${newest} is the newest; leave it out to take all that are older`,
    );
  }
  const running = await workflow.running();
  const older = running.filter(({ version }) => version < before).sort(byAge);
  const chosen = older.slice(0, limit);
  print(`${workflow.alias} leads to version ${newest}.`);
  print(`${countOf(running.length, 'execution')} running, ${older.length} of a version before ${before}.`);
  const ahead = running.filter(({ version }) => version > newest).length;
  if (ahead > 0) print(`${ahead} of a later version are left alone: to go back, deploy the former machine again.`);
  return apply
    ? moveAll(workflow, chosen, newest, patience, print)
    : list(workflow, chosen, older.length - chosen.length, print);
}

const byAge = (a: Running, b: Running): number => a.version - b.version || (a.name < b.name ? -1 : 1);

async function list(workflow: Workflow, chosen: readonly Running[], more: number, print: Print): Promise<number> {
  const { lines, failed } = await workThrough(chosen, (execution) => holdOf(workflow, execution), print);
  for (const line of tableOf(lines)) print(line);
  if (more > 0) print(`${more} more are past --limit.`);
  if (chosen.length > 0) print('Nothing was written. Move them with --apply.');
  return failed > 0 ? 1 : 0;
}

/** Where the case of an execution waits, or in brackets why that one is left alone. */
async function holdOf(workflow: Workflow, { of }: Running): Promise<string> {
  const file = of ? await workflow.look(of.id) : undefined;
  const standing = standingOf(file, of?.restart ?? 0);
  return standing.as === 'carried' ? workflow.holdOf(standing.file) : standing.why;
}

async function moveAll(
  workflow: Workflow,
  chosen: readonly Running[],
  newest: number,
  patience: number,
  print: Print,
): Promise<number> {
  const work = (execution: Running) => move(workflow, execution, newest, patience);
  const { lines, failed } = await workThrough(chosen, work, print);
  for (const line of tableOf(lines)) print(line);
  const moved = lines.filter(({ hold }) => !hold.startsWith('(')).length;
  print(`${countOf(moved, 'case')} moved to version ${newest}.`);
  const left = chosen.length - lines.length - failed;
  if (failed > 0) print(`${failed} failed${left > 0 ? `, ${left} not begun` : ''}: run it again, it goes on.`);
  return failed > 0 ? 1 : 0;
}

/** One that fails is told of and keeps no other from its turn; when none succeeds any more, no more are begun. */
async function workThrough(
  chosen: readonly Running[],
  work: (execution: Running) => Promise<string>,
  print: Print,
): Promise<{ lines: Line[]; failed: number }> {
  const lines: Line[] = [];
  let failed = 0;
  let inARow = 0;
  const one = async (execution: Running) => {
    try {
      lines.push({ version: execution.version, hold: await work(execution) });
      inARow = 0;
      if (lines.length % STEP === 0) print(`  ${lines.length} of ${chosen.length} …`);
    } catch (fault) {
      failed += 1;
      inARow += 1;
      print(`${execution.name}: ${messageOf(explained(fault))}`);
    }
  };
  await eachOf(chosen.values(), one, { atOnce: AT_ONCE, enough: () => inARow >= MOST_FAILURES });
  return { lines, failed };
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/**
 * The case first takes its next number: from then on nothing that the old execution does counts, and the relay, or in the end
 * the reconciler, starts the new one. Only when that has entered its wait the old one is stopped. Cut off in
 * between, a second call finds the number taken and stops the old execution; were it never called, the old one would end by
 * itself at its next light. Answers where the case waited, or in brackets why nothing was written.
 */
async function move(workflow: Workflow, execution: Running, newest: number, patience: number): Promise<string> {
  const { of, name } = execution;
  const hold = await holdOf(workflow, execution);
  if (!of) return hold;
  const file = await workflow.startAgain(of.id, of.restart, `migrated to version ${newest}`);
  const standing = standingOf(file, of.restart);
  if (standing.as === 'left') return standing.why;
  if (standing.as === 'carried') throw new Error('it did not take its next number');
  await heldAgain(workflow, of.id, patience);
  const next = executionName(of.id, standing.by);
  await workflow.stop(execution, `${name} was replaced by ${next} under version ${newest}`);
  return hold;
}

/** Resolves once the newest plan of a case is known to an execution; throws when patience is over. */
async function heldAgain(workflow: Workflow, id: string, patience: number): Promise<void> {
  const until = performance.now() + patience * 1000;
  for (let wait = 50; ; wait = Math.min(2 * wait, 1000)) {
    const file = await workflow.look(id);
    if (file && !isPending(file.workflow)) return;
    if (performance.now() >= until) {
      throw new Error(`its new execution has entered no wait in ${patience} s; the old one was left, see relay-errors`);
    }
    await pause(wait);
  }
}
