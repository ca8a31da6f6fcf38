import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CaseView } from '../../functions/shell/case-view.ts';
import type { PhotoList } from '../../functions/shell/photo-messages.ts';
import { ProblemNotice } from '../parts/problem.tsx';
import { get, type Problem } from '../shell/api.ts';
import { instantNow } from '../shell/clock.ts';
import { online } from '../shell/online.ts';
import { moment, t } from '../shell/words.ts';

type Photo = PhotoList['photos'][number];

/**
 * The photos that belong to a case, small; each opens large. Asked for once, and again when the history has grown or the
 * network has come back.
 */
export function Photos({ view }: { view: CaseView }) {
  const photos = useSignal<readonly Photo[]>([]);
  const problem = useSignal<Problem | undefined>(undefined);
  const read = async (): Promise<void> => {
    const answer = await get<PhotoList>(`/cases/${view.id}/photos`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) photos.value = answer.value.photos;
  };
  const dated = (photo: Photo): string =>
    moment(view.history.find(({ seq }) => seq === photo.event)?.at ?? view.openedAt);
  useEffect(() => {
    if (online.value) void read();
  }, [view.id, view.version, online.value]);
  if (photos.value.length === 0 && !problem.value) return null;
  const isOver = photos.value.some(({ expiresAt }) => expiresAt !== null && expiresAt < instantNow());
  const isAwaited = photos.value.some(({ url }) => url === null);
  return (
    <section aria-labelledby="photos-title" class="stack-tight">
      <h3 id="photos-title">{t('photos.title')}</h3>
      <ProblemNotice problem={problem.value} />
      <ul class="photos">
        {photos.value.map((photo, index) => (
          <li key={photo.digest}>
            {photo.url === null ? (
              <span class="faint small">{t('photos.awaited', { number: index + 1 })}</span>
            ) : (
              <Thumb
                url={photo.url}
                number={index + 1}
                alt={t('photos.alt', { number: index + 1, when: dated(photo) })}
              />
            )}
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

function Thumb({ url, number, alt }: { url: string; number: number; alt: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        class="thumb"
        aria-label={t('photos.open', { number })}
        onClick={() => dialog.current?.showModal()}
      >
        <img src={url} alt={alt} loading="lazy" />
      </button>
      <dialog ref={dialog} class="photo" aria-label={alt}>
        <img src={url} alt={alt} />
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('page.close')}
        </button>
      </dialog>
    </>
  );
}
