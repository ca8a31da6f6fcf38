import { segmentsOf } from './jpeg-segments.ts';
import { metadataOf, profileOf, stripped } from './jpeg-strip.ts';
import { NotAPhoto, type PhotoFault } from './photo-faults.ts';
import { thumbnailOf } from './thumbnail.ts';

/** What a file has become: what is shown of it, large and small, or why it is no photo. */
export type Checked = { shown: Buffer; thumbnail: Buffer } | { refused: PhotoFault; detail: string };

/** A profile that is larger than this describes a press, or hides something. */
const MOST_PROFILE = 65_536;

/**
 * Looks at the bytes of a file, whatever it is called: a JPEG that decodes to its end, without anything in it that is not
 * needed to see it. It keeps how it is to be turned, its colour profile, and where it was taken if that was agreed to. The
 * same bytes always come out the same.
 */
export function checkedPhoto(bytes: Uint8Array, { keepLocation }: { keepLocation: boolean }): Checked {
  try {
    const segments = segmentsOf(bytes);
    const { orientation, location } = metadataOf(segments);
    const whole = profileOf(segments);
    const profile = whole.reduce((sum, { length }) => sum + length, 0) > MOST_PROFILE ? [] : whole;
    const shown = stripped(segments, { orientation, location: keepLocation ? location : undefined }, profile);
    const small = stripped(segmentsOf(thumbnailOf(shown)), { orientation }, profile);
    return { shown, thumbnail: small.length < shown.length ? small : shown };
  } catch (fault) {
    if (!(fault instanceof NotAPhoto)) throw fault;
    return { refused: fault.fault, detail: fault.message };
  }
}
