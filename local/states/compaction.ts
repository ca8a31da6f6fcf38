import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Execution } from './execution.ts';
import { type Journal, openJournal } from './journal.ts';
import type { Row } from './row.ts';
import { apply, createWorld, type World } from './world.ts';

/** A closed execution's name stays taken, and the execution known, for so long. */
export const RETENTION_MS = 90 * 24 * 3600_000;

export interface CompactionOptions {
  readonly now: number;
  /** So many of the executions that ended last keep their whole history. */
  readonly keepHistories: number;
  readonly warn: (message: string) => void;
}

/**
 * Opens a journal and reads it, without what is no longer needed: executions closed longer than the retention, and of
 * closed ones beyond the newest the rows between first and last. The file is replaced as a whole or not at all.
 */
export function loadJournal(path: string, options: CompactionOptions): { journal: Journal; world: World } {
  const journal = openJournal(path, options.warn);
  const world = load(journal);
  const fates = decideFates(world, options);
  if (fates.size === 0) return { journal, world };
  rewrite(path, journal.replay(), fates, world.lastExecution);
  journal.close();
  const compacted = openJournal(path, options.warn);
  return { journal: compacted, world: load(compacted) };
}

function load(journal: Journal): World {
  const world = createWorld();
  for (const { row, offset } of journal.replay()) apply(world, row, offset, () => {});
  return world;
}

type Fate = 'drop' | 'trim';

function decideFates({ executions }: World, { now, keepHistories }: CompactionOptions): Map<number, Fate> {
  const closed = [...executions.values()].filter(({ stopped }) => stopped !== undefined);
  const newestFirst = closed.sort((a, b) => stop(b) - stop(a) || b.no - a.no);
  return new Map(
    newestFirst.flatMap((execution, place): [number, Fate][] => {
      if (stop(execution) < now - RETENTION_MS) return [[execution.no, 'drop']];
      return place >= keepHistories && execution.rows.length > 2 ? [[execution.no, 'trim']] : [];
    }),
  );
}

const stop = ({ stopped = 0 }: Execution): number => stopped;

function rewrite(
  path: string,
  rows: Iterable<{ row: Row }>,
  fates: ReadonlyMap<number, Fate>,
  executions: number,
): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'w');
  let lines: string[] = [];
  const write = () => {
    writeFileSync(file, lines.join(''));
    lines = [];
  };
  for (const { row } of rows) {
    if (!isKept(row, fates)) continue;
    // A dropped execution's number is never given again: its tokens must not fit another.
    lines.push(`${JSON.stringify(row.k === 'opened' ? { ...row, executions } : row)}\n`);
    if (lines.length === 1000) write();
  }
  write();
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

function isKept(row: Row, fates: ReadonlyMap<number, Fate>): boolean {
  const fate = 'x' in row ? fates.get(row.x) : undefined;
  return fate === undefined || (fate === 'trim' && (row.k === 'started' || row.k === 'ended'));
}
