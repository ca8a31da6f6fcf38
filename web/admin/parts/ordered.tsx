import type { ComponentChildren } from 'preact';
import { t } from '../../shell/words.ts';

interface Props<V> {
  /** What one of them is called in the names of the buttons. */
  nameOf: (value: V, index: number) => string;
  values: readonly V[];
  most: number;
  add: string;
  fresh: V;
  onInput: (values: V[]) => void;
  children: (value: V, index: number, set: (value: V) => void) => ComponentChildren;
}

/** A list whose order counts: each entry can go up, down and away. */
export function Ordered<V>({ values, most, nameOf, add, fresh, onInput, children }: Props<V>) {
  const set = (index: number) => (value: V) => onInput(values.with(index, value));
  const swap = (index: number, other: number) => {
    const [a, b] = [values[index], values[other]];
    if (a !== undefined && b !== undefined) onInput(values.with(index, b).with(other, a));
  };
  return (
    <div class="stack-tight">
      <ol class="ordered">
        {values.map((value, index) => (
          <li key={index}>
            <span class="faint number">{index + 1}</span>
            <div class="grow">{children(value, index, set(index))}</div>
            <Move
              sign="↑"
              label={t('admin.list.up', { name: nameOf(value, index) })}
              off={index === 0}
              act={() => swap(index, index - 1)}
            />
            <Move
              sign="↓"
              label={t('admin.list.down', { name: nameOf(value, index) })}
              off={index === values.length - 1}
              act={() => swap(index, index + 1)}
            />
            <Move
              sign="×"
              label={t('admin.list.remove', { name: nameOf(value, index) })}
              off={false}
              act={() => onInput(values.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      {values.length < most && (
        <div>
          <button type="button" class="compact" onClick={() => onInput([...values, fresh])}>
            + {add}
          </button>
        </div>
      )}
    </div>
  );
}

const Move = ({ sign, label, off, act }: { sign: string; label: string; off: boolean; act: () => void }) => (
  <button type="button" class="icon" aria-label={label} title={label} disabled={off} onClick={act}>
    <span aria-hidden="true">{sign}</span>
  </button>
);
