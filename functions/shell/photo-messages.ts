import * as z from 'zod/mini';
import { Photo } from '../../domain/case/command.ts';
import { Digest, Instant } from '../../domain/primitives.ts';

/** `POST /cases/{id}/photos`: a photo that is named in the case, by its digest. */
export const PhotoUpload = z.strictObject({ digest: Digest });

/** It is there already; or where to put it with a PUT, and the headers to send with it, until then. */
export const PhotoUploadAnswer = z.union([
  z.object({ digest: Digest, stored: z.literal(true) }),
  z.object({ digest: Digest, url: z.string(), headers: z.record(z.string(), z.string()), expiresAt: Instant }),
]);
export type PhotoUploadAnswer = z.infer<typeof PhotoUploadAnswer>;

/** `GET /cases/{id}/photos`: those that the contents of the case name, in the order of its events. */
export const PhotoList = z.object({
  photos: z.array(
    z.object({
      ...Photo.shape,
      /** The number of the event that it came with. */
      event: z.int(),
      /** Where to see it until `expiresAt`; null while it was not put there yet. */
      url: z.nullable(z.string()),
      expiresAt: z.nullable(Instant),
    }),
  ),
});
export type PhotoList = z.infer<typeof PhotoList>;
