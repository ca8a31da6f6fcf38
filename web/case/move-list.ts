import type { Move } from '../../domain/case/moves.ts';
import type { WishKind } from '../../domain/case/wish.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { t } from '../shell/words.ts';

/** A move that can be made, as a button: one for each thing that can be ruled on. */
export interface Offer {
  move: Move;
  about?: WishKind;
}

/** The way of a case, in its order: what is done every day. The rest stands under "more". */
const DAILY: readonly Move[] = [
  'assign',
  'accept',
  'rule',
  'contribute',
  'resolve',
  'close',
  'dispatch',
  'message',
  'escalate',
  'return',
  'press',
];

/** What the reader can do now: the first is the main one. */
export function offersOf({ allowed, rulings }: Pick<CaseView, 'allowed' | 'rulings'>): {
  daily: Offer[];
  more: Offer[];
} {
  const daily = DAILY.filter((move) => allowed.includes(move));
  const offers = (move: Move): Offer[] => (move === 'rule' ? rulings.map((about) => ({ move, about })) : [{ move }]);
  return {
    daily: daily.flatMap(offers),
    more: allowed.filter((move) => !daily.includes(move)).flatMap(offers),
  };
}

export const offerText = ({ move, about }: Offer): string =>
  about === undefined ? t(`move.${move}`) : t('moves.about', { move: t(`move.${move}`), wish: t(`wish.${about}`) });

export const sameOffer = (a: Offer | undefined, b: Offer): boolean => a?.move === b.move && a.about === b.about;
