import { type Kept, readExif, writeExif } from './exif.ts';
import { APP0, APP1, APP2, APP14, isDecoding, type Segment } from './jpeg-segments.ts';

const START = Buffer.from('ffd8', 'hex');
const END = Buffer.from('ffd9', 'hex');
const JFIF = Buffer.from('JFIF\0', 'latin1');
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1');
const ADOBE = Buffer.from('Adobe', 'latin1');

const begins = (payload: Uint8Array, with_: Buffer): boolean => with_.equals(payload.subarray(0, with_.length));

/** How a picture is to be turned, and where it was taken, as far as it says. */
export const metadataOf = (segments: readonly Segment[]): Kept =>
  segments.flatMap(({ marker, payload }) => (marker === APP1 ? (readExif(payload) ?? []) : [])).at(0) ?? {
    orientation: 1,
  };

/** The profile of its colours. */
export const profileOf = (segments: readonly Segment[]): Uint8Array[] =>
  segments.filter(({ marker, payload }) => marker === APP2 && begins(payload, ICC)).map(({ whole }) => whole);

/**
 * The same picture, dot for dot, with what decodes it and what is to be kept, and nothing else: no EXIF, XMP or IPTC, no small
 * picture within, no comment, nothing between or behind. A file in which there is nothing to remove comes out as it went in.
 */
export const stripped = (segments: readonly Segment[], kept: Kept, profile = profileOf(segments)): Buffer =>
  Buffer.concat([
    START,
    ...plain(segments, APP0, JFIF, 14),
    writeExif(kept),
    ...profile,
    ...plain(segments, APP14, ADOBE, 12),
    ...segments.filter(isDecoding).map(({ whole }) => whole),
    END,
  ]);

/** The first segment of a kind, if it is as long as it is without a picture or anything else in it. */
function plain(segments: readonly Segment[], marker: number, signature: Buffer, length: number): Uint8Array[] {
  const found = segments.find((each) => each.marker === marker && begins(each.payload, signature));
  if (!found) return [];
  return [found.payload.length === length ? found.whole : shortened(found, length)];
}

/** A JFIF segment ends with the size of the small picture in it: none. */
function shortened({ marker, payload }: Segment, length: number): Uint8Array {
  const short = Buffer.alloc(4 + length);
  short.set([0xff, marker, 0, 2 + length]);
  short.set(payload.subarray(0, length), 4);
  if (marker === APP0) short.fill(0, short.length - 2);
  return short;
}
