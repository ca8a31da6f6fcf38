import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { CaseNumber } from '../case/case-number.tsx';
import { Due } from '../parts/due.tsx';
import { LightMark } from '../parts/light.tsx';
import { lightAt } from '../parts/light-at.ts';
import { instant } from '../shell/clock.ts';
import { categoryName } from '../shell/directory.ts';
import { maybe, moment, t } from '../shell/words.ts';
import type { Row } from './inbox-rows.ts';

interface Props {
  row: Row;
  /** Where it stands among all rows, from 1 with the head as the first. */
  index: number;
  /** Whether Tab leads to it. */
  isCurrent: boolean;
  isNew: boolean;
  /** The same function each time. */
  onFocus: (key: string) => void;
}

/** One case of the inbox. The whole row leads to it. Drawn again only when something of it has changed. */
export const InboxLine = ({ row, index, isCurrent, isNew, onFocus }: Props) =>
  useMemo(
    () => (
      <tr class={isNew ? 'inbox-row new' : 'inbox-row'} aria-rowindex={index}>
        <td class="at-light">
          <RowLight row={row} />
        </td>
        <td class="at-due">
          <Due at={row.dueAt} />
        </td>
        <td class="at-category">
          {row.emergency && <span class="tag urgent">{t('case.emergency')}</span>}
          {row.toPlace && <span class="tag urgent">{t('case.toPlace')}</span>}
          {isNew && <span class="tag fresh">{t('console.row.new')}</span>}
          <a
            href={`#/cases/${row.id}`}
            data-key={row.key}
            tabIndex={isCurrent ? 0 : -1}
            onFocus={() => onFocus(row.key)}
          >
            {categoryName(row.category)}
          </a>
        </td>
        <td class="at-number">
          <CaseNumber id={row.id} />
        </td>
        <td class="at-status">{maybe(`status.${row.status}`) ?? row.status}</td>
        <td class="at-presses number">{row.presses > 0 && t('console.row.presses', { count: row.presses })}</td>
        <td class="at-opened number faint">{moment(row.openedAt)}</td>
      </tr>
    ),
    [row, index, isCurrent, isNew, onFocus],
  );

/** Turns at the instant, by the page's own clock, and is drawn again only then. */
function RowLight({ row }: { row: Row }) {
  const light = useMemo(() => computed(() => lightAt(row, instant.value).light), [row]);
  return <LightMark light={light.value} settled={false} />;
}
