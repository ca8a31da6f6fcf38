import { useMemo } from 'preact/hooks';
import { MOST_PHOTOS, type Photo } from '../shell/photo.ts';
import { t } from '../shell/words.ts';

interface Props {
  photos: readonly Photo[];
  error: string | undefined;
  add: (files: File[]) => void;
  remove: (digest: string) => void;
}

/** Takes photos with the camera or from the device, and shows them. */
export function PhotoPicker({ photos, error, add, remove }: Props) {
  return (
    <div class="field">
      <span class="label" id="photos-label">
        {t('field.photos')}
      </span>
      <ul class="photos">
        {photos.map((photo, index) => (
          <Thumbnail key={photo.digest} photo={photo} number={index + 1} remove={() => remove(photo.digest)} />
        ))}
        {photos.length < MOST_PHOTOS && (
          <li>
            <label class="add-photo">
              <span aria-hidden="true">＋</span>
              <span>{t('handheld.addPhoto')}</span>
              <input
                type="file"
                class="visually-hidden"
                accept="image/*"
                capture="environment"
                multiple
                aria-describedby="photos-label"
                onInput={({ currentTarget }) => {
                  add([...(currentTarget.files ?? [])]);
                  currentTarget.value = '';
                }}
              />
            </label>
          </li>
        )}
      </ul>
      {error && (
        <span class="error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

function Thumbnail({ photo, number, remove }: { photo: Photo; number: number; remove: () => void }) {
  const url = useMemo(() => URL.createObjectURL(photo.blob), [photo.blob]);
  return (
    <li>
      <img src={url} alt={t('handheld.photo', { number })} />
      <button type="button" aria-label={t('handheld.removePhoto', { number })} onClick={remove}>
        ×
      </button>
    </li>
  );
}
