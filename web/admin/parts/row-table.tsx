import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Kind } from '../../../domain/directory/documents.ts';
import { TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { draft, edits } from '../draft/draft.ts';
import { type Edit, idOf, type RowOf } from '../draft/edits.ts';
import { RowMarks } from './row-head.tsx';

export interface Column<R> {
  head: string;
  cell: (row: R) => ComponentChildren;
}

interface Props<K extends Kind> {
  kind: K;
  caption: string;
  columns: readonly Column<RowOf<K>>[];
  nameOf: (row: RowOf<K>) => string;
  /** What the search looks into besides id and name. */
  textOf: (row: RowOf<K>) => string;
}

const PAGE = 100;
/** What was searched and how far it was read, so that coming back finds it again. */
const searches: Record<Kind, Signal<{ text: string; shown: number }>> = {
  units: signal({ text: '', shown: PAGE }),
  officers: signal({ text: '', shown: PAGE }),
  categories: signal({ text: '', shown: PAGE }),
  calendars: signal({ text: '', shown: PAGE }),
  rosters: signal({ text: '', shown: PAGE }),
};

/** All rows of a kind that the search finds, those to be removed included; each leads to its own page. */
export function RowTable<K extends Kind>({ kind, caption, columns, nameOf, textOf }: Props<K>) {
  const search = searches[kind];
  const { text, shown } = search.value;
  const wanted = text.trim().toLowerCase();
  const rows: readonly RowOf<K>[] = draft.value[kind];
  const own: ReadonlyMap<string, Edit<RowOf<K>>> = edits.value[kind];
  const gone = [...own.values()].flatMap(({ was, is }) => (was !== undefined && is === undefined ? [was] : []));
  const found = [...rows, ...gone].filter((row) =>
    `${idOf(row)} ${nameOf(row)} ${textOf(row)}`.toLowerCase().includes(wanted),
  );
  return (
    <div class="stack-tight">
      <div class="row spread">
        <div class="search">
          <TextField
            type="search"
            label={t('admin.search')}
            value={text}
            onInput={(next) => {
              search.value = { text: next, shown: PAGE };
            }}
          />
        </div>
        <p class="faint small" role="status">
          {t('admin.found', { count: found.length })}
        </p>
      </div>
      <table class="rows">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span class="visually-hidden">{t('admin.state')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, shown).map((row) => (
            <tr key={idOf(row)} class={own.get(idOf(row))?.is === undefined && own.has(idOf(row)) ? 'gone' : undefined}>
              {columns.map(({ head, cell }, index) => (
                <td key={head} data-head={head}>
                  {index === 0 ? <a href={`#/${kind}/${idOf(row)}`}>{cell(row)}</a> : cell(row)}
                </td>
              ))}
              <td>
                <RowMarks kind={kind} id={idOf(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p class="faint">{t('page.nothing')}</p>}
      {found.length > shown && (
        <div>
          <button
            type="button"
            onClick={() => {
              search.value = { text, shown: shown + PAGE };
            }}
          >
            {t('page.more')}
          </button>
        </div>
      )}
    </div>
  );
}
