import type { Fault } from '../../../domain/directory/fault.ts';
import { t } from '../../shell/words.ts';
import { faults, rowOf } from '../draft/draft.ts';
import { faultText } from '../parts/faults.tsx';
import { rowName } from './line-words.ts';
import { pathText } from './path-words.ts';

/** Everything that stands against applying, each leading to where it is mended. */
export function FaultList() {
  const found = faults.value ?? [];
  if (found.length === 0) return null;
  return (
    <section class="notice bad stack-tight" aria-labelledby="faults">
      <h2 id="faults">{t('admin.faults', { count: found.length })}</h2>
      <ul class="faults">
        {found.map((fault) => (
          <li key={`${fault.kind} ${fault.row} ${fault.path} ${fault.message}`}>
            <a href={wayTo(fault)}>{placeOf(fault)}</a>: {faultText(fault)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const wayTo = ({ kind, id, path }: Fault): string =>
  id === '' ? `#/${kind}` : `#/${kind}/${id}?field=${encodeURIComponent(path)}`;

function placeOf({ kind, id, path }: Fault): string {
  const row = id === '' ? '' : ` · ${rowName(kind, id, rowOf(kind, id))}`;
  return `${t(`admin.${kind}`)}${row}${path === '' ? '' : ` · ${pathText(path)}`}`;
}
