import { signal } from '@preact/signals';
import type { Change } from '../../../domain/directory/changes.ts';
import type { Documents } from '../../../domain/directory/documents.ts';
import type { Fault } from '../../../domain/directory/fault.ts';
import type { DirectoryImported, OpenCases } from '../../../functions/shell/directory-messages.ts';
import { type Problem, post } from '../../shell/api.ts';
import { applied, base, collisions, draft, edits, faults, renewBase } from '../draft/draft.ts';
import { type Edits, KINDS } from '../draft/edits.ts';

/** What the server said of a working copy; it holds as long as that copy stays as it was. */
export interface Preview {
  of: Edits;
  changes: Change[];
  openCases: OpenCases | undefined;
}

export type Outcome =
  | { state: 'asking' }
  | { state: 'refused'; problem: Problem }
  /** Somebody else was faster; the working copy lies upon the newer directory now. */
  | { state: 'overtaken'; collided: number }
  | { state: 'applied'; revision: number; count: number };

export const preview = signal<Preview | undefined>(undefined);
export const outcome = signal<Outcome | undefined>(undefined);

/** Asks what the working copy would change, and changes nothing. */
export async function ask(): Promise<void> {
  const of = edits.value;
  const answer = await send(true);
  if (!answer) return;
  preview.value = { of, changes: answer.changes, openCases: answer.openCases };
  outcome.value = undefined;
}

/** Applies the working copy, all or nothing. Sent again after it was applied, it changes nothing. */
export async function apply(): Promise<void> {
  const answer = await send(false);
  if (!answer) return;
  outcome.value = { state: 'applied', revision: answer.revision, count: answer.changes.length };
  preview.value = undefined;
  await applied(answer.revision);
}

async function send(isDry: boolean): Promise<DirectoryImported | undefined> {
  outcome.value = { state: 'asking' };
  const answer = await post<DirectoryImported>(`/directory?dryRun=${isDry}`, {
    ...changedKinds(),
    ifRevision: base.value?.revision ?? 0,
  });
  if (answer.ok) return answer.value;
  const { problem } = answer;
  if (problem.code === 'revision-conflict') await overtaken();
  else {
    if (problem.code === 'directory-refused') faults.value = faultsOf(problem);
    outcome.value = { state: 'refused', problem };
  }
  return undefined;
}

/** A first directory needs all kinds; later only those that were changed are replaced. */
function changedKinds(): Partial<Documents> {
  const kinds = KINDS.filter((kind) => base.value?.revision === 0 || edits.value[kind].size > 0);
  return Object.fromEntries(kinds.map((kind) => [kind, draft.value[kind]]));
}

async function overtaken(): Promise<void> {
  preview.value = undefined;
  const problem = await renewBase();
  outcome.value = problem ? { state: 'refused', problem } : { state: 'overtaken', collided: collisions.value.length };
}

/** Those of a directory name their kind and row besides what every problem does. */
const faultsOf = ({ faults: told = [] }: Problem): Fault[] => told.filter(isFault);
const isFault = (fault: object): fault is Fault => 'kind' in fault && 'id' in fault && 'row' in fault;

export const isFresh = (known: Preview | undefined): known is Preview => known?.of === edits.value;
