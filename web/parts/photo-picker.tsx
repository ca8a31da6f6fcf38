import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { MOST_PHOTOS, makePhoto, NotAPicture, type Photo } from '../shell/photo.ts';
import { t } from '../shell/words.ts';

interface Props {
  label: string;
  hint?: string;
  /** Whether the camera is opened at once, where there is one. */
  capture?: boolean;
  /** Those that are chosen, as they stand now: some may come while another is made. */
  photos: () => readonly Photo[];
  onInput: (photos: Photo[]) => void;
}

/** Up to six photos, made anew on this device before anything is sent. */
export function PhotoPicker({ label, hint, capture = false, photos, onInput }: Props) {
  const refused = useSignal<readonly string[]>([]);
  const isBusy = useSignal(false);
  const take = async (files: readonly File[]): Promise<void> => {
    isBusy.value = true;
    refused.value = [];
    try {
      // One after the other: a telephone has memory for one large picture, not for six.
      for (const file of files) {
        if (photos().length >= MOST_PHOTOS) break;
        const photo = await made(file);
        if (!photo) refused.value = [...refused.value, file.name];
        else if (!photos().some(({ digest }) => digest === photo.digest)) onInput([...photos(), photo]);
      }
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <fieldset class="picker">
      <legend>{label}</legend>
      {hint && <p class="faint small">{hint}</p>}
      <ul>
        {photos().map((photo, index) => (
          <li key={photo.digest}>
            <Thumbnail blob={photo.blob} label={t('field.photos.one', { number: index + 1 })} />
            <button
              type="button"
              aria-label={t('field.photos.remove', { number: index + 1 })}
              onClick={() => onInput(photos().filter((own) => own !== photo))}
            >
              ×
            </button>
          </li>
        ))}
        {photos().length < MOST_PHOTOS && (
          <li>
            <label class="button add">
              {t('field.photos.add')}
              <input
                type="file"
                class="visually-hidden"
                accept="image/*"
                capture={capture ? 'environment' : undefined}
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
      <div role="status">{isBusy.value && <p>{t('field.photos.busy')}</p>}</div>
      {refused.value.map((name) => (
        <p key={name} class="error" role="alert">
          {t('field.photos.refused', { name })}
        </p>
      ))}
    </fieldset>
  );
}

/** The photo of a file; undefined if it is none. */
async function made(file: File): Promise<Photo | undefined> {
  try {
    return await makePhoto(file);
  } catch (fault) {
    if (!(fault instanceof NotAPicture)) throw fault;
    console.warn(`${file.name} is no photo`, fault);
    return undefined;
  }
}

/** A photo, small. */
export function Thumbnail({ blob, label }: { blob: Blob; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const own = URL.createObjectURL(blob);
    setUrl(own);
    return () => URL.revokeObjectURL(own);
  }, [blob]);
  return url === undefined ? null : <img class="thumbnail" src={url} alt={label} width="96" height="96" />;
}
