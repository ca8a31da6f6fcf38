import type { Digest } from '../../domain/primitives.ts';

/** A photograph as a case takes it: a JPEG that this device made, named by the SHA-256 of its bytes. */
export interface Photo {
  digest: Digest;
  bytes: number;
  blob: Blob;
}

/** What a case takes with it at most. */
export const MOST_PHOTOS = 6;
const MOST_BYTES = 1_500_000;
/** What a device without much memory can still open. */
const MOST_CHOSEN = 60_000_000;

/** Longest side in pixels and quality, best first; the first that is small enough is taken. */
const TRIES = [
  [1600, 0.84],
  [1600, 0.7],
  [1600, 0.5],
  [1200, 0.5],
  [800, 0.5],
] as const;

/** The file is no picture that this browser can open. */
export class NotAPicture extends Error {
  override name = 'NotAPicture';
}

/**
 * Draws a chosen file anew, upright, and encodes it as a JPEG: nothing of the file itself is left, neither where it was
 * taken nor what else was hidden in it. Rejects with `NotAPicture` if the browser cannot open it.
 */
export async function makePhoto(file: Blob): Promise<Photo> {
  if (file.size > MOST_CHOSEN)
    throw new NotAPicture(`${file.size} bytes are more than the ${MOST_CHOSEN} that are opened`);
  const picture = await createImageBitmap(file).catch((cause: unknown) => {
    throw new NotAPicture(`the browser cannot open this file of the type "${file.type}" as a picture`, { cause });
  });
  try {
    for (const [side, quality] of TRIES) {
      const blob = await drawn(picture, side, quality);
      if (blob.size <= MOST_BYTES) return { digest: await digestOf(blob), bytes: blob.size, blob };
    }
  } finally {
    picture.close();
  }
  throw new NotAPicture(`the picture stays above ${MOST_BYTES} bytes`);
}

/** The size of a picture whose longer side is at most `side`; never larger than it is, never nothing. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const { width, height } = fitted(picture.width, picture.height, side);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const paper = canvas.getContext('2d', { alpha: false });
  if (!paper) throw new Error('this browser draws on no canvas');
  // What is transparent is white, not black.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(picture, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('this browser encodes no JPEG')));
    canvas.toBlob(take, 'image/jpeg', quality);
  });
}

/** SHA-256 in lower-case hexadecimal. */
export async function digestOf(blob: Blob): Promise<Digest> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
