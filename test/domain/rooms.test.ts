import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** From the ground up: a room may import from itself and from those before it. */
const ROOMS = ['.', 'time', 'directory', 'line', 'case', 'case-file', 'resident', 'evidence', 'review'];

const roomOf = (file: string): string => file.split('/').slice(1, -1).join('/') || '.';
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)[^;]*?from '([^']+)'/gm)].map(([, from]) => from ?? '');

test('the domain imports zod and itself, and its rooms only from below', () => {
  const files = globSync('domain/**/*.ts');
  expect(files.length).toBeGreaterThan(30);
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((from) => {
        if (!from.startsWith('.')) return from !== 'zod/mini';
        const target = normalize(join(dirname(file), from));
        return !target.startsWith('domain/') || ROOMS.indexOf(roomOf(target)) > ROOMS.indexOf(roomOf(file));
      })
      .map((from) => `${file} imports ${from}`),
  );
  expect(wrong).toEqual([]);
});
