import { Thumbnail } from '../parts/photo-picker.tsx';
import { t } from '../shell/words.ts';
import { tryAgain, type Upload, uploads } from './uploads.ts';

/** The photos of a report that are on their way from this device. Renders nothing if there are none. */
export function UploadList({ id }: { id: string }) {
  const own = uploads.value.filter((upload) => upload.id === id);
  if (own.length === 0) return null;
  const failed = countOf(own, 'failed');
  return (
    <section aria-labelledby="uploads" class="uploads">
      <h2 id="uploads">{t('residents.uploads')}</h2>
      <Standing own={own} />
      {failed > 0 && (
        <div class="notice bad stack-tight" role="alert">
          <p>{t('residents.uploads.failed', { count: failed })}</p>
          <button type="button" onClick={() => tryAgain(id)}>
            {t('residents.uploads.again')}
          </button>
        </div>
      )}
      <ul>
        {own.map((upload, index) => (
          <li key={upload.photo.digest}>
            <Thumbnail blob={upload.photo.blob} label={t('field.photos.one', { number: index + 1 })} />
            <span class="small">{t(`residents.upload.${upload.state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standing({ own }: { own: readonly Upload[] }) {
  const sent = countOf(own, 'sent');
  const isGoing = countOf(own, 'waiting') + countOf(own, 'sending') > 0;
  const count = { sent, of: own.length };
  return (
    <>
      <p role="status">
        {t(sent === own.length ? 'residents.uploads.done' : 'residents.uploads.some', count)}
        {isGoing && ` ${t('residents.uploads.stay')}`}
      </p>
      <progress max={own.length} value={sent} aria-labelledby="uploads" />
    </>
  );
}

const countOf = (own: readonly Upload[], state: Upload['state']): number =>
  own.filter((upload) => upload.state === state).length;
