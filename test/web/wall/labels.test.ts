import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placed } from '../../../web/wall/labels.ts';

const label = (id: string, x: number, y: number, weight = 1) => ({ id, lines: ['沙湾镇'], at: { x, y }, weight });

describe('labels of the map', () => {
  it('stand where they belong when there is room', () => {
    const [only] = placed([label('a', 100, 100)], 10, 200, 200);
    expect((only?.box.left ?? 0) + (only?.box.right ?? 0)).toBe(200);
    expect((only?.box.top ?? 0) + (only?.box.bottom ?? 0)).toBe(200);
  });

  it('give way a little, and the lighter one gives way', () => {
    const [first, second] = placed([label('light', 100, 100, 1), label('heavy', 100, 105, 2)], 10, 200, 200);
    expect(first?.id).toBe('heavy');
    expect(second?.id).toBe('light');
  });

  it('are left out where there is no room', () => {
    expect(
      placed([label('a', 100, 100), label('b', 100, 100), label('c', 100, 100), label('d', 100, 100)], 10, 60, 30),
    ).toEqual([]);
    expect(placed([label('edge', 2, 2)], 10, 200, 200).length).toBeLessThanOrEqual(1);
  });

  it('never overlap, never leave the picture, never come twice', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(fc.array(fc.tuple(point, fc.integer({ min: 1, max: 9 })), { maxLength: 40 }), (points) => {
        const wanted = points.map(([{ x, y }, weight], index) => label(String(index), x, y, weight));
        const boxes = placed(wanted, 12, 300, 200);
        expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
        for (const { id, box } of boxes) {
          expect(box.left >= 0 && box.top >= 0 && box.right <= 300 && box.bottom <= 200).toBe(true);
          for (const other of boxes) {
            if (other.id === id) continue;
            const apart =
              box.right <= other.box.left ||
              other.box.right <= box.left ||
              box.bottom <= other.box.top ||
              other.box.bottom <= box.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
