import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Kind } from '../../../domain/directory/documents.ts';
import { TextField } from '../../parts/field.tsx';
import { go } from '../../shell/route.ts';
import { t } from '../../shell/words.ts';
import { rowOf, setRow } from '../draft/draft.ts';
import type { RowOf } from '../draft/edits.ts';

interface Props<K extends Kind> {
  kind: K;
  label: string;
  hint: string;
  /** What the id begins with, where others of this kind have a habit. */
  start?: string;
  make: (id: string) => RowOf<K>;
  /** Further fields of the form. */
  children?: ComponentChildren;
}

/** Adds a row under an id of its own, and opens it. The id stays for good, as cases and other rows name it. */
export function AddRow<K extends Kind>({ kind, label, hint, start = '', make, children }: Props<K>) {
  const [isOpen, setOpen] = useState(false);
  const [id, setId] = useState('');
  const [told, setTold] = useState(false);
  const wrong = whyNot(kind, id);
  if (!isOpen)
    return (
      <div>
        <button
          type="button"
          onClick={() => {
            setId(start);
            setTold(false);
            setOpen(true);
          }}
        >
          + {label}
        </button>
      </div>
    );
  return (
    <form
      class="sheet stack"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (wrong) return;
        setRow(kind, id, make(id));
        setOpen(false);
        go(`/${kind}/${id}`);
      }}
    >
      <h2>{label}</h2>
      {children}
      <TextField
        label={t('admin.id')}
        hint={hint}
        required
        maxLength={48}
        autocomplete="off"
        value={id}
        error={told ? wrong : undefined}
        onInput={setId}
      />
      <div class="row">
        <button type="submit" class="main">
          {t('admin.add')}
        </button>
        <button type="button" onClick={() => setOpen(false)}>
          {t('page.cancel')}
        </button>
      </div>
    </form>
  );
}

function whyNot(kind: Kind, id: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]{0,47}$/.test(id)) return t('admin.fault.key');
  return rowOf(kind, id) ? t('admin.id.taken') : undefined;
}
