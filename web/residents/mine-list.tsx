import type { Receipt } from '../shell/receipt.ts';
import { go } from '../shell/route.ts';
import { moment, nameOf, t } from '../shell/words.ts';
import { form } from './form.ts';
import { forgetAll, mine } from './mine.ts';
import { open } from './opened.ts';

/** The reports that this device remembers, and the way to forget them. Renders nothing if there are none. */
export function MineList() {
  const names = new Map(form.value?.categories.map((category) => [category.id, nameOf(category)]));
  if (mine.value.length === 0) return null;
  return (
    <section class="sheet mine" aria-labelledby="mine">
      <h2 id="mine">{t('residents.mine')}</h2>
      <ul>
        {mine.value.map((report) => (
          <li key={report.id}>
            <button type="button" class="plain" onClick={() => follow(report)}>
              {names.get(report.category) ?? report.category}
            </button>
            <span class="faint small">{moment(report.at)}</span>
          </li>
        ))}
      </ul>
      <button type="button" class="plain small" onClick={forgetAll}>
        {t('residents.forgetAll')}
      </button>
    </section>
  );
}

function follow({ id, secret }: Receipt): void {
  open({ id, secret });
  go('/r');
}
