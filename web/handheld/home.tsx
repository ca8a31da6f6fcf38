import type { InboxRow } from '../../functions/shell/list-messages.ts';
import { Due } from '../parts/due.tsx';
import { LightMark } from '../parts/light.tsx';
import { lightAt } from '../parts/light-at.ts';
import { instant } from '../shell/clock.ts';
import { categoryName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import { cases, rows } from './mine.ts';

/** Where an officer begins: take something in, and what is in hand, soonest due first. */
export function Home() {
  const mine = rows.value.toSorted((a, b) => order(a).localeCompare(order(b)));
  return (
    <div class="stack">
      <h1 class="visually-hidden">{t('handheld.title')}</h1>
      <a class="button main large" href="#/new">
        {t('handheld.takeIn')}
      </a>
      <section class="stack-tight" aria-labelledby="mine">
        <h2 id="mine">{t('handheld.mine', { count: mine.length })}</h2>
        {mine.length === 0 && <p class="faint">{t('handheld.mine.none')}</p>}
        <ul class="stack-tight">
          {mine.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </section>
    </div>
  );
}

const order = ({ dueAt, id }: InboxRow): string => `${dueAt ?? '9999'} ${id}`;

function Row({ row }: { row: InboxRow }) {
  const { light } = lightAt(row, instant.value);
  const words = cases.value.get(row.id)?.history[0]?.content?.words;
  return (
    <li>
      <a class={`card edge-${light}`} href={`#/cases/${row.id}`}>
        <span class="row spread">
          <LightMark light={light} settled={false} />
          {row.emergency && <span class="tag urgent">{t('handheld.emergency')}</span>}
          {row.presses > 0 && <span class="tag urgent">{t('handheld.presses', { count: row.presses })}</span>}
        </span>
        <strong>{categoryName(row.category)}</strong>
        {words && <bdi class="excerpt">{words}</bdi>}
        <Due at={row.dueAt} />
      </a>
    </li>
  );
}
