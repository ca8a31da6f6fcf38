import type { Move } from '../../domain/case/moves.ts';
import type { WishKind } from '../../domain/case/wish.ts';
import type { Key } from '../shell/words.ts';
import type { LiveField } from './fields/live.ts';
import { type CaseSignal, FORMS } from './forms.ts';

/** A form that is open, and keeps what was entered until it is thrown away. */
export interface OpenForm {
  move: Move;
  fields: readonly (readonly [name: string, field: LiveField<unknown>])[];
}

export function openForm(move: Move, view: CaseSignal, about?: WishKind): OpenForm {
  const fields: Record<string, LiveField<unknown>> = FORMS[move](view, about);
  return { move, fields: Object.entries(fields) };
}

/** What is wrong with which field. */
export type Faults = Readonly<Record<string, Key>>;
export type Filled = { ok: true; values: Record<string, unknown> } | { ok: false; faults: Faults };

/** The fields of the command without what was left out, or why there is none yet. */
export function filled({ fields }: OpenForm): Filled {
  const all = fields.map(([name, field]) => [name, field.entered()] as const);
  const faults = all.flatMap(([name, entered]) => ('fault' in entered ? [[name, entered.fault] as const] : []));
  if (faults.length > 0) return { ok: false, faults: Object.fromEntries(faults) };
  const values = all.flatMap(([name, entered]) =>
    'value' in entered && entered.value !== undefined ? [[name, entered.value] as const] : [],
  );
  return { ok: true, values: Object.fromEntries(values) };
}
