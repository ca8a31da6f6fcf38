import type { Unit } from '../domain/directory/documents.ts';
import { borders } from './borders.ts';
import { divide, outline, type Point, type Ring, type Seat } from './geometry.ts';
import { communities, departments, type Name, type Township, townships, villageNames } from './places.ts';
import type { Random } from './random.ts';

/** The district's own id: the centre. */
export const district = 'shawan';

interface Station extends Seat {
  unit: Unit;
  grids: number;
}

const two = (n: number) => String(n).padStart(2, '0');

/** The villages and communities of a township, each with its number of grids. A community is small and near the seat. */
function stations(township: Township, villageNames: Name[], communityNames: Name[], random: Random): Station[] {
  const station = (id: string, name: string, nameEn: string, grids: number, weight: number, at: Point): Station => ({
    unit: { id: `${township.id}-${id}`, name, nameEn, level: 'village', parent: township.id },
    grids,
    weight,
    at,
  });
  const villages = villageNames.map(([name, pinyin], i) => {
    const at: Point = [random.between(-9, 9), random.between(-9, 9)];
    const grids = i === 0 ? 2 : 1;
    return station(`v${two(i + 1)}`, `${name}村`, `${pinyin} Village`, grids, random.between(0.8, 1.3), at);
  });
  const inTown = communityNames.map(([name, pinyin], i) =>
    station(`c${two(i + 1)}`, `${name}社区`, `${pinyin} Community`, 3, random.between(0.3, 0.45), [0, 0]),
  );
  return [...inTown, ...villages];
}

const gridSeats = (station: Station, random: Random) =>
  Array.from({ length: station.grids }, (_, i) => ({
    unit: {
      id: `${station.unit.id}-g${i + 1}`,
      name: `${station.unit.name}第${i + 1}网格`,
      nameEn: `${station.unit.nameEn} Grid ${i + 1}`,
      level: 'grid' as const,
      parent: station.unit.id,
    },
    at: [random.between(-1, 1), random.between(-1, 1)] as const,
    weight: random.between(0.8, 1.2),
  }));

/** All units, top down, parents before children; boundaries on townships and grids. */
export function units(random: Random): Unit[] {
  const villages = villageNames(random);
  const towns = [...communities];
  const land = townships.map((township) => {
    const mine = stations(
      township,
      villages.splice(0, township.villages),
      towns.splice(0, township.communities),
      random,
    );
    const weight = mine.reduce((sum, station) => sum + station.weight, 0);
    return { township, stations: mine, at: township.at, weight };
  });

  const found: { unit: Unit; ring?: Ring }[] = [];
  const shares = divide(outline(15, 12.5, random), land, random);
  for (const [{ township, stations }, ring] of order(shares, land)) {
    const { id, name, nameEn } = township;
    found.push({ unit: { id, name, nameEn, level: 'township', parent: district }, ring });
    for (const [station, stationRing] of order(divide(ring, stations, random), stations)) {
      found.push({ unit: station.unit });
      const grids = gridSeats(station, random);
      for (const [grid, gridRing] of order(divide(stationRing, grids, random), grids))
        found.push({ unit: grid.unit, ring: gridRing });
    }
  }

  const border = borders(corners(found), random);
  return [
    { id: district, name: '沙湾区网格监管中心', nameEn: 'Shawan District Grid Supervision Centre', level: 'district' },
    ...departments.map(([id, name, nameEn]) => ({
      id: `dept-${id}`,
      name: `沙湾区${name}`,
      nameEn,
      level: 'department' as const,
      parent: district,
    })),
    ...found.map(({ unit, ring }) => (ring === undefined ? unit : { ...unit, boundary: border(ring) })),
  ];
}

/** The shares of a map in the order of the list it was made from. */
const order = <T extends Seat>(shares: Map<T, Ring>, list: readonly T[]) =>
  [...shares].toSorted(([a], [b]) => list.indexOf(a) - list.indexOf(b));

const corners = (found: readonly { ring?: Ring }[]): Point[] => {
  const distinct = new Map(found.flatMap(({ ring = [] }) => ring.map((point) => [`${point}`, point] as const)));
  return [...distinct.values()];
};
