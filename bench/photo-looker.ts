import jpeg from 'jpeg-js';
import { checkedPhoto } from '../functions/shell/checked-photo.ts';
import { aJpeg } from '../test/support/jpegs.ts';
import { answerAs } from './helper.ts';

export interface PhotoWork {
  width: number;
  height: number;
  /** Of the JPEG, in hundred. */
  quality: number;
  rounds: number;
}
/** Milliseconds of the first look and of later ones, each with those of decoding alone; the process's memory at most, in bytes. */
export interface Looks {
  bytes: number;
  first: number;
  checks: number[];
  decodings: number[];
  memory: number;
}

/** Looks at one photo over and over, in a process of its own. */
answerAs(async ({ width, height, quality, rounds }: PhotoWork): Promise<Looks> => {
  const photo = aJpeg('bench', width, height, quality);
  const look = () => timed(() => checkedPhoto(photo, { keepLocation: false }));
  const decode = () => timed(() => jpeg.decode(photo, { useTArray: true, formatAsRGBA: false }));
  const first = look();
  const [checks, decodings]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    decodings.push(decode());
    checks.push(look());
  }
  return { bytes: photo.length, first, checks, decodings, memory: process.resourceUsage().maxRSS * 1024 };
});

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
