import { useState } from 'preact/hooks';
import type { Unit } from '../../../domain/directory/documents.ts';
import { WordsField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { draft, setRow } from '../draft/draft.ts';
import { BoundaryMap } from './map.tsx';
import { isRing, readRing, ringText } from './ring.ts';

/** The boundary of a unit on a small map, and as text that can be pasted over. */
export function Boundary({ unit, error }: { unit: Unit; error: string | undefined }) {
  const neighbours = draft.value.units.filter(({ level, retired }) => level === unit.level && !retired);
  return (
    <section class="stack-tight" aria-labelledby="boundary">
      <h2 id="boundary">{t('admin.boundary')}</h2>
      <div class="pair">
        <BoundaryMap unit={unit} neighbours={neighbours} />
        <RingText unit={unit} error={error} />
      </div>
    </section>
  );
}

function RingText({ unit, error }: { unit: Unit; error: string | undefined }) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const set = (boundary: Unit['boundary']) => setRow('units', unit.id, { ...unit, boundary });
  const text = typed ?? (unit.boundary ? ringText(unit.boundary) : '');
  const read = typed === undefined || typed.trim() === '' ? [] : readRing(typed);
  const wrong = isRing(read) ? error : t(`admin.ring.${read.fault}`, read.values);
  return (
    <div class="stack-tight">
      <WordsField
        label={t('admin.boundary.text')}
        hint={t('admin.boundary.hint')}
        rows={10}
        maxLength={60_000}
        value={text}
        error={wrong}
        onInput={(next) => {
          setTyped(next);
          if (next.trim() === '') return set(undefined);
          const ring = readRing(next);
          if (isRing(ring)) set(ring);
        }}
      />
      {typed !== undefined && isRing(read) && (
        <div>
          <button type="button" class="compact" onClick={() => setTyped(undefined)}>
            {t('admin.boundary.tidy')}
          </button>
        </div>
      )}
    </div>
  );
}
