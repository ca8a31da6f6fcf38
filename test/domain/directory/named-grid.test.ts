import { expect, test } from 'vitest';
import { gridNamed } from '../../../domain/directory/named-grid.ts';
import { aDirectory, documents } from '../../support/a-district.ts';

const twins = [
  { id: 'fulu-v2', name: '双河村', level: 'village' as const, parent: 'fulu' },
  { id: 'fulu-v2-g1', name: '双河村第一网格', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g2', name: '老街网格', nameEn: 'Old Street Grid 1', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g3', name: '新街网格', nameEn: 'Old Street Grid 12', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g4', name: '后山网格', level: 'grid' as const, parent: 'fulu-v2', retired: true },
];
const directory = aDirectory({ units: [...documents().units, ...twins] });

test.each([
  ['双河村第二网格村口小桥', 'niushi-v1-g2'],
  ['福禄镇双河村第一网格', 'fulu-v2-g1'],
  ['牛石镇双河村第一网格', 'niushi-v1-g1'],
  ['双河村第一网格', undefined],
  ['near old street grid 12, by the school', 'fulu-v2-g3'],
  ['Old Street Grid 1', 'fulu-v2-g2'],
  ['后山网格', undefined],
  ['牛石镇双河村', undefined],
  ['巴黎', undefined],
])('%s', (address, grid) => {
  expect(gridNamed(directory, address)?.id).toBe(grid);
});
