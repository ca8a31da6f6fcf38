import * as z from 'zod/mini';
import { Photo } from '../../domain/case/command.ts';
import { Digest, Instant } from '../../domain/primitives.ts';
import { PhotoFault } from './photo-faults.ts';

/** `POST /cases/{id}/photos`: a photo that is named in the case, by its digest. */
export const PhotoUpload = z.strictObject({ digest: Digest });

/** It is there already; or where to put it with a PUT, and the headers to send with it, until then. */
export const PhotoUploadAnswer = z.union([
  z.object({ digest: Digest, stored: z.literal(true) }),
  z.object({ digest: Digest, url: z.string(), headers: z.record(z.string(), z.string()), expiresAt: Instant }),
]);
export type PhotoUploadAnswer = z.infer<typeof PhotoUploadAnswer>;

/** A photo that a content of the case names, and what can be seen of it. */
export const ListedPhoto = z.object({
  ...Photo.shape,
  /** The number of the event that it came with. */
  event: z.int(),
  /** `waiting` until it was put there and looked at. */
  state: z.enum(['waiting', 'shown', 'refused']),
  /** Where to see it until `expiresAt`, as it was sent but for what was taken out; null unless it is shown. */
  url: z.nullable(z.string()),
  /** The same, small. */
  thumbnail: z.nullable(z.string()),
  expiresAt: z.nullable(Instant),
  /** SHA-256 of what is shown: `digest` itself if nothing had to be taken out. */
  shown: z.nullable(Digest),
  /** Why it is refused, and stays so. */
  fault: z.nullable(PhotoFault),
});
export type ListedPhoto = z.infer<typeof ListedPhoto>;

/** `GET /cases/{id}/photos`: those that the contents of the case name, in the order of its events. */
export const PhotoList = z.object({ photos: z.array(ListedPhoto) });
export type PhotoList = z.infer<typeof PhotoList>;
