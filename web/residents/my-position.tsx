import { useSignal } from '@preact/signals';
import { gridNear, locate } from '../shell/position.ts';
import { nameOf, number, t } from '../shell/words.ts';
import { change, draft } from './draft.ts';
import { areaOf, districtName, form } from './form.ts';

type Found = 'nothing' | 'asking' | 'denied' | 'failed' | 'outside';

/** Asks the device where it is, when somebody presses; chooses the area by it, which can still be changed by name. */
export function MyPosition() {
  const found = useSignal<Found>('nothing');
  const metres = useSignal(0);
  const find = async (): Promise<void> => {
    found.value = 'asking';
    const located = await locate();
    if (located.state !== 'found') {
      found.value = located.state;
      return;
    }
    const { place, accuracy } = located;
    const grid = gridNear(form.value?.units ?? [], place);
    found.value = grid ? 'nothing' : 'outside';
    metres.value = accuracy;
    if (grid)
      change({ place, grid: grid.id, village: grid.parent ?? '', township: areaOf(grid.parent ?? '')?.parent ?? '' });
  };
  const { place, grid } = draft.value;
  const area = areaOf(grid);
  return (
    <div class="position">
      <button type="button" onClick={find} aria-disabled={found.value === 'asking'}>
        <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
          <circle cx="12" cy="12" r="6" />
          <path d="M12 1v5M12 18v5M1 12h5M18 12h5" />
        </svg>
        {t('residents.position')}
      </button>
      <div role="status">
        {found.value !== 'nothing' && (
          <p class={found.value === 'asking' ? '' : 'error'}>
            {t(`residents.position.${found.value}`, { district: districtName() })}
          </p>
        )}
        {found.value === 'nothing' && place && area && (
          <p>{t('residents.position.found', { area: nameOf(area), metres: number(metres.value) })}</p>
        )}
      </div>
      <p class="faint small">{t('residents.position.or')}</p>
    </div>
  );
}
