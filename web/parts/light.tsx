import type { Light } from '../../domain/case/colours.ts';
import { t } from '../shell/words.ts';

interface Props {
  light: Light;
  /** Whether it can still change; green that can is shown hollow. */
  settled: boolean;
}

/** A light as shape, colour and word: a circle is green, a triangle yellow, a square red. */
export function LightMark({ light, settled }: Props) {
  return (
    <span class={`light light-${light}`}>
      <LightShape light={light} settled={settled} />
      {t(settled ? `light.${light}.settled` : `light.${light}`)}
    </span>
  );
}

/** The shape alone, for where the word stands beside it. */
export function LightShape({ light, settled }: Props) {
  return (
    <svg viewBox="0 0 16 16" class={`mark-${light}${settled ? '' : ' hollow'}`} stroke-width="2" aria-hidden="true">
      {light === 'green' && <circle cx="8" cy="8" r="6" />}
      {light === 'yellow' && <path d="M8 2 15 14H1Z" stroke-linejoin="round" stroke-width="1.4" />}
      {light === 'red' && <rect x="2" y="2" width="12" height="12" rx="1.5" />}
    </svg>
  );
}
