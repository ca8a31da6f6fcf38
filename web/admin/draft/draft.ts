import { batch, computed, effect, signal } from '@preact/signals';
import type { Documents, Kind } from '../../../domain/directory/documents.ts';
import type { Fault } from '../../../domain/directory/fault.ts';
import type { MeView } from '../../../functions/shell/me-view.ts';
import type { Problem } from '../../shell/api.ts';
import { drawer } from '../../shell/store.ts';
import { documentsWith, type Edits, findRow, linesOf, NO_EDITS, type RowOf, withRow } from './edits.ts';
import { type Base, EMPTY, readDirectory } from './read-directory.ts';
import { type Collision, rebased } from './rebase.ts';

/*
 * The working copy: what the administrator has changed and not applied. It lies in the drawer of this page after every
 * change, by who made it, so that neither a reload nor a lost login takes it away.
 */
export const base = signal<Base | undefined>(undefined);
export const edits = signal<Edits>(NO_EDITS);
export const collisions = signal<readonly Collision[]>([]);

const inForce = computed((): Documents => base.value?.documents ?? EMPTY);
export const draft = computed((): Documents => documentsWith(inForce.value, edits.value));
export const lines = computed(() => linesOf(edits.value));
export const units = computed(() => new Map(draft.value.units.map((unit) => [unit.id, unit])));

/** What is wrong with the working copy by the rules of the directory; undefined while that is not known. */
export const faults = signal<readonly Fault[] | undefined>(undefined);

const kept = drawer('admin');
let owner: string | undefined;
interface Kept {
  edits: Edits;
  collisions: readonly Collision[];
}

/** Reads the directory in force and puts upon it what was not applied. Answers what went wrong. */
export async function openDraft({ district, subject }: MeView): Promise<Problem | undefined> {
  const own = `${district} ${subject}`;
  if (owner !== own) {
    const known = await kept.get<Kept>(own);
    batch(() => {
      edits.value = known?.edits ?? NO_EDITS;
      collisions.value = known?.collisions ?? [];
    });
    owner = own;
  }
  return renewBase();
}

/** Reads the directory again and puts the working copy upon it; tells what collides. */
export async function renewBase(): Promise<Problem | undefined> {
  const answer = await readDirectory();
  if (!answer.ok) return answer.problem;
  const { edits: own, collisions: found } = rebased(edits.value, answer.value.documents);
  batch(() => {
    base.value = answer.value;
    edits.value = own;
    collisions.value = [...collisions.value, ...found];
  });
  return undefined;
}

/** What was sent is in force now. */
export async function applied(revision: number): Promise<void> {
  batch(() => {
    base.value = { revision, documents: draft.value };
    edits.value = NO_EDITS;
    collisions.value = [];
  });
  await renewBase();
}

export function setRow<K extends Kind>(kind: K, id: string, row: RowOf<K> | undefined): void {
  edits.value = withRow(edits.value, inForce.value, kind, id, row);
}
export const rowOf = <K extends Kind>(kind: K, id: string): RowOf<K> | undefined => findRow(draft.value, kind, id);

/** Makes a row as it is in force again; one that was added goes. */
export function revert<K extends Kind>(kind: K, id: string): void {
  batch(() => {
    setRow(kind, id, findRow(inForce.value, kind, id));
    collisions.value = collisions.value.filter((one) => one.kind !== kind || one.id !== id);
  });
}

export function revertAll(): void {
  batch(() => {
    edits.value = NO_EDITS;
    collisions.value = [];
  });
}

export const settle = (collision: Collision): void => {
  collisions.value = collisions.value.filter((one) => one !== collision);
};

/** Whether this device refuses to keep the working copy, so that only this page has it. */
export const unkept = signal(false);
effect(() => {
  const known: Kept = { edits: edits.value, collisions: collisions.value };
  if (owner === undefined) return;
  kept.put(owner, known).then(
    () => {
      unkept.value = false;
    },
    (fault: unknown) => {
      console.warn('the working copy could not be kept on this device', fault);
      unkept.value = true;
    },
  );
});

const PAUSE = 300;
// The rules come later than the page, so that it opens sooner; they are the same that the server holds changes against.
effect(() => {
  const [before, after] = [base.value, draft.value];
  if (!before) return undefined;
  const wait = setTimeout(async () => {
    const { faultsOf } = await import('./checks.ts');
    if (after === draft.value) faults.value = faultsOf(before, after);
  }, PAUSE);
  return () => clearTimeout(wait);
});
