import { expect, test } from 'vitest';
import { readRing, ringText } from '../../../web/admin/units/ring.ts';

const RING = [
  [103.54, 29.4],
  [103.56, 29.4],
  [103.55, 29.41],
  [103.54, 29.4],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });

test.each([
  ['bare positions', RING],
  ['a ring that is not closed', RING.slice(0, 3)],
  ['positions with heights', RING.map((position) => [...position, 412])],
  ['the rings of a polygon', [RING]],
  ['a polygon', polygon(RING)],
  ['a feature', { type: 'Feature', properties: { name: 'x' }, geometry: polygon(RING) }],
  ['a collection of one', { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon(RING) }] }],
  ['a multipolygon of one', { type: 'MultiPolygon', coordinates: [[RING]] }],
])('reads %s', (_, json) => {
  expect(readRing(JSON.stringify(json))).toEqual(RING);
});

test.each([
  ['what is no JSON', '[[103.5, 29.4],', 'json', {}],
  ['a point', { type: 'Point', coordinates: [103.5, 29.4] }, 'shape', {}],
  ['nothing', null, 'shape', {}],
  ['two shapes', { type: 'MultiPolygon', coordinates: [[RING], [RING]] }, 'many', { count: 2 }],
  ['an empty collection', { type: 'FeatureCollection', features: [] }, 'many', { count: 0 }],
  ['a hole', polygon(RING, RING), 'holes', { count: 1 }],
  ['text for a number', [...RING.slice(0, 2), ['103.5', 29.4]], 'position', { number: 3, value: '["103.5",29.4]' }],
  ['latitude first', RING.map(([a, b]) => [b, a]), 'swapped', { number: 1 }],
  ['a place off the globe', [[203, 29], ...RING], 'position', { number: 1 }],
  ['two positions', RING.slice(0, 2), 'few', { count: 3, fewest: 4 }],
  ['no position', [], 'few', { count: 0 }],
  ['too many', Array.from({ length: 300 }, (_, at) => [103 + at / 1000, 29]), 'much', { most: 200 }],
])('tells %s', (_, given, fault, values) => {
  expect(readRing(typeof given === 'string' ? given : JSON.stringify(given))).toMatchObject({ fault, values });
});

test('writes what it reads', () => {
  const ring = readRing(JSON.stringify(RING));
  expect(Array.isArray(ring) && readRing(ringText(ring))).toEqual(RING);
});
