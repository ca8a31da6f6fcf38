import { batch } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Unit } from '../../../domain/directory/documents.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { go } from '../../shell/route.ts';
import { t } from '../../shell/words.ts';
import { draft, setRow, units } from '../draft/draft.ts';
import { unitName } from '../parts/unit-field.tsx';
import { parentsFor } from './add-unit.tsx';

/**
 * Open cases are filed under where their unit stands, so one in force never moves: another is added in its stead, with its
 * names, boundary, people and telephones, and the old one ends its cases and takes no new ones.
 */
export function Replace({ unit }: { unit: Unit }) {
  const [isOpen, setOpen] = useState(false);
  const below = draft.value.units.some(({ parent, retired }) => parent === unit.id && !retired);
  return (
    <section class="sheet stack-tight" aria-labelledby="place">
      <h2 id="place">{t('admin.unit.place', { parent: unitName(unit.parent ?? '') })}</h2>
      <p class="small">{t(below ? 'admin.unit.place.below' : 'admin.unit.place.why')}</p>
      {!below && !unit.retired && !isOpen && (
        <div>
          <button type="button" onClick={() => setOpen(true)}>
            {t('admin.unit.replace')}
          </button>
        </div>
      )}
      {isOpen && <Elsewhere unit={unit} close={() => setOpen(false)} />}
    </section>
  );
}

function Elsewhere({ unit, close }: { unit: Unit; close: () => void }) {
  const parents = parentsFor(unit.level).filter(({ value }) => value !== unit.parent);
  const [parent, setParent] = useState('');
  const [id, setId] = useState('');
  const [told, setTold] = useState(false);
  const isKey = /^[a-z0-9][a-z0-9-]{0,47}$/.test(id);
  const wrongId = isKey ? units.value.has(id) && t('admin.id.taken') : t('admin.fault.key');
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (wrongId || parent === '') return;
        replaceBy(unit, id, parent);
        go(`/units/${id}`);
      }}
    >
      <SelectField
        label={t('admin.unit.replace.parent')}
        empty={t('field.choose')}
        value={parent}
        options={parents}
        error={told && parent === '' ? t('field.needed') : undefined}
        onInput={setParent}
      />
      <TextField
        label={t('admin.unit.replace.id')}
        hint={t('admin.id.hint.unit')}
        maxLength={48}
        autocomplete="off"
        value={id}
        error={(told && wrongId) || undefined}
        onInput={setId}
      />
      <div class="row">
        <button type="submit" class="main">
          {t('admin.unit.replace.do')}
        </button>
        <button type="button" onClick={close}>
          {t('page.cancel')}
        </button>
      </div>
    </form>
  );
}

/** People keep their posts in the old unit besides, to end what it holds. */
function replaceBy(unit: Unit, id: string, parent: string): void {
  const { officers, rosters, categories } = draft.value;
  batch(() => {
    setRow('units', id, { ...unit, id, parent });
    setRow('units', unit.id, { ...unit, retired: true });
    for (const officer of officers) {
      const own = officer.posts.filter((post) => post.unit === unit.id);
      const posts = [...officer.posts, ...own.map(({ role }) => ({ unit: id, role }))];
      if (own.length > 0) setRow('officers', officer.id, { ...officer, posts });
    }
    const roster = rosters.find((one) => one.unit === unit.id);
    if (roster) setRow('rosters', id, { ...roster, unit: id });
    for (const category of categories.filter(({ departments = [] }) => departments.includes(unit.id))) {
      const departments = (category.departments ?? []).map((one) => (one === unit.id ? id : one));
      setRow('categories', category.id, { ...category, departments });
    }
  });
}
