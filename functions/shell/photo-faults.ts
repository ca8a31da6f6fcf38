import * as z from 'zod/mini';

/** What a file may have at most that is taken for a photo. */
export const MOST_BYTES = 1_500_000;
/** As many as the camera of a telephone has; decoding them takes some 500 MB. */
export const MOST_PIXELS = 4096 * 3072;
/** A progressive picture is sent in some ten scans; in a file of thousands each costs the time of the whole picture. */
export const MOST_SCANS = 64;

export const PhotoFault = z.enum(['not-a-jpeg', 'damaged', 'too-large', 'unsupported']);
export type PhotoFault = z.infer<typeof PhotoFault>;

/** Why something that was sent is no photo, and what to do about it. */
export const PHOTO_FAULTS: Record<PhotoFault, string> = {
  'not-a-jpeg': 'its bytes are no JPEG, whatever it is called; send it as a JPEG',
  damaged: 'it is cut off or cannot be decoded; take it or export it again',
  'too-large': `it has more than ${MOST_BYTES} bytes, ${MOST_PIXELS} pixels or ${MOST_SCANS} scans; make it smaller`,
  unsupported: 'it is a JPEG for print or laboratories; export it in RGB or grey, 8 bits, baseline or progressive',
};

export const isPhotoFault = (text: string): text is PhotoFault => z.safeParse(PhotoFault, text).success;

/** Thrown where bytes turn out to be no photo. */
export class NotAPhoto extends Error {
  override readonly name = 'NotAPhoto';
  readonly fault: PhotoFault;
  constructor(fault: PhotoFault, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.fault = fault;
  }
}
