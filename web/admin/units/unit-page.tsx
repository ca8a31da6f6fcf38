import type { Unit } from '../../../domain/directory/documents.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { nameOf, t } from '../../shell/words.ts';
import { base, draft, setRow } from '../draft/draft.ts';
import { errorsOf } from '../parts/faults.tsx';
import { RowHead } from '../parts/row-head.tsx';
import { unitName } from '../parts/unit-field.tsx';
import { parentsFor } from './add-unit.tsx';
import { Boundary } from './boundary.tsx';
import { Replace } from './replace.tsx';
import { lineOf } from './tree.tsx';

/** One unit: its names, where it stands, whether it is in service, its boundary, and who depends on it. */
export function UnitPage({ unit }: { unit: Unit }) {
  const errors = errorsOf('units', unit.id);
  const set = (patch: Partial<Unit>) => setRow('units', unit.id, { ...unit, ...patch });
  return (
    <article class="stack">
      <RowHead kind="units" id={unit.id} name={nameOf(unit)} back={t('admin.units')} backTo="#/units" />
      <p class="faint small">{[...lineOf(unit).map(nameOf), t(`level.${unit.level}`)].join(' › ')}</p>
      <div class="pair">
        <TextField
          label={t('admin.name')}
          required
          maxLength={80}
          value={unit.name}
          error={errors('name')}
          onInput={(name) => set({ name })}
        />
        <TextField
          label={t('admin.nameEn')}
          maxLength={80}
          value={unit.nameEn ?? ''}
          error={errors('nameEn')}
          onInput={(text) => set({ nameEn: text || undefined })}
        />
      </div>
      <Place unit={unit} error={errors('parent') ?? errors('level')} />
      <Service unit={unit} />
      <Depending unit={unit} />
      <Boundary key={unit.id} unit={unit} error={errors('boundary')} />
    </article>
  );
}

/** A unit in force stays where it is, as its cases are filed there; one not applied yet can still be put elsewhere. */
function Place({ unit, error }: { unit: Unit; error: string | undefined }) {
  const inForce = base.value?.documents.units.find(({ id }) => id === unit.id);
  if (unit.level === 'district') return null;
  if (inForce && inForce.parent === unit.parent) return <Replace key={unit.id} unit={unit} />;
  return (
    <SelectField
      label={t('admin.parent')}
      empty={t('field.choose')}
      value={unit.parent ?? ''}
      options={parentsFor(unit.level)}
      error={error}
      onInput={(parent) => setRow('units', unit.id, { ...unit, parent: parent || undefined })}
    />
  );
}

function Service({ unit }: { unit: Unit }) {
  const set = (retired: true | undefined) => setRow('units', unit.id, { ...unit, retired });
  if (unit.level === 'district') return null;
  return (
    <section class="sheet stack-tight" aria-labelledby="service">
      <h2 id="service">{t(unit.retired ? 'admin.unit.retired' : 'admin.unit.inService')}</h2>
      <p class="small">{t('admin.unit.retire.why')}</p>
      <div>
        <button type="button" class={unit.retired ? '' : 'danger'} onClick={() => set(unit.retired ? undefined : true)}>
          {t(unit.retired ? 'admin.unit.restore' : 'admin.unit.retire')}
        </button>
      </div>
    </section>
  );
}

/** What else names this unit, so that nothing is forgotten when it goes or moves. */
function Depending({ unit: { id, level } }: { unit: Unit }) {
  const { units, officers, rosters, calendars, categories } = draft.value;
  const below = units.filter(({ parent, retired }) => parent === id && !retired);
  const people = officers.filter(({ posts }) => posts.some((post) => post.unit === id));
  const roster = rosters.find(({ unit }) => unit === id);
  const own = calendars.filter(({ unit }) => unit === id);
  const suggesting = categories.filter(({ departments = [] }) => departments.includes(id));
  return (
    <dl class="facts">
      <Fact term={t('admin.unit.below')} links={below.map((unit) => [`#/units/${unit.id}`, unitName(unit.id)])} />
      <Fact term={t('admin.unit.people')} links={people.map((one) => [`#/officers/${one.id}`, one.name || one.id])} />
      <Fact
        term={t('admin.unit.roster')}
        links={roster ? [[`#/rosters/${id}`, roster.duty.join(', ')]] : []}
        none={t('admin.unit.roster.none')}
      />
      <Fact
        term={t('admin.unit.calendar')}
        links={own.map((one) => [`#/calendars/${one.id}`, one.name || one.id])}
        none={t('admin.unit.calendar.none')}
      />
      {level === 'department' && (
        <Fact
          term={t('admin.unit.categories')}
          links={suggesting.map((one) => [`#/categories/${one.id}`, nameOf(one) || one.id])}
        />
      )}
    </dl>
  );
}

interface FactProps {
  term: string;
  links: readonly (readonly [to: string, words: string])[];
  none?: string;
}

const Fact = ({ term, links, none }: FactProps) => (
  <div>
    <dt>{term}</dt>
    <dd class="row">
      {links.length === 0 && <span class="faint">{none ?? t('admin.none')}</span>}
      {links.map(([to, words]) => (
        <a key={to} href={to}>
          {words}
        </a>
      ))}
    </dd>
  </div>
);
