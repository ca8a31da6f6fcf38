import { useRef } from 'preact/hooks';
import type { ListedPhoto } from '../../functions/shell/photo-messages.ts';
import type { Problem } from '../shell/api.ts';
import { instantNow } from '../shell/clock.ts';
import { t } from '../shell/words.ts';
import { ProblemNotice } from './problem.tsx';

interface Props {
  photos: readonly ListedPhoto[];
  problem: Problem | undefined;
  /** When a photo came, in words. */
  dated: (photo: ListedPhoto) => string;
  /** Reads them again. */
  read: () => void;
}

/** Photos that were sent, small; each opens large. What was refused says why. Renders nothing if there are none. */
export function ShownPhotos({ photos, problem, dated, read }: Props) {
  if (photos.length === 0 && !problem) return null;
  const isOver = photos.some(({ expiresAt }) => expiresAt !== null && expiresAt < instantNow());
  const isAwaited = photos.some(({ state }) => state === 'waiting');
  return (
    <section aria-labelledby="photos-title" class="stack-tight">
      <h3 id="photos-title">{t('photos.title')}</h3>
      <ProblemNotice problem={problem} />
      <ul class="photos">
        {photos.map((photo, index) => (
          <li key={photo.digest}>
            <One photo={photo} number={index + 1} when={dated(photo)} />
          </li>
        ))}
      </ul>
      {(isOver || isAwaited) && (
        <button type="button" onClick={read}>
          {t(isOver ? 'photos.again' : 'page.again')}
        </button>
      )}
    </section>
  );
}

function One({ photo, number, when }: { photo: ListedPhoto; number: number; when: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { url, thumbnail, fault } = photo;
  if (fault !== null)
    return <span class="small">{t('photos.refused', { number, why: t(`photos.fault.${fault}`) })}</span>;
  if (url === null) return <span class="faint small">{t('photos.awaited', { number })}</span>;
  const alt = t('photos.alt', { number, when });
  return (
    <>
      <button
        type="button"
        class="thumb"
        aria-label={t('photos.open', { number })}
        onClick={() => dialog.current?.showModal()}
      >
        <img src={thumbnail ?? url} alt={alt} loading="lazy" />
      </button>
      <dialog ref={dialog} class="photo" aria-label={alt}>
        <img src={url} alt={alt} loading="lazy" />
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('page.close')}
        </button>
      </dialog>
    </>
  );
}
