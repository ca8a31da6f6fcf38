import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { MOST_PHOTOS, makePhoto, NotAPicture, type Photo } from '../shell/photo.ts';
import { t } from '../shell/words.ts';
import { photos, setPhotos } from './draft.ts';

/** Up to six photos, made anew on this device before anything is sent. */
export function Photos() {
  const refused = useSignal<readonly string[]>([]);
  const isBusy = useSignal(false);
  const take = async (files: readonly File[]): Promise<void> => {
    isBusy.value = true;
    refused.value = [];
    // One after the other: a telephone has memory for one large picture, not for six.
    for (const file of files) {
      if (photos.value.length >= MOST_PHOTOS) break;
      const photo = await makePhoto(file).catch((fault: unknown) => {
        if (!(fault instanceof NotAPicture)) throw fault;
        refused.value = [...refused.value, file.name];
        return undefined;
      });
      if (photo && !photos.value.some(({ digest }) => digest === photo.digest)) setPhotos([...photos.value, photo]);
    }
    isBusy.value = false;
  };
  return (
    <fieldset class="photos">
      <legend>{t('residents.photos')}</legend>
      <p class="faint small">{t('residents.photos.hint', { most: MOST_PHOTOS })}</p>
      <ul>
        {photos.value.map((photo, index) => (
          <li key={photo.digest}>
            <Thumbnail photo={photo} label={t('residents.photo', { number: index + 1 })} />
            <button
              type="button"
              class="small"
              aria-label={t('residents.photo.remove', { number: index + 1 })}
              onClick={() => setPhotos(photos.value.filter((own) => own !== photo))}
            >
              ×
            </button>
          </li>
        ))}
        {photos.value.length < MOST_PHOTOS && (
          <li>
            <label class="button add">
              {t('residents.photos.add')}
              <input
                type="file"
                class="visually-hidden"
                accept="image/*"
                multiple
                onInput={({ currentTarget }) => {
                  void take([...(currentTarget.files ?? [])]);
                  currentTarget.value = '';
                }}
              />
            </label>
          </li>
        )}
      </ul>
      <div role="status">{isBusy.value && <p>{t('residents.photos.busy')}</p>}</div>
      {refused.value.map((name) => (
        <p key={name} class="error" role="alert">
          {t('residents.photos.refused', { name })}
        </p>
      ))}
    </fieldset>
  );
}

/** A photo, small. */
export function Thumbnail({ photo, label }: { photo: Photo; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return url === undefined ? null : <img src={url} alt={label} width="96" height="96" />;
}
