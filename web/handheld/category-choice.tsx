import { useSignal } from '@preact/signals';
import { places } from '../shell/directory.ts';
import { nameOf, t } from '../shell/words.ts';

const RECENT = 'gridlight-recent-categories';
const MOST = 5;

/** The categories used last on this device, the newest first. */
const recent = (): string[] => (localStorage.getItem(RECENT) ?? '').split(' ').filter(Boolean);
export const remember = (id: string): void =>
  localStorage.setItem(RECENT, [id, ...recent().filter((other) => other !== id)].slice(0, MOST).join(' '));

interface Props {
  value: string;
  error: string | undefined;
  choose: (id: string) => void;
}

/** The categories in use as large buttons: first those used last, the others when asked for. */
export function CategoryChoice({ value, error, choose }: Props) {
  const whole = useSignal(false);
  const all = [...places.value.categories.values()].filter(({ retired }) => !retired);
  const near = all.filter(({ id }) => id === value || recent().includes(id));
  const isWhole = whole.value || near.length === 0 || near.length === all.length;
  return (
    <fieldset class="field">
      <legend>{t('field.category')}</legend>
      <div class="categories">
        {(isWhole ? all : near).map((category) => (
          <label key={category.id} class={value === category.id ? 'chip chosen' : 'chip'}>
            <input
              type="radio"
              name="category"
              class="visually-hidden"
              aria-invalid={error ? 'true' : undefined}
              checked={value === category.id}
              onInput={() => choose(category.id)}
            />
            {nameOf(category)}
          </label>
        ))}
        {!isWhole && (
          <button
            type="button"
            class="chip plain"
            onClick={() => {
              whole.value = true;
            }}
          >
            {t('handheld.allCategories')}
          </button>
        )}
      </div>
      {error && <span class="error">{error}</span>}
    </fieldset>
  );
}
