import { useEffect, useState } from 'preact/hooks';
import type { PublicSatisfaction } from '../../functions/shell/satisfaction-messages.ts';
import { ask } from '../shell/api.ts';
import { language, nameOf, t } from '../shell/words.ts';

/** What residents thought of the answers to what was reported this month; nothing while that is too few to tell. */
export function Satisfied() {
  const [told, setTold] = useState<PublicSatisfaction>();
  useEffect(() => {
    void ask<PublicSatisfaction>('/public/satisfaction', { open: true }).then((answer) => {
      if (answer.ok) setTold(answer.value);
    });
  }, []);
  const rows = told?.rows.filter(({ answered }) => answered !== null) ?? [];
  if (!told || rows.length === 0) return null;
  const share = new Intl.NumberFormat(language(), { style: 'percent' });
  const shareOf = (rate: number | null): string => (rate === null ? t('published.none') : share.format(rate));
  return (
    // It can be wider than a telephone, and is scrolled then: also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached to be scrolled.
    <section class="satisfied" aria-labelledby="satisfied" tabIndex={0}>
      <h2 id="satisfied">{t('published.satisfied')}</h2>
      <p class="small faint">{t('published.satisfied.about', { month: told.month, fewest: told.fewest })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('published.satisfied.unit')}</th>
            <th scope="col">{t('published.satisfied.answered')}</th>
            <th scope="col">{t('published.satisfied.rated')}</th>
            <th scope="col">{t('published.satisfied.responseRate')}</th>
            <th scope="col">{t('published.satisfied.satisfactionRate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{nameOf(row)}</th>
              <td>{row.answered}</td>
              <td>{row.rated}</td>
              <td>{shareOf(row.responseRate)}</td>
              <td>{shareOf(row.satisfactionRate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
