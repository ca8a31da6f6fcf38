import { useSignal } from '@preact/signals';
import { nameOf, number, t } from '../shell/words.ts';
import { change, draft } from './draft.ts';
import { areaOf, form, gridNear } from './form.ts';

type Found = 'nothing' | 'asking' | 'denied' | 'failed' | 'outside';
const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };

/** Asks the device where it is, when somebody presses; chooses the area by it, which can still be changed by name. */
export function MyPosition() {
  const found = useSignal<Found>('nothing');
  const metres = useSignal(0);
  const take = ({ coords }: GeolocationPosition): void => {
    const place = { longitude: rounded(coords.longitude), latitude: rounded(coords.latitude) };
    const grid = gridNear(place);
    found.value = grid ? 'nothing' : 'outside';
    metres.value = Math.round(coords.accuracy);
    if (grid)
      change({ place, grid: grid.id, village: grid.parent ?? '', township: areaOf(grid.parent ?? '')?.parent ?? '' });
  };
  const locate = (): void => {
    found.value = 'asking';
    navigator.geolocation.getCurrentPosition(
      take,
      ({ code }) => {
        found.value = code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : 'failed';
      },
      PATIENCE,
    );
  };
  const { place, grid } = draft.value;
  const area = areaOf(grid);
  return (
    <div class="position">
      <button type="button" onClick={locate} aria-disabled={found.value === 'asking'}>
        <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
          <circle cx="12" cy="12" r="6" />
          <path d="M12 1v5M12 18v5M1 12h5M18 12h5" />
        </svg>
        {t('residents.position')}
      </button>
      <div role="status">
        {found.value !== 'nothing' && (
          <p class={found.value === 'asking' ? '' : 'error'}>
            {t(`residents.position.${found.value}`, { district: form.value?.district ?? '' })}
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

/** To a decimetre or so: more is noise. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
