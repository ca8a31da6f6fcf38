import { signal } from '@preact/signals';
import type { Place } from '../../domain/case/command.ts';
import type { Unit } from '../../domain/directory/documents.ts';
import { nearestGrid } from '../../domain/directory/geometry.ts';
import { places } from '../shell/directory.ts';

export type Fix =
  | { state: 'none' | 'asking' | 'denied' | 'failed' }
  | { state: 'found'; place: Pick<Place, 'longitude' | 'latitude'>; accuracy: number };

export const fix = signal<Fix>({ state: 'none' });

/** So far off a border, in metres, a position of a telephone still counts as in the grid. */
const AWAY = 300;
const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };

/** Asks the device where it is; the answer comes in `fix`. Works without a network. */
export function locate(): void {
  if (!('geolocation' in navigator)) {
    fix.value = { state: 'failed' };
    return;
  }
  fix.value = { state: 'asking' };
  navigator.geolocation.getCurrentPosition(
    ({ coords: { longitude, latitude, accuracy } }) => {
      const place = { longitude: rounded(longitude), latitude: rounded(latitude) };
      fix.value = { state: 'found', place, accuracy };
    },
    ({ code }) => {
      fix.value = { state: code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : 'failed' };
    },
    PATIENCE,
  );
}

/** To a decimetre or so: more is noise. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The grid of a place, worked out on the device; undefined if none is near. */
export function gridOf({ longitude, latitude }: Pick<Place, 'longitude' | 'latitude'>): Unit | undefined {
  const nearest = nearestGrid([...places.value.units.values()], [longitude, latitude]);
  return nearest && nearest.metres <= AWAY ? nearest.grid : undefined;
}

/** Whether a unit is another, or lies below it. */
export function isWithin(id: string, ancestor: string): boolean {
  for (let unit: string | undefined = id; unit !== undefined; unit = places.value.units.get(unit)?.parent) {
    if (unit === ancestor) return true;
  }
  return false;
}

/** The grids for which an officer with these units may take matters in. */
export const gridsOf = (units: readonly string[]): Unit[] =>
  [...places.value.units.values()].filter(
    ({ id, level, retired }) => level === 'grid' && !retired && units.some((own) => isWithin(id, own)),
  );
