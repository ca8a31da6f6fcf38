import { LightShape } from '../parts/light.tsx';
import { unitName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import { type Row, total, worst } from './counts.ts';

/** Departments have no ground: a strip beside the map of those with open cases, the others behind a press. */
export const Departments = ({ rows, hrefOf }: { rows: readonly Row[]; hrefOf: (unit: string) => string }) => {
  const [busy, idle] = [rows.filter(({ all }) => total(all) > 0), rows.filter(({ all }) => total(all) === 0)];
  return (
    <section aria-labelledby="departments" class="departments">
      <h2 id="departments">{t('wall.departments')}</h2>
      <Chips rows={busy} hrefOf={hrefOf} />
      {idle.length > 0 && (
        <details>
          <summary>{t('wall.departments.idle', { count: idle.length })}</summary>
          <Chips rows={idle} hrefOf={hrefOf} />
        </details>
      )}
    </section>
  );
};

const Chips = ({ rows, hrefOf }: { rows: readonly Row[]; hrefOf: (unit: string) => string }) => (
  <ul>
    {rows.map((row) => (
      <li key={row.unit}>
        <Chip row={row} href={hrefOf(row.unit)} />
      </li>
    ))}
  </ul>
);

function Chip({ row, href }: { row: Row; href: string }) {
  const light = worst(row.all);
  return (
    <a href={href} class={light ? 'chip' : 'chip idle'}>
      {light && <LightShape light={light} settled />}
      {unitName(row.unit)}
      {light && (
        <span class={`number light-${light}`}>
          <span class="visually-hidden">{t(`light.word.${light}`)}</span> {row.all[light]}
        </span>
      )}
    </a>
  );
}
