import type { Instant } from '../../domain/primitives.ts';
import type { Looked } from './photo-keys.ts';
import type { ListedPhoto, PhotoList } from './photo-messages.ts';
import type { PhotoStore } from './photo-store.ts';
import type { PhotoOf } from './photos-in.ts';

const NOTHING = { url: null, thumbnail: null, expiresAt: null, shown: null, fault: null };

/** What can be seen of the photos that a case names. What nobody has looked at is never shown. */
export async function listedPhotos(
  named: readonly PhotoOf[],
  id: string,
  store: PhotoStore,
  now: Instant,
): Promise<PhotoList> {
  const looked = named.length > 0 ? await store.looked(id) : new Map<string, Looked>();
  const listed = async (photo: PhotoOf, index: number): Promise<ListedPhoto> => {
    const found = looked.get(photo.digest);
    if (!found) return { ...photo, ...NOTHING, state: 'waiting' };
    if ('refused' in found) return { ...photo, ...NOTHING, state: 'refused', fault: found.refused };
    const { shown } = found;
    const signed = await store.toGet(id, photo.digest, shown, `${id}-${index + 1}`, now);
    return { ...photo, state: 'shown', ...signed, shown, fault: null };
  };
  return { photos: await Promise.all(named.map(listed)) };
}
