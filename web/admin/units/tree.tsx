import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Unit } from '../../../domain/directory/documents.ts';
import { TextField } from '../../parts/field.tsx';
import { nameOf, t } from '../../shell/words.ts';
import { draft, units } from '../draft/draft.ts';
import { RowMarks } from '../parts/row-head.tsx';

const search = signal('');
/** What is unfolded: units by id, the departments by their level. */
const open = signal<ReadonlySet<string>>(new Set());
const MOST_FOUND = 100;

/** The tree of units, or those that the search finds, with the way to each. */
export function UnitTree({ current }: { current: string | undefined }) {
  const wanted = search.value.trim().toLowerCase();
  return (
    <div class="stack-tight">
      <TextField
        type="search"
        label={t('admin.search')}
        value={search.value}
        onInput={(text) => {
          search.value = text;
        }}
      />
      <nav class="tree" aria-label={t('admin.units')}>
        {wanted === '' ? <Branches current={current} /> : <Found wanted={wanted} current={current} />}
      </nav>
    </div>
  );
}

function Found({ wanted, current }: { wanted: string; current: string | undefined }) {
  const found = draft.value.units.filter(({ id, name, nameEn = '' }) =>
    `${id} ${name} ${nameEn}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <p class="faint small" role="status">
        {t('admin.found', { count: found.length })}
      </p>
      <ul>
        {found.slice(0, MOST_FOUND).map((unit) => (
          <li key={unit.id}>
            <Name unit={unit} current={current} />
            <span class="faint small">{lineOf(unit).map(nameOf).join(' › ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The units above one, the highest first. */
export function lineOf({ id, parent }: Unit): Unit[] {
  const line: Unit[] = [];
  for (
    let at = units.value.get(parent ?? '');
    at && at.id !== id && !line.includes(at);
    at = units.value.get(at.parent ?? '')
  )
    line.unshift(at);
  return line;
}

type Children = ReadonlyMap<string | undefined, readonly Unit[]>;

function Branches({ current }: { current: string | undefined }) {
  const children = new Map<string | undefined, Unit[]>();
  for (const unit of draft.value.units) {
    // A unit whose parent is not there stands at the root, for somebody to see and mend it.
    const parent = unit.parent !== undefined && units.value.has(unit.parent) ? unit.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const self = current === undefined ? undefined : units.value.get(current);
  const shown = new Set(self ? lineOf(self).map(({ id }) => id) : []);
  const roots = children.get(undefined) ?? [];
  return (
    <ul>
      {roots.map((root) => (
        <li key={root.id}>
          <Name unit={root} current={current} />
          <Below units={children.get(root.id) ?? []} branches={children} shown={shown} current={current} />
        </li>
      ))}
    </ul>
  );
}

interface BelowProps {
  units: readonly Unit[];
  branches: Children;
  shown: ReadonlySet<string>;
  current: string | undefined;
}

/** Units of one parent; departments come last, together in one fold. */
function Below({ units: own, branches, shown, current }: BelowProps) {
  const departments = own.filter(({ level }) => level === 'department');
  return (
    <ul>
      {own
        .filter(({ level }) => level !== 'department')
        .map((unit) => (
          <Branch key={unit.id} unit={unit} branches={branches} shown={shown} current={current} />
        ))}
      {departments.length > 0 && (
        <Fold
          id="department"
          isOpen={departments.some(({ id }) => id === current)}
          count={departments.length}
          label={t('admin.units.departments')}
          head={<span>{t('admin.units.departments')}</span>}
        >
          <ul>
            {departments.map((unit) => (
              <li key={unit.id}>
                <Name unit={unit} current={current} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </ul>
  );
}

function Branch({ unit, branches, shown, current }: Omit<BelowProps, 'units'> & { unit: Unit }) {
  const below = branches.get(unit.id) ?? [];
  const name = <Name unit={unit} current={current} />;
  if (below.length === 0) return <li>{name}</li>;
  return (
    <Fold id={unit.id} isOpen={shown.has(unit.id)} count={below.length} label={nameOf(unit)} head={name}>
      <Below units={below} branches={branches} shown={shown} current={current} />
    </Fold>
  );
}

interface FoldProps {
  id: string;
  /** Unfolded whatever was chosen, as the unit that is shown lies below. */
  isOpen: boolean;
  count: number;
  label: string;
  head: ComponentChildren;
  children: ComponentChildren;
}

function Fold({ id, isOpen, count, label, head, children }: FoldProps) {
  const unfolded = isOpen || open.value.has(id);
  const toggle = () => {
    const next = new Set(open.value);
    if (unfolded) next.delete(id);
    else next.add(id);
    open.value = next;
  };
  return (
    <li>
      <button type="button" class="fold" aria-expanded={unfolded} disabled={isOpen} onClick={toggle}>
        <span aria-hidden="true">{unfolded ? '▾' : '▸'}</span>
        <span class="visually-hidden">{t('admin.units.below', { name: label, count })}</span>
      </button>
      {head} <span class="faint small number">{count}</span>
      {unfolded && children}
    </li>
  );
}

const Name = ({ unit, current }: { unit: Unit; current: string | undefined }) => (
  <>
    <a
      href={`#/units/${unit.id}`}
      class={unit.retired ? 'retired' : undefined}
      aria-current={unit.id === current ? 'page' : undefined}
    >
      {nameOf(unit) || unit.id}
    </a>
    {unit.retired && <span class="tag">{t('admin.retired')}</span>}
    <RowMarks kind="units" id={unit.id} />
  </>
);
