import { expect, test } from 'vitest';
import { openDirectory } from '../../../domain/directory/directory.ts';
import { unitNamed } from '../../../domain/directory/named-unit.ts';
import { sampleDocuments } from '../../../sample/directory.ts';
import { aDirectory, documents } from '../../support/a-district.ts';

const twins = [
  { id: 'fulu-v2', name: '双河村', level: 'village' as const, parent: 'fulu' },
  { id: 'fulu-v2-g1', name: '双河村第一网格', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g2', name: '老街网格', nameEn: 'Old Street Grid 1', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g3', name: '新街网格', nameEn: 'Old Street Grid 12', level: 'grid' as const, parent: 'fulu-v2' },
  { id: 'fulu-v2-g4', name: '后山网格', level: 'grid' as const, parent: 'fulu-v2', retired: true },
];
const more = [
  { id: 'fulu-v3', name: '龙湾社区', nameEn: 'Longwan Community', level: 'village' as const, parent: 'fulu' },
  { id: 'fulu-v3-g1', name: '龙湾社区第1网格', nameEn: 'Longwan Grid 1', level: 'grid' as const, parent: 'fulu-v3' },
  { id: 'fulu-v3-g10', name: '龙湾社区第10网格', level: 'grid' as const, parent: 'fulu-v3' },
];
const directory = aDirectory({ units: [...documents().units, ...twins, ...more] });

test.each([
  ['a grid named outright', '双河村第二网格村口小桥', 'niushi-v1-g2'],
  ['its township tells two apart', '福禄镇双河村第一网格', 'fulu-v2-g1'],
  ['its township tells two apart', '牛石镇双河村第一网格', 'niushi-v1-g1'],
  ['two grids of two townships meet at the centre', '双河村第一网格', 'shawan'],
  ['in English, the longest', 'near old street grid 12, by the school', 'fulu-v2-g3'],
  ['in English', 'Old Street Grid 1', 'fulu-v2-g2'],
  ['in English, and no other that begins so', 'Longwan Grid 12', 'shawan'],
  ['two grids of a village meet at its station', '福禄镇老街网格或新街网格', 'fulu-v2'],
  ['a retired grid is no grid', '后山网格', 'shawan'],
  ['a village of which the township is told', '牛石镇双河村', 'niushi-v1'],
  ['a village of which the township is told', '福禄镇双河村3组15号', 'fulu-v2'],
  ['a village that two townships have', '双河村3组', 'shawan'],
  ['a village without saying village', '龙湾菜市场旁边', 'fulu-v3'],
  ['a community called village', '龙湾村委会', 'fulu-v3'],
  ['traditional characters', '福祿鎮龍灣社區', 'fulu-v3'],
  ['full width, and another numeral', '龙湾社区第１网格', 'fulu-v3-g1'],
  ['numerals as words', '龙湾社区第一网格', 'fulu-v3-g1'],
  ['blanks between', '福禄镇 龙湾 社区', 'fulu-v3'],
  ['the beginning of another name', '龙湾口村', 'shawan'],
  ['a village that the township named does not have', '牛石镇龙湾社区', 'niushi'],
  ['a township', '牛石镇政府门口', 'niushi'],
  ['a township without saying so', '在牛石赶场的地方', 'niushi'],
  ['nothing of here', '巴黎', 'shawan'],
  ['nothing', '?', 'shawan'],
])('%s: %s', (_, address, unit) => {
  expect(unitNamed(directory, address).id).toBe(unit);
});

test('every unit of the sample is found by its own name with those above it', () => {
  const sample = openDirectory(sampleDocuments(), 'shawan', 1);
  const units = sample.documents.units.filter(({ level }) => ['grid', 'village', 'township'].includes(level));
  for (const unit of units) {
    const line = sample.lineage(unit.id).filter(({ level }) => level !== 'district');
    const address = line.map(({ name }) => name).toReversed();
    expect(unitNamed(sample, `乐山市沙湾区${address.join('')}`).id).toBe(unit.id);
  }
  console.log(`${units.length} units found by name`);
});
