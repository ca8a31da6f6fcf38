import { isPhotoFault, type PhotoFault } from './photo-faults.ts';

/** What became of a photo that was looked at: the digest of what is shown of it, or why nothing is. */
export type Looked = { shown: string } | { refused: PhotoFault };

const NAME = /^([0-9a-f]{64})\/(?:([0-9a-f]{64})\.jpg|refused-([a-z-]+)\.json)$/;

/**
 * Keys of the bucket of photos. What was put there and nobody has looked at lies below `unchecked/`, what came of it below
 * `checked/`, in a folder that is called by the digest of what was sent.
 */
export function photoKeys(district: string) {
  const unchecked = (id: string, digest = ''): string =>
    `unchecked/${district}/${id}/${digest === '' ? '' : `${digest}.jpg`}`;
  const folder = (id: string, digest = ''): string => `checked/${district}/${id}/${digest === '' ? '' : `${digest}/`}`;
  return {
    unchecked,
    /** Of what came of one photo, or of all photos of a case. */
    folder,
    shown: (id: string, digest: string, shown: string): string => `${folder(id, digest)}${shown}.jpg`,
    thumbnail: (id: string, digest: string): string => `${folder(id, digest)}thumbnail.jpg`,
    refused: (id: string, digest: string, fault: PhotoFault): string => `${folder(id, digest)}refused-${fault}.json`,
    /** What one of these keys says; undefined of a thumbnail, which says nothing. */
    told(id: string, key: string): [digest: string, Looked] | undefined {
      const [, digest = '', shown, fault = ''] = NAME.exec(key.slice(folder(id).length)) ?? [];
      if (shown !== undefined) return [digest, { shown }];
      return isPhotoFault(fault) ? [digest, { refused: fault }] : undefined;
    },
    /** The case and the digest that the key of something unchecked is made of; undefined for any other key. */
    asked(key: string): { id: string; digest: string } | undefined {
      const [, of, id = '', digest = ''] = /^unchecked\/([^/]+)\/([0-9A-Z]{26})\/([0-9a-f]{64})\.jpg$/.exec(key) ?? [];
      return of === district ? { id, digest } : undefined;
    },
  };
}
