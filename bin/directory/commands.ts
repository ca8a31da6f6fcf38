import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind } from '../../domain/directory/documents.ts';
import type { Fault } from '../../domain/directory/fault.ts';
import { Mistake } from '../mistake.ts';
import type { DirectoryApi } from './api.ts';
import { readDuty } from './duty/import.ts';
import { type Files, placeOf, type Source } from './files.ts';
import { changeLines, openCaseLines } from './words.ts';

export type Print = (line: string) => void;

/**
 * Sends what files give for a trial and prints every fault or every change; with `apply` then for good, on the condition that
 * nobody changed the directory in between. Answers the exit code: 1 if refused.
 */
export async function importFiles(
  api: DirectoryApi,
  { sources, sheets }: Files,
  how: { apply: boolean; verbose: boolean },
  print: Print,
): Promise<number> {
  if (sheets.length === 0) return importSources(api, sources, {}, how, print);
  const duty = await readDuty(api, sheets);
  if ('faults' in duty) return refusedFor(duty.faults, print);
  for (const note of duty.notes) print(note);
  return importSources(api, [...sources, duty.source], { ifRevision: duty.revision }, how, print);
}

async function importSources(
  api: DirectoryApi,
  sources: readonly Source[],
  condition: { ifRevision?: number },
  { apply, verbose }: { apply: boolean; verbose: boolean },
  print: Print,
): Promise<number> {
  const documents = Object.fromEntries(sources.map(({ kind, rows }) => [kind, rows]));
  const trial = await api.import({ ...documents, ...condition }, true);
  if (!trial.ok) return refused(trial.faults, sources, print);
  const { revision, changes, openCases } = trial.answer;
  for (const line of [...changeLines(changes, verbose), ...(openCases ? openCaseLines(openCases) : [])]) print(line);
  if (changes.length === 0) return 0;
  if (!apply) {
    print(`Nothing was written: ${count(changes.length, 'change')} to revision ${revision}. Write them with --apply.`);
    return 0;
  }
  const done = await api.import({ ...documents, ifRevision: revision }, false);
  if (!done.ok) return refused(done.faults, sources, print);
  print(`Written: ${count(done.answer.changes.length, 'change')}, now revision ${done.answer.revision}.`);
  return 0;
}

/** Writes each kind to a file that `import` takes back; all of one revision. */
export async function exportFiles(api: DirectoryApi, out: string, print: Print): Promise<number> {
  const answers = await Promise.all(Kind.options.map(async (kind) => ({ kind, ...(await api.rows(kind)) })));
  const revisions = new Set(answers.map(({ revision }) => revision));
  if (revisions.size > 1) throw new Mistake('the directory changed while it was read: export again');
  mkdirSync(out, { recursive: true });
  for (const { kind, rows } of answers) {
    const file = join(out, `${kind}.json`);
    writeFileSync(file, listText(rows));
    print(`${file}: ${count(rows.length, 'row')}`);
  }
  return 0;
}

export async function show(api: DirectoryApi, print: Print): Promise<number> {
  const { district, revision, versions } = await api.head();
  print(`${district}: revision ${revision}`);
  for (const kind of Kind.options) print(`  ${kind}: last changed in revision ${versions[kind]}`);
  return 0;
}

const refused = (faults: readonly Fault[], sources: readonly Source[], print: Print): number =>
  refusedFor(
    faults.map((fault) => `${placeOf(fault, sources)}: ${fault.message}`),
    print,
  );

function refusedFor(lines: readonly string[], print: Print): number {
  for (const line of lines) print(line);
  print(`Refused whole: ${count(lines.length, 'fault')}. Nothing was written.`);
  return 1;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** One row a line, so that two exports compare well. */
const listText = (rows: readonly unknown[]): string =>
  rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
