import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { SelectField, TextField, Tick, WordsField } from '../parts/field.tsx';
import { PhotoPicker } from '../parts/photo-picker.tsx';
import { MOST_WORDS } from '../shell/intake.ts';
import type { Photo } from '../shell/photo.ts';
import { go } from '../shell/route.ts';
import { workingPosts } from '../shell/session.ts';
import { nameOf, t } from '../shell/words.ts';
import { CategoryChoice, remember } from './category-choice.tsx';
import { draft, putForm } from './letters.ts';
import { type Draft, EMPTY, lettersOf } from './matter.ts';
import { me } from './mine.ts';
import { find, fix, gridOf, gridsOf, isWithin } from './place.ts';
import { sendNow } from './post.ts';
import { WhereField } from './where-field.tsx';

/** Takes a matter in: category, words, photos, place; then accepted, or done on the spot. Needs no network. */
export function TakeIn() {
  const form = useSignal<Draft>(EMPTY);
  const spot = useSignal(false);
  const busy = useSignal(false);
  const faults = useSignal<Partial<Record<keyof Draft, string>>>({});
  const set = (changes: Partial<Draft>): void => {
    form.value = { ...form.value, ...changes };
    const { photos, ...words } = form.value;
    const kept = [draft.put('words', words), ...(changes.photos ? [draft.put('photos', photos)] : [])];
    Promise.all(kept).catch(notKept);
  };
  const notKept = (fault: unknown): void => {
    console.warn('the form could not be kept on this device', fault);
    faults.value = { words: t('handheld.notKept') };
  };

  useEffect(() => {
    void find();
    // What is in the store was put there by this form.
    void Promise.all([draft.words(), draft.photos()]).then(([words, photos]) => {
      const kept = words as Omit<Draft, 'photos'> | undefined;
      form.value = { ...EMPTY, ...kept, photos: (photos as Photo[] | undefined) ?? [] };
    });
  }, [form]);

  const units = workingPosts(me.value).map(({ unit }) => unit);
  const grids = gridsOf(units);
  const here = fix.value.state === 'found' ? gridOf(fix.value.place) : undefined;
  const isOurs = here !== undefined && isWithin(here.id, units);
  const grid = form.value.grid || (isOurs ? here.id : '') || grids[0]?.id || '';

  const finish = async (record: boolean): Promise<void> => {
    const { category, words, result } = form.value;
    faults.value = {
      ...(!category && { category: t('handheld.needs.category') }),
      ...(!words.trim() && { words: t('handheld.needs.words') }),
      ...(record && !result.trim() && { result: t('handheld.needs.result') }),
    };
    if (Object.keys(faults.value).length > 0) {
      document.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    if (busy.value) return;
    busy.value = true;
    try {
      await putForm(await lettersOf(form.value, grid, record), form.value.photos);
    } catch (fault) {
      notKept(fault);
      return;
    } finally {
      busy.value = false;
    }
    remember(category);
    sendNow();
    go('/outbox');
  };

  return (
    <form class="stack take-in" onSubmit={(event) => event.preventDefault()}>
      <h1>{t('handheld.takeIn')}</h1>
      <CategoryChoice
        value={form.value.category}
        error={faults.value.category}
        choose={(category) => set({ category })}
      />
      <WordsField
        label={t('field.words')}
        value={form.value.words}
        error={faults.value.words}
        rows={3}
        maxLength={MOST_WORDS}
        onInput={(words) => set({ words })}
      />
      <PhotoPicker
        label={t('field.photos')}
        capture
        photos={() => form.value.photos}
        onInput={(photos) => set({ photos })}
      />
      <WhereField here={here?.id} isOurs={isOurs} />
      <SelectField
        label={t('handheld.grid')}
        value={grid}
        options={grids.map((unit) => ({ value: unit.id, label: nameOf(unit) }))}
        onInput={(chosen) => set({ grid: chosen })}
      />
      <TextField
        label={t('field.address')}
        value={form.value.address}
        maxLength={200}
        onInput={(address) => set({ address })}
      />
      <div class="row">
        <Tick label={t('handheld.emergency')} on={form.value.emergency} onInput={(emergency) => set({ emergency })} />
        <Tick label={t('handheld.resident')} on={form.value.resident} onInput={(resident) => set({ resident })} />
      </div>
      {spot.value && (
        <WordsField
          label={t('handheld.result')}
          value={form.value.result}
          error={faults.value.result}
          rows={2}
          onInput={(result) => set({ result })}
        />
      )}
      <div class="actions">
        {spot.value ? (
          <>
            <button type="button" class="main" aria-disabled={busy.value} onClick={() => finish(true)}>
              {t('handheld.recordNow')}
            </button>
            <button
              type="button"
              onClick={() => {
                spot.value = false;
              }}
            >
              {t('page.cancel')}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="main" aria-disabled={busy.value} onClick={() => finish(false)}>
              {t('handheld.accept')}
            </button>
            <button
              type="button"
              onClick={() => {
                spot.value = true;
              }}
            >
              {t('handheld.record')}
            </button>
          </>
        )}
      </div>
    </form>
  );
}
