import type { Counts } from '../../functions/shell/list-messages.ts';
import { LightShape } from '../parts/light.tsx';
import { number, t } from '../shell/words.ts';

/** How many open cases show which light, large. */
export const Totals = ({ counts }: { counts: Counts }) => (
  <dl class="totals">
    {(['red', 'yellow', 'green'] as const).map((light) => (
      <div key={light} class={`light-${light}`}>
        <dt>
          <LightShape light={light} settled />
          {t(`light.word.${light}`)}
        </dt>
        <dd class="number">{number(counts[light])}</dd>
      </div>
    ))}
  </dl>
);
