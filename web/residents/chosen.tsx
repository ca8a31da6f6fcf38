import { nameOf, t } from '../shell/words.ts';
import { draft } from './draft.ts';
import { form } from './form.ts';

/** The kind of matter that was chosen, and the way to another. */
export function Chosen() {
  const category = form.value?.categories.find(({ id }) => id === draft.value.category);
  if (!category) return null;
  return (
    <p class="chosen">
      <strong>{nameOf(category)}</strong> <a href="#/">{t('residents.change')}</a>
    </p>
  );
}
