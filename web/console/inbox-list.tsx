import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../shell/words.ts';
import { InboxLine } from './inbox-row.tsx';
import type { Row } from './inbox-rows.ts';
import { useKeys } from './keys.ts';
import { useAnchor } from './use-anchor.ts';
import { useNarrow } from './use-narrow.ts';
import { useWindowRows } from './use-window-rows.ts';

const COLUMNS = ['light', 'due', 'category', 'number', 'status', 'presses', 'opened'] as const;
/** Heights in rem, as console.css has them. */
const HEIGHT = { line: 2.75, card: 7 };

interface Props {
  rows: readonly Row[];
  isAll: boolean;
  arrived: ReadonlySet<string>;
  /** The row that was looked at last, by key. */
  current: { key: string };
  /** Told how far down the window shows. */
  onReach: (index: number) => void;
}

/** The inbox: arrows or j and k go from row to row, Enter opens. Only the rows that the window shows are drawn. */
export function InboxList({ rows, isAll, arrived, current, onReach }: Props) {
  const above = useRef<HTMLTableCellElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const below = useRef<HTMLTableCellElement>(null);
  const height = useNarrow() ? HEIGHT.card : HEIGHT.line;
  const [key, setKey] = useState(current.key);
  const wanted = useRef(current.key !== '');
  const window = useWindowRows({ count: rows.length, height, above, below });
  const shown = rows.slice(window.from, window.to);
  const tabbed = shown.some((row) => row.key === key) ? key : shown[0]?.key;

  const choose = useCallback(
    (chosen: string): void => {
      current.key = chosen;
      setKey(chosen);
    },
    [current],
  );
  const step = (by: number): void => {
    const index = rows.findIndex((row) => row.key === key);
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (!next) return;
    choose(next.key);
    window.scrollTo(rows.indexOf(next));
    wanted.current = true;
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };

  // Back from a case, the row that led to it is found where it is now.
  useEffect(() => {
    const index = rows.findIndex((row) => row.key === current.key);
    if (index >= 0) window.scrollTo(index);
  }, []);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const link = body.current?.querySelector<HTMLElement>(`[data-key="${key}"]`);
    if (!link) return;
    wanted.current = false;
    link.focus({ preventScroll: true });
  });
  useAnchor(rows, above, height);
  useEffect(() => onReach(window.to), [window.to]);

  return (
    <table class="inbox-table" aria-label={t('console.list')} aria-rowcount={isAll ? rows.length + 1 : -1}>
      <thead>
        <tr aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`at-${column}`}>
              {t(`console.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody aria-hidden="true">
        <tr>
          <td ref={above} colSpan={COLUMNS.length} class="gap" />
        </tr>
      </tbody>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {shown.map((row, index) => (
          <InboxLine
            key={row.key}
            row={row}
            index={window.from + index + 2}
            isCurrent={row.key === tabbed}
            isNew={arrived.has(row.key)}
            onFocus={choose}
          />
        ))}
      </tbody>
      <tbody aria-hidden="true">
        <tr>
          <td ref={below} colSpan={COLUMNS.length} class="gap" />
        </tr>
      </tbody>
    </table>
  );
}
