import { computed, type Signal, signal } from '@preact/signals';
import type { Move } from '../../domain/case/moves.ts';
import type { WishKind } from '../../domain/case/wish.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { type Answer, get, type Problem, post } from '../shell/api.ts';
import { timeNow } from '../shell/clock.ts';
import { ulid } from '../shell/ulid.ts';
import { openForm } from './open-form.ts';
import { type Sending, sendingOf } from './sending.ts';

/** One case on the page: as it was read last, and the forms that are open on it. */
export interface CaseDesk {
  view: Signal<CaseView | undefined>;
  /** Why it could not be read, the last time. */
  problem: Signal<Problem | undefined>;
  /** Reads it again; true if it has moved on since. */
  read(): Promise<boolean>;
  /** The form of a move, with what was entered into it before. */
  formOf(move: Move, about?: WishKind): Sending;
}

/** A case that is read, and written by its forms, when it is told to: it asks for nothing by itself. */
export function caseDesk(id: string): CaseDesk {
  const view = signal<CaseView | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const forms = new Map<string, Sending>();

  const take = (answer: Answer<CaseView>): boolean => {
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok || answer.value.version < (view.value?.version ?? 0)) return false;
    const moved = answer.value.version !== view.value?.version;
    if (moved || hasOtherMoves(answer.value, view.value)) view.value = answer.value;
    return moved;
  };
  const read = async (): Promise<boolean> => take(await get<CaseView>(`/cases/${id}`));

  const formOf = (move: Move, about?: WishKind): Sending => {
    const key = `${move} ${about ?? ''}`;
    const known = forms.get(key);
    if (known) return known;
    const first = view.value;
    if (!first) throw new Error(`case ${id} has not been read yet; read it before a form of it is opened`);
    const latest = computed(() => view.value ?? first);
    const made = sendingOf(openForm(move, latest, about), {
      newId: () => ulid(timeNow()),
      version: () => latest.value.version,
      read: async () => {
        const before = latest.value.history.length;
        await read();
        return latest.value.history.slice(before);
      },
      send: async (command) => {
        const answer = await post<CaseView>(`/cases/${id}/commands`, command);
        if (answer.ok) {
          take(answer);
          forms.delete(key);
        }
        return answer;
      },
    });
    forms.set(key, made);
    return made;
  };
  return { view, problem, read, formOf };
}

/** Moves come and go with time alone: an extension is asked before the end only. */
const hasOtherMoves = (next: CaseView, known: CaseView | undefined): boolean =>
  String([next.allowed, next.rulings]) !== String([known?.allowed, known?.rulings]);
