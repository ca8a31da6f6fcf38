import { nameOf, t } from '../shell/words.ts';
import { draft } from './draft.ts';
import { form } from './form.ts';

/** The kind of matter that was chosen; with the way to another where it can be changed. */
export function Chosen({ change = false }: { change?: boolean }) {
  const category = form.value?.categories.find(({ id }) => id === draft.value.category);
  if (!category) return null;
  return (
    <p class="chosen">
      <strong>{nameOf(category)}</strong> {change && <a href="#/">{t('residents.change')}</a>}
    </p>
  );
}
