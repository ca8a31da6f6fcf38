import type { Subject, What, WhatOf } from '../../../domain/review/event.ts';
import { unitName } from '../../shell/directory.ts';
import { moment, t } from '../../shell/words.ts';

/** A unit, or an officer in it. */
export const subjectText = ({ unit, officer }: Subject): string =>
  officer === undefined ? unitName(unit) : `${officer} · ${unitName(unit)}`;

/** Every event of a review in words. One that is new does not compile until it has some. */
const WORDS: { [T in What['type']]: (what: WhatOf<T>) => string } = {
  opened: ({ consequence }) => t('review.event.opened', { consequence: t(`review.consequence.${consequence}`) }),
  proposed: ({ since }) => t('review.event.proposed', { since: moment(since) }),
  'taken-up': ({ consequence }) => t('review.event.taken-up', { consequence: t(`review.consequence.${consequence}`) }),
  'set-aside': () => t('review.event.set-aside'),
  stated: ({ unit }) => t('review.event.stated', { unit: unitName(unit) }),
  'statements-ended': ({ because }) => t(`review.event.statements-ended.${because}`),
  found: ({ about, responsible }) =>
    t('review.event.found', { subject: subjectText(about), responsible: t(`review.responsible.${responsible}`) }),
  'findings-ended': () => t('review.event.findings-ended'),
  decided: () => t('review.event.decided'),
  appealed: ({ about }) => t('review.event.appealed', { subject: subjectText(about) }),
  'appeals-ended': ({ because }) => t(`review.event.appeals-ended.${because}`),
  ruled: ({ changes }) => t('review.event.ruled', { count: changes.length }),
  withdrawn: () => t('review.event.withdrawn'),
  rung: ({ rung, stage }) => t(`review.event.rung.${rung}`, { stage: t(`review.stage.${stage}`) }),
  rescheduled: ({ clock }) => t('review.event.rescheduled', { due: moment(clock.dueAt) }),
  notified: ({ unit }) => t('review.event.notified', { unit: unitName(unit) }),
  restarted: ({ restart }) => t('review.event.restarted', { restart }),
};

export const reviewEventText = <T extends What['type']>(what: WhatOf<T> & { type: T }): string =>
  WORDS[what.type](what);
