import jpeg from 'jpeg-js';
import { NotAPhoto } from './photo-faults.ts';

/** Pixels of the longer side of a thumbnail. */
export const SIDE = 320;
const QUALITY = 75;
/** In MB, as the decoder counts what it is about to take. */
const MOST_MEMORY = 800;

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue of each. */
  data: Uint8Array;
}

/** The picture, small, as a JPEG of its own, not turned. Throws `NotAPhoto` if it does not decode to its very end. */
export function thumbnailOf(bytes: Uint8Array): Buffer {
  const picture = decoded(bytes);
  return jpeg.encode(fitted(picture, Math.min(1, SIDE / Math.max(picture.width, picture.height))), QUALITY).data;
}

function decoded(bytes: Uint8Array): Pixels {
  try {
    return jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxMemoryUsageInMB: MOST_MEMORY,
    });
  } catch (cause) {
    throw new NotAPhoto('damaged', `it does not decode: ${cause}`, { cause });
  }
}

/** Each pixel of the small one is the mean of those that it stands for; in the RGBA that the encoder takes. */
function fitted({ width, height, data }: Pixels, scale: number): Pixels {
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const out = new Uint8Array(small.width * small.height * 4).fill(255);
  const edge = (at: number, of: number, from: number): number => Math.floor((at * from) / of);
  for (let y = 0; y < small.height; y += 1) {
    const [top, bottom] = [edge(y, small.height, height), edge(y + 1, small.height, height)];
    for (let x = 0; x < small.width; x += 1) {
      const [left, right] = [edge(x, small.width, width), edge(x + 1, small.width, width)];
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row += 1) {
        for (let at = (row * width + left) * 3; at < (row * width + right) * 3; at += 3) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      const count = (bottom - top) * (right - left);
      out.set([red / count, green / count, blue / count], (y * small.width + x) * 4);
    }
  }
  return { ...small, data: out };
}
