import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const [RGB, INDEXED, MOST] = [2, 3, 256];

interface Pixels {
  width: number;
  height: number;
  /** Each as 0xRRGGBB, row by row. */
  colours: Uint32Array;
}

/** The same picture with at most 256 colours, those that it has most of; a fraction of its size. Throws if it is not as Chromium writes PNG. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = decoded(png);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .toSorted(([a, inA], [b, inB]) => inB - inA || a - b)
    .slice(0, MOST)
    .map(([colour]) => colour);
  const nearest = new Map([...counts.keys()].map((colour) => [colour, nearestIn(palette, colour)]));

  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest.get(colours[y * width + x] ?? 0) ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, INDEXED], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(bytesOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const bytesOf = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function nearestIn(palette: readonly number[], colour: number): number {
  const own = bytesOf(colour);
  const far = palette.map((other) => bytesOf(other).reduce((sum, byte, at) => sum + (byte - (own[at] ?? 0)) ** 2, 0));
  return far.indexOf(Math.min(...far));
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

function decoded(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind] = [png[24], png[25]];
  if (depth !== 8 || (kind !== RGB && kind !== 6)) throw new Error(`a PNG of ${depth} bits and the kind ${kind}`);
  const step = kind === RGB ? 3 : 4;
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * step;
  let above: Buffer = Buffer.alloc(stride);
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    above = unfiltered(raw[from] ?? 0, raw.subarray(from + 1, from + 1 + stride), above, step);
    for (let x = 0; x < width; x += 1) colours[y * width + x] = above.readUIntBE(x * step, 3);
  }
  return { width, height, colours };
}

/** A row as it was before PNG told it by its neighbours. */
function unfiltered(filter: number, row: Buffer, above: Buffer, step: number): Buffer {
  const own = Buffer.from(row);
  for (let at = 0; at < own.length; at += 1) {
    const [left, up, corner] = [own[at - step] ?? 0, above[at] ?? 0, above[at - step] ?? 0];
    own[at] = (own[at] ?? 0) + ([0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0);
  }
  return own;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
