import { useSignal } from '@preact/signals';
import { WordsField } from '../parts/field.tsx';
import { PhotoPicker } from '../parts/photo-picker.tsx';
import { MOST_WORDS } from '../shell/intake.ts';
import { MOST_PHOTOS } from '../shell/photo.ts';
import { go } from '../shell/route.ts';
import { t } from '../shell/words.ts';
import { Chosen } from './chosen.tsx';
import { change, draft, photos, setPhotos } from './draft.ts';
import { Step } from './step.tsx';
import { toFault } from './to-fault.ts';

/** What has happened, in words and pictures. */
export function Tell() {
  const isMissing = useSignal(false);
  const next = (event: Event): void => {
    event.preventDefault();
    isMissing.value = draft.value.words.trim() === '';
    if (isMissing.value) toFault(event);
    else go('/where');
  };
  return (
    <form onSubmit={next} class="stack" noValidate>
      <div>
        <h1>{t('residents.tell')}</h1>
        <Step number={2} />
        <Chosen change />
        {draft.value.reopens && <p class="notice">{t('residents.takeUp.note')}</p>}
      </div>
      <WordsField
        label={t('residents.words')}
        hint={t('residents.words.hint')}
        error={isMissing.value && draft.value.words.trim() === '' ? t('residents.words.missing') : undefined}
        value={draft.value.words}
        rows={6}
        required
        maxLength={MOST_WORDS}
        onInput={(words) => change({ words })}
      />
      <PhotoPicker
        label={t('residents.photos')}
        hint={t('residents.photos.hint', { most: MOST_PHOTOS })}
        photos={() => photos.value}
        onInput={setPhotos}
      />
      <div class="row spread ways">
        <a class="button" href="#/">
          {t('page.back')}
        </a>
        <button type="submit" class="main">
          {t('residents.next')}
        </button>
      </div>
    </form>
  );
}
