import { type Figure, median, medianRatio, type Section } from './figures.ts';
import { startHelper } from './helper.ts';
import type { Looks, PhotoWork } from './photo-looker.ts';

const ROUNDS = 7;
const MB = 1e6;

/** What it costs to look at a photo: time against decoding alone, and memory of a process that does nothing else. */
export const photos: Section = async (_, progress) => {
  const [own, largest] = [await measured(1600, 1200, 98, ROUNDS), await measured(4000, 3000, 35, 2)];
  progress(`photos of ${own.bytes} and ${largest.bytes} bytes`);
  const told = (name: string, { first, checks, memory, bytes }: Looks): Figure[] => [
    { what: `${name}, ${(bytes / MB).toFixed(1)} MB: first in a process`, value: first, unit: 'ms' },
    { what: 'The same, later ones', value: median(checks), unit: 'ms' },
    { what: 'The same, memory at most', value: memory / MB, unit: 'MB' },
  ];
  return [
    {
      what: 'Looking at a photo of 1600 × 1200',
      value: medianRatio(own.checks, own.decodings),
      unit: 'times decoding it',
      target: { atMost: 1.6 },
    },
    ...told('A photo of our pages at most', own),
    ...told('Twelve million pixels', largest),
  ];
};

async function measured(width: number, height: number, quality: number, rounds: number): Promise<Looks> {
  await using looker = startHelper<PhotoWork, Looks>('./photo-looker.ts');
  // Awaited here: with the answer on its way the helper would be let go.
  return await looker.ask({ width, height, quality, rounds });
}
