import { signal } from '@preact/signals';
import type { Instant } from '../../../domain/primitives.ts';
import { TextField } from '../../parts/field.tsx';
import { timeNow } from '../../shell/clock.ts';
import { t } from '../../shell/words.ts';
import { instantOfWall, wallOfInstant } from '../zone-time.ts';
import type { Entered, LiveField } from './live.ts';

const DAY = 86_400_000;

/** An instant to come, within so many days, said in the time of the district. */
export function untilField(zone: string, days: () => number): LiveField<Instant> {
  const wall = signal('');
  const entered = (): Entered<Instant> => {
    const value = instantOfWall(wall.value, zone);
    const ahead = value === undefined ? 0 : Date.parse(value) - timeNow();
    return value !== undefined && ahead > 0 && ahead <= days() * DAY ? { value } : { fault: 'moves.field.until.bad' };
  };
  const onInput = (text: string): void => {
    wall.value = text;
  };
  return {
    entered,
    draw: (error) => (
      <TextField
        label={t('moves.field.until')}
        hint={t('moves.field.until.hint', { zone, days: days() })}
        error={error}
        type="datetime-local"
        required
        min={wallOfInstant(timeNow(), zone)}
        max={wallOfInstant(timeNow() + days() * DAY, zone)}
        value={wall.value}
        onInput={onInput}
      />
    ),
  };
}
