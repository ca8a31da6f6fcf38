import { useState } from 'preact/hooks';
import type { Wall } from '../../functions/shell/list-messages.ts';
import { Due } from '../parts/due.tsx';
import { LightMark } from '../parts/light.tsx';
import { lightAt } from '../parts/light-at.ts';
import { instant } from '../shell/clock.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import { byUrgency } from './counts.ts';

type Needed = Wall['attention'][number];

/** The longest red first, then what is due soonest, counting down. */
export function Attention({ rows, most }: { rows: Wall['attention']; most: number }) {
  const [isAll, setAll] = useState(false);
  const all = byUrgency(rows);
  const shown = isAll ? all : all.slice(0, most);
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">{t('wall.attention')}</h2>
      {all.length === 0 && <p class="faint">{t('wall.attention.none')}</p>}
      <ol>
        {shown.map((row) => (
          <NeededRow key={`${row.id} ${row.holder}`} row={row} />
        ))}
      </ol>
      {all.length > shown.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          {t('wall.attention.more', { count: all.length - shown.length })}
        </button>
      )}
    </section>
  );
}

const NeededRow = ({ row }: { row: Needed }) => (
  <li class={row.emergency ? 'emergency' : ''}>
    <div class="row spread">
      <LightMark light={lightAt(row, instant.value).light} settled={false} />
      {row.emergency && <span class="tag urgent">{t('wall.emergency')}</span>}
      {row.presses > 0 && <span class="tag">{t('wall.presses', { count: row.presses })}</span>}
    </div>
    <a href={`/console/#/cases/${row.id}`}>
      {categoryName(row.category)} · {unitName(row.holder)}
    </a>
    <div class="small">
      <Due at={row.dueAt} />
    </div>
  </li>
);
