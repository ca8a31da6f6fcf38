import { MOST_PIXELS, MOST_SCANS, NotAPhoto } from './photo-faults.ts';

export const SOI = 0xd8;
export const EOI = 0xd9;
const SOS = 0xda;
export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP2 = 0xe2;
export const APP14 = 0xee;
/** Frames that are understood: baseline, extended, progressive, all by Huffman. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** What decodes the picture: frames, Huffman and quantisation tables, restart interval. */
const DECODING = new Set([...FRAMES, 0xc4, 0xdb, 0xdd, SOS]);

export interface Segment {
  marker: number;
  /** The payload behind marker and length; of a scan, with the data that follow it. */
  payload: Uint8Array;
  /** All of it as it stands in the file, without what fills up before it. */
  whole: Uint8Array;
}

/**
 * What a JPEG consists of from its first marker to its end, which is not among them; what comes after the end is left out.
 * Throws `NotAPhoto` at anything else, and at a header that promises more than can be decoded here: a few bytes can promise
 * 4 thousand million pixels.
 */
export function segmentsOf(bytes: Uint8Array): Segment[] {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new NotAPhoto('not-a-jpeg', 'no JPEG begins so');
  const segments: Segment[] = [];
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw faultAt(segments, `no marker at ${at}`);
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined) throw faultAt(segments, 'cut off before its end');
    if (marker === EOI) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = marker === SOS ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (length < 2 || end > bytes.length) throw faultAt(segments, `segment ${marker.toString(16)} is cut off`);
    segments.push({ marker, payload: bytes.subarray(at + 4, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  checkFrame(segments);
  return segments;
}

export const isDecoding = ({ marker }: Segment): boolean => DECODING.has(marker);

/** A file that never came to a frame is none that was damaged. */
const faultAt = (segments: readonly Segment[], detail: string): NotAPhoto =>
  new NotAPhoto(segments.some(({ marker }) => marker !== APP0 && marker < 0xe0) ? 'damaged' : 'not-a-jpeg', detail);

/** Where the data of a scan end: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new NotAPhoto('damaged', 'cut off before its end');
}

function checkFrame(segments: readonly Segment[]): void {
  if (segments.some(({ marker }) => OTHER_FRAMES.includes(marker)))
    throw new NotAPhoto('unsupported', 'lossless, hierarchical or arithmetic');
  const [frame, another] = segments.filter(({ marker }) => FRAMES.includes(marker));
  const scans = segments.filter(({ marker }) => marker === SOS).length;
  if (!frame || another || scans === 0) throw new NotAPhoto('damaged', 'not one frame with its scans');
  const [precision = 0, h1 = 0, h2 = 0, w1 = 0, w2 = 0, components = 0] = frame.payload;
  const pixels = ((h1 << 8) | h2) * ((w1 << 8) | w2);
  if (precision !== 8 || (components !== 1 && components !== 3))
    throw new NotAPhoto('unsupported', `${precision} bits, ${components} components`);
  if (pixels === 0) throw new NotAPhoto('damaged', 'without height or width');
  if (pixels > MOST_PIXELS || scans > MOST_SCANS)
    throw new NotAPhoto('too-large', `${pixels} pixels in ${scans} scans`);
}
