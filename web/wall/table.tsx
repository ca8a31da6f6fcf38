import { useState } from 'preact/hooks';
import { LightShape } from '../parts/light.tsx';
import { unitName } from '../shell/directory.ts';
import { type Key, number, t } from '../shell/words.ts';
import { type Column, type Order, ordered, type Row, shareOfRed } from './counts.ts';
import { pointedAt } from './pointed.ts';

interface Props {
  self: Row;
  rows: readonly Row[];
  hrefOf: (unit: string) => string;
}

const LIGHTS = ['red', 'yellow', 'green'] as const;

/** The units below one with their lights: all of the unit and below it, and of these the ones it holds itself. */
export function LightTable({ self, rows, hrefOf }: Props) {
  const [order, setOrder] = useState<Order>({ by: 'all-red', down: true });
  const sort = (by: Column) => setOrder({ by, down: order.by === by ? !order.down : by !== 'unit' });
  const head = { order, sort };
  return (
    // Wider than a phone: it can be moved by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section class="scroll" tabIndex={0} aria-label={t('wall.table')}>
      <table>
        <caption class="visually-hidden">{t('wall.table')}</caption>
        <thead>
          <tr>
            <SortHead {...head} by="unit" label="wall.unit" rows={2} />
            <th scope="colgroup" colSpan={3}>
              {t('wall.all')}
            </th>
            <SortHead {...head} by="share" label="wall.share" rows={2} />
            <th scope="colgroup" colSpan={3}>
              {t('wall.own')}
            </th>
          </tr>
          <tr>
            {LIGHTS.map((light) => (
              <SortHead key={light} {...head} by={`all-${light}`} label={`light.word.${light}`} light={light} />
            ))}
            {LIGHTS.map((light) => (
              <SortHead key={light} {...head} by={`own-${light}`} label={`light.word.${light}`} light={light} />
            ))}
          </tr>
        </thead>
        <tbody>
          <UnitRow row={self} />
          {ordered(rows, order).map((row) => (
            <UnitRow key={row.unit} row={row} href={hrefOf(row.unit)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Head {
  order: Order;
  sort: (by: Column) => void;
  by: Column;
  label: Key;
  light?: (typeof LIGHTS)[number];
  rows?: number;
}

const SortHead = ({ order, sort, by, label, light, rows }: Head) => {
  const direction = order.down ? 'descending' : 'ascending';
  return (
    <th scope="col" rowSpan={rows ?? 1} aria-sort={order.by === by ? direction : undefined}>
      <button type="button" class="plain sort" onClick={() => sort(by)}>
        {light && <LightShape light={light} settled />}
        <span class={light && 'visually-hidden'}>{t(label)}</span>
        <span aria-hidden="true" class="arrow">
          {order.by === by ? (order.down ? '▾' : '▴') : ''}
        </span>
      </button>
    </th>
  );
};

/** The unit of the page itself has no link and stands first. */
function UnitRow({ row, href }: { row: Row; href?: string }) {
  const name = unitName(row.unit);
  const isPointed = href !== undefined && pointedAt.value === row.unit;
  return (
    <tr
      class={href === undefined ? 'self' : isPointed ? 'pointed' : ''}
      onMouseEnter={() => (pointedAt.value = row.unit)}
      onMouseLeave={() => (pointedAt.value = undefined)}
    >
      <th scope="row">{href === undefined ? name : <a href={href}>{name}</a>}</th>
      {LIGHTS.map((light) => (
        <Count key={light} value={row.all[light]} light={light} />
      ))}
      <td class="share">
        <Share of={shareOfRed(row.all)} />
      </td>
      {LIGHTS.map((light) => (
        <Count key={light} value={row.own[light]} light={light} />
      ))}
    </tr>
  );
}

const Count = ({ value, light }: { value: number; light: (typeof LIGHTS)[number] }) => (
  <td class={value === 0 ? 'number faint' : `number light-${light}`}>{number(value)}</td>
);

const Share = ({ of }: { of: number }) => (
  <>
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="6" class="track" />
      <rect width={of * 100} height="6" class="filled" />
    </svg>
    <span class="number">{of > 0 && t('wall.percent', { share: number(Math.round(of * 100)) })}</span>
  </>
);
