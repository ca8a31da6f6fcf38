import type { Case } from '../case/case.ts';
import { currentStage } from '../case/case.ts';
import type { Recipient } from '../case/event.ts';
import type { Urgency } from '../line/letter.ts';
import type { News, NewsFor, Notice } from './notice.ts';

type When = 'at-once' | 'in-hours' | 'as-the-limit-counts';

/**
 * Who is told of what; when: at once, in the receiver's working hours, or in those only if the limit counts them; and how:
 * `urgent` is to be acknowledged, `digest` may be gathered with other news.
 */
export const NEWS: Record<News, { to: readonly Recipient[]; when: When; urgency: Urgency }> = {
  'handed-over': { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  helping: { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  'to-check': { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  yellow: { to: ['duty'], when: 'in-hours', urgency: 'prompt' },
  red: { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  'case-red': { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  reminder: { to: ['duty', 'leader'], when: 'as-the-limit-counts', urgency: 'prompt' },
  asked: { to: ['duty'], when: 'in-hours', urgency: 'prompt' },
  ruled: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  resumed: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  pressed: { to: ['duty', 'leader'], when: 'at-once', urgency: 'prompt' },
  emergency: { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  dissatisfied: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  messaged: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  /** To who held it or helped, when others have ended that. */
  ended: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  /** To the first contact, who is told of every move. */
  moved: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
};

export const HAND_OVERS: ReadonlySet<News> = new Set(['handed-over', 'to-check']);

/** How it is sent. An emergency is urgent for whoever it is handed to. */
export const urgencyOf = ({ news }: Pick<Notice, 'news'>, kase: Case): Urgency =>
  kase.emergency && (HAND_OVERS.has(news) || news === 'helping') ? 'urgent' : NEWS[news].urgency;

/** Of a helping department the leader is told of red, once; reminders go to whoever is on duty. */
export const recipientsOf = ({ news, unit }: NewsFor, kase: Case): readonly Recipient[] =>
  news === 'reminder' && unit !== currentStage(kase).unit ? ['duty'] : NEWS[news].to;

export const LIGHTS: ReadonlySet<News> = new Set(['yellow', 'red', 'case-red', 'reminder']);

export const isLight = ({ news }: Notice): boolean => LIGHTS.has(news);

export const REPEATED: ReadonlySet<News> = new Set(['moved', 'pressed', 'messaged']);
