import type { Place } from '../../domain/case/command.ts';
import type { Unit } from '../../domain/directory/documents.ts';
import { gridNear as gridNearPosition } from '../../domain/directory/geometry.ts';

export type Position = Pick<Place, 'longitude' | 'latitude'>;

/** Where the device is, within so many metres; or that it is not allowed to say, or does not know. */
export type Located = { state: 'found'; place: Position; accuracy: number } | { state: 'denied' | 'failed' };

const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };

/** Asks the device where it is. Works without a network. */
export const locate = (): Promise<Located> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({ state: 'failed' });
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve({
          state: 'found',
          place: { longitude: rounded(longitude), latitude: rounded(latitude) },
          accuracy: Math.round(accuracy),
        }),
      ({ code }) => resolve({ state: code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : 'failed' }),
      PATIENCE,
    );
  });

/** To a decimetre or so: more is noise. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The grid of a position among some units, worked out on the device; undefined if none is near. */
export const gridNear = <U extends Pick<Unit, 'id' | 'level' | 'retired' | 'boundary'>>(
  units: readonly U[],
  { longitude, latitude }: Position,
): U | undefined => gridNearPosition(units, [longitude, latitude]);
