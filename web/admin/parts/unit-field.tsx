import { nameOf, t } from '../../shell/words.ts';
import { draft, units } from '../draft/draft.ts';
import { ParsedField } from './parsed-field.tsx';

/** The name of a unit of the working copy, or its id if there is none such. */
export function unitName(id: string): string {
  const unit = units.value.get(id);
  return unit ? nameOf(unit) || id : id;
}

/** `凌云乡服务中心 (lingyun)`: a name alone may be that of several. */
const written = (id: string): string => (units.value.has(id) ? `${unitName(id)} (${id})` : id);

function readUnit(text: string): string | undefined {
  const id = /[（(]([a-z0-9-]+)[)）]\s*$/.exec(text)?.[1] ?? text.trim();
  if (id === '' || units.value.has(id)) return id;
  const named = draft.value.units.filter((unit) => unit.name === id || unit.nameEn === id);
  return named.length === 1 ? named[0]?.id : undefined;
}

interface Props {
  label: string;
  value: string;
  error?: string | undefined;
  onInput: (id: string) => void;
}

const LIST = 'units';

/** A unit, found by typing its name or id. `UnitNames` has to stand on the page. */
export const UnitField = (props: Props) => (
  <ParsedField {...props} list={LIST} write={written} read={readUnit} unread={t('admin.unit.unread')} />
);

/** What unit fields offer. */
export const UnitNames = () => (
  <datalist id={LIST}>
    {draft.value.units
      .filter(({ retired }) => !retired)
      .map(({ id }) => (
        <option key={id} value={written(id)} />
      ))}
  </datalist>
);
