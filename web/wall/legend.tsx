import { LightShape } from '../parts/light.tsx';
import { t } from '../shell/words.ts';
import type { Row } from './counts.ts';
import { pointedAt, told } from './pointed.ts';

/** What the patterns mean; instead, while something is pointed at, that in words. */
export function Legend({ rows }: { rows: readonly Row[] }) {
  const row = rows.find(({ unit }) => unit === pointedAt.value);
  if (row) return <p class="legend">{told(row)}</p>;
  return (
    <ul class="legend">
      {(['red', 'yellow', 'green'] as const).map((light) => (
        <li key={light}>
          <Sample of={light} />
          <LightShape light={light} settled />
          {t(`light.word.${light}`)}
        </li>
      ))}
      <li>
        <Sample of="none" />
        {t('wall.nothingOpen')}
      </li>
    </ul>
  );
}

const Sample = ({ of }: { of: string }) => (
  <svg class="sample" viewBox="0 0 24 16" aria-hidden="true">
    <rect x="0.5" y="0.5" width="23" height="15" fill={`url(#ground-${of})`} />
  </svg>
);
