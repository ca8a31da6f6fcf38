import { Level } from 'level';
import { afterAll, expect, test } from 'vitest';
import { mendLevel } from '../../local/tables-level.ts';
import { scratch } from './cloud-under-test.ts';

const { path, remove } = scratch();
afterAll(remove);

test('a reader that ends an iterator by return closes it', async () => {
  mendLevel();
  const level = new Level(path);
  await level.put('a', '1');
  const iterator = level.values();
  const end: unknown = Reflect.get(iterator, 'return');
  expect(end).toBeTypeOf('function');
  if (typeof end === 'function') await Reflect.apply(end, iterator, []);
  await expect(iterator.next()).rejects.toMatchObject({ code: 'LEVEL_ITERATOR_NOT_OPEN' });
  await level.close();
});
