import type { ComponentChildren } from 'preact';
import type { Kind } from '../../../domain/directory/documents.ts';
import { t } from '../../shell/words.ts';
import { edits, rowOf, setRow } from '../draft/draft.ts';
import type { RowOf } from '../draft/edits.ts';
import { RowHead, standing } from './row-head.tsx';

interface Props<K extends Kind> {
  kind: K;
  id: string;
  nameOf: (row: RowOf<K>) => string;
  children: (row: RowOf<K>) => ComponentChildren;
}

/** The page of one row; of one that is to be removed only its head, with the way to put it back. */
export function RowPage<K extends Kind>({ kind, id, nameOf, children }: Props<K>) {
  const row = rowOf(kind, id);
  const was: RowOf<K> | undefined = edits.value[kind].get(id)?.was;
  const known = row ?? was;
  const head = (
    <RowHead kind={kind} id={id} name={known ? nameOf(known) : ''} back={t(`admin.${kind}`)} backTo={`#/${kind}`} />
  );
  return (
    <article class="stack">
      {head}
      {row !== undefined && children(row)}
      {row === undefined && <p>{t(standing(kind, id) === 'removed' ? 'admin.row.gone' : 'page.notThere')}</p>}
    </article>
  );
}

interface RemoveProps {
  kind: 'officers' | 'rosters' | 'calendars';
  id: string;
  label: string;
  why: string;
}

/** Takes a row out of the working copy. Nothing else names it, so it may go; it can be put back until it is applied. */
export const Remove = ({ kind, id, label, why }: RemoveProps) => (
  <section class="sheet stack-tight" aria-label={label}>
    <p class="small">{why}</p>
    <div>
      <button type="button" class="danger" onClick={() => setRow(kind, id, undefined)}>
        {label}
      </button>
    </div>
  </section>
);
