import type { WishKind } from '../../../domain/case/wish.ts';
import { openPartsOf, stageOf, unitOption } from '../form-options.ts';
import type { CaseSignal } from '../forms.ts';
import { choice } from './choice.tsx';
import type { LiveField } from './live.ts';
import { optionalUnitField, unitField, unitsOf } from './unit.tsx';

/** What is ruled on, which the form is opened for. */
export const fixed = <T,>(value: T): LiveField<T> => ({ entered: () => ({ value }), draw: () => null });

const LEVELS = ['grid', 'village', 'township', 'district', 'department'] as const;

const NAMED: { [K in WishKind]?: (view: CaseSignal) => LiveField<string | undefined> } = {
  placement: (view) =>
    unitField({ label: 'moves.field.placement', units: () => unitsOf(...LEVELS), first: backOf(view) }),
  lead: (view) => choice({ label: 'moves.field.namedLead', options: () => leadsOf(view) }),
  reopening: () =>
    optionalUnitField({
      label: 'moves.field.reopenedBy',
      units: () => unitsOf(...LEVELS),
      none: 'moves.field.reopenedBy.same',
    }),
};

/** The unit that a ruling names, where it grants something that needs one. */
export function rulingUnit(view: CaseSignal, wish: WishKind, isGranted: () => boolean): LiveField<string | undefined> {
  const named = NAMED[wish]?.(view);
  if (!named) return fixed(undefined);
  return {
    entered: () => (isGranted() ? named.entered() : { value: undefined }),
    draw: (error) => (isGranted() ? named.draw(error) : null),
  };
}

function backOf(view: CaseSignal): string | undefined {
  const asked = view.value.requests.find(({ wish }) => wish.kind === 'placement')?.wish;
  return asked?.kind === 'placement' ? asked.back : undefined;
}

const leadsOf = ({ value }: CaseSignal) =>
  [stageOf(value)?.unit ?? '', ...openPartsOf(value).map(({ unit }) => unit)].map(unitOption);
