import type { WishKind, WishOf } from '../../domain/case/wish.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';
import { limitText } from './amounts.ts';
import { type People, whoText } from './who.ts';

const WORDS: { [K in WishKind]: (wish: WishOf<K>, people: People) => string } = {
  pause: ({ until, reason }) => t('wish.of.pause', { until: moment(until), reason: t(`pauseReason.${reason}`) }),
  extension: ({ limit }) => t('wish.of.extension', { limit: limitText(limit) }),
  recategorise: ({ category }) => t('wish.of.recategorise', { category: categoryName(category) }),
  transfer: ({ to }) => t('wish.of.transfer', { unit: unitName(to) }),
  placement: ({ back }) => t('wish.of.placement', { unit: unitName(back) }),
  lead: () => t('wish.of.lead'),
  'first-contact': ({ officer, unit, role }, people) =>
    t('wish.of.first-contact', { who: whoText({ officer, unit, role }, people) }),
  reopening: () => t('wish.of.reopening'),
};

/** What is asked for, in words. */
export const wishText = <K extends WishKind>(wish: WishOf<K> & { kind: K }, people: People): string =>
  WORDS[wish.kind](wish, people);
