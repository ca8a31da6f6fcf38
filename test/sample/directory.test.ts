import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Level } from '../../domain/directory/documents.ts';
import { build, files, sampleSeed } from '../../sample/build.ts';
import { personas, sampleDocuments } from '../../sample/directory.ts';

const { units, officers, rosters, categories, calendars } = sampleDocuments();
const unitIds = new Set(units.map((unit) => unit.id));
const ofLevel = (level: Level) => units.filter((unit) => unit.level === level);
const ending = (level: Level, end: RegExp) => ofLevel(level).filter((unit) => end.test(unit.name)).length;
const roles = (unit: string) =>
  officers.flatMap((officer) => officer.posts.filter((post) => post.unit === unit).map((post) => post.role));

test.each(files(build(sampleSeed)))('%s.json is what sample/build.ts makes', (name, text) => {
  expect(readFileSync(join(import.meta.dirname, '../../sample/data', `${name}.json`), 'utf8')).toBe(text);
});

test('another seed makes another district of the same shape', () => {
  const other = build(7);
  expect(other.units).not.toEqual(units);
  expect(other.units.map((unit) => unit.id)).toEqual(units.map((unit) => unit.id));
});

describe('the shape of the district', () => {
  test('is the one of the report', () => {
    expect({
      districts: ofLevel('district').length,
      townships: ending('township', /[镇乡]$/),
      subdistricts: ending('township', /街道$/),
      villages: ending('village', /村$/),
      communities: ending('village', /社区$/),
      grids: ofLevel('grid').length,
      departments: ofLevel('department').length,
    }).toEqual({
      districts: 1,
      townships: 13,
      subdistricts: 1,
      villages: 127,
      communities: 21,
      grids: 204,
      departments: 31,
    });
  });

  test('every id and every name of a village is given once, and all have an English name', () => {
    expect(unitIds.size).toBe(units.length);
    expect(new Set(ofLevel('village').map((unit) => unit.name)).size).toBe(148);
    expect(units.filter((unit) => unit.nameEn === undefined)).toEqual([]);
  });

  test('every unit has one parent, of the level above; the centre has none', () => {
    const above: Record<Level, Level | undefined> = {
      grid: 'village',
      village: 'township',
      township: 'district',
      department: 'district',
      district: undefined,
    };
    const levels = new Map(units.map((unit) => [unit.id, unit.level]));
    for (const unit of units) expect(levels.get(unit.parent ?? ''), unit.id).toBe(above[unit.level]);
  });

  test('every village has a grid and every township a village', () => {
    const parents = new Set(units.map((unit) => unit.parent));
    for (const unit of [...ofLevel('village'), ...ofLevel('township')]) expect(parents, unit.id).toContain(unit.id);
  });
});

describe('the people', () => {
  test('hold the posts of each level', () => {
    const posts: Record<Level, string[]> = {
      grid: ['officer'],
      village: ['clerk', 'leader'],
      township: ['clerk', 'clerk', 'clerk', 'leader'],
      department: ['clerk', 'clerk', 'leader'],
      district: ['leader', 'leader', 'clerk', 'clerk', 'clerk', 'clerk', 'administrator'],
    };
    for (const unit of units) expect(roles(unit.id), unit.id).toEqual(posts[unit.level]);
  });

  test('have one id and one subject each, and posts in units that exist', () => {
    expect(new Set(officers.map((officer) => officer.id)).size).toBe(officers.length);
    expect(officers.filter((officer) => officer.subject !== `local|${officer.id}`)).toEqual([]);
    expect(officers.flatMap((officer) => officer.posts).filter((post) => !unitIds.has(post.unit))).toEqual([]);
  });

  test('are reached by telephones that nobody has, a roster for every unit', () => {
    expect(rosters.map((roster) => roster.unit)).toEqual(units.map((unit) => unit.id));
    const onShift = rosters.flatMap(({ shifts = [] }) => shifts.map(({ phone }) => phone));
    const own = officers.flatMap(({ phone = [] }) => phone);
    const phones = [...rosters.flatMap((roster) => [...roster.duty, roster.leader]), ...onShift, ...own];
    expect(phones.filter((phone) => !/^\+868330\d{6}$/.test(phone))).toEqual([]);
    const duty = rosters.flatMap((roster) => roster.duty);
    expect(new Set(duty).size).toBe(duty.length);
    expect(own.length).toBe(45);
    expect(own.filter((phone) => duty.includes(phone))).toEqual([]);
  });

  test("a grid's leader is the head of its village", () => {
    const leaders = new Map(rosters.map((roster) => [roster.unit, roster.leader]));
    for (const grid of ofLevel('grid')) expect(leaders.get(grid.id)).toBe(leaders.get(grid.parent ?? ''));
  });

  test('the personas climb from one grid to the centre', () => {
    const list = personas();
    expect(list.map(({ id, level, role }) => `${id}: ${level} ${role}`)).toEqual([
      'grid: grid officer',
      'village: village clerk',
      'township: township clerk',
      'township-leader: township leader',
      'centre: district clerk',
      'director: district leader',
      'department: department clerk',
      'department-leader: department leader',
      'admin: district administrator',
    ]);
    const parent = (id: string | undefined) => units.find((unit) => unit.id === id)?.parent;
    const [grid, village, township, , centre] = list;
    expect(parent(grid?.unit)).toBe(village?.unit);
    expect(parent(village?.unit)).toBe(township?.unit);
    expect(parent(township?.unit)).toBe(centre?.unit);
  });
});

describe('the categories', () => {
  test('are 24, with every measure of time among their limits', () => {
    expect(new Set(categories.map((category) => category.id)).size).toBe(24);
    const measures = categories.flatMap(({ limits }) => Object.values(limits).map((limit) => limit.measure));
    expect([...new Set(measures)].sort()).toEqual(['calendar-days', 'minutes', 'working-days', 'working-minutes']);
  });

  test('emergencies run around the clock, and their yellow begins inside the shortest limit', () => {
    for (const id of ['fire', 'geology']) {
      const category = categories.find((one) => one.id === id);
      const limits = Object.values(category?.limits ?? {});
      expect(limits.map((limit) => limit.measure)).toEqual(Array(6).fill('minutes'));
      expect(category?.warning?.minutes).toBeLessThan(Math.min(...limits.map((limit) => limit.count)) / 2);
    }
  });
});

test('the calendars of a district and of a township stand before the national one', () => {
  expect(calendars.map(({ id, unit }) => [id, unit])).toEqual([
    ['cn-national', undefined],
    ['shawan-halls', 'shawan'],
    ['jianong-saturday', 'jianong'],
  ]);
});
