import * as z from 'zod/mini';
import { Notice as NoticeOfCase } from '../case-file/notice.ts';
import { languageFor, limitText, nameIn } from '../case-file/notice-texts.ts';
import type { Directory } from '../directory/directory.ts';
import { noticed, type Says } from '../line/templates.ts';
import { type Instant, instant, type Language, ms } from '../primitives.ts';
import type { Recorded, What } from './event.ts';
import { currentStage, isOpen, type Review, responsibleIn, unappealed, unheard } from './review.ts';
import { STAGES } from './stages.ts';

export const News = z.enum([
  'proposed',
  'to-state',
  'to-find',
  'to-decide',
  'to-appeal',
  'to-rule',
  'ended',
  'yellow',
  'red',
]);
export type News = z.infer<typeof News>;

/** A notice in the outbox of a review, as cases have them. */
export const Notice = z.strictObject({
  ...z.omit(NoticeOfCase, { about: true, deadSince: true }).shape,
  news: News,
});
export type Notice = z.infer<typeof Notice>;
export const NoticeView = z.omit(Notice, { phone: true, tried: true });

/** The news that an event brings, if it brings any. */
function newsOf(what: What, review: Review): News | undefined {
  switch (what.type) {
    case 'proposed':
      return 'proposed';
    case 'opened':
    case 'taken-up':
      return 'to-state';
    case 'statements-ended':
      return 'to-find';
    case 'findings-ended':
      return 'to-decide';
    case 'decided':
    case 'appeals-ended':
      return isOpen(review) ? (what.type === 'decided' ? 'to-appeal' : 'to-rule') : 'ended';
    case 'ruled':
    case 'withdrawn':
      return 'ended';
    case 'rung':
      return what.rung;
    default:
      return undefined;
  }
}

type Receiver = Pick<Notice, 'unit' | 'as'>;

/** Whom it is for: the centre for its own work, those concerned for theirs. Red is for the leader too. */
function receivers(news: News, review: Review, directory: Directory): Receiver[] {
  const duty = (units: readonly string[]): Receiver[] => [...new Set(units)].map((unit) => ({ unit, as: 'duty' }));
  const centre = directory.root.id;
  switch (news) {
    case 'to-state':
    case 'ended':
      return duty(review.units);
    case 'to-appeal':
      return duty(responsibleIn(review).map(({ unit }) => unit));
    case 'to-decide':
    case 'to-rule':
      return [{ unit: centre, as: 'leader' }];
    case 'red':
      return [...duty([centre]), { unit: centre, as: 'leader' }];
    case 'yellow':
      return duty(STAGES[currentStage(review).name].lapses ? silent(review) : [centre]);
    case 'proposed':
    case 'to-find':
      return duty([centre]);
    default:
      return news satisfies never;
  }
}

/** Those whose time is running out. */
const silent = (review: Review): string[] =>
  review.status === 'statements' ? unheard(review) : unappealed(review).map(({ unit }) => unit);

/** Red is told at once, the rest in the receiver's working hours. */
const notBefore = (news: News, unit: string, at: Instant, directory: Directory): Instant =>
  news === 'red' ? at : instant(directory.calendar(unit).nextWorking(ms(at)));

/** Notices for events recorded together, told once they all stand: only the last news of them is told. */
export function noticesFor(recorded: readonly Recorded[], review: Review, directory: Directory): Notice[] {
  const told = recorded.flatMap(({ seq, at, what }) => {
    const news = newsOf(what, review);
    return news === undefined ? [] : [{ seq, at, news }];
  });
  const last = told.at(-1);
  if (!last) return [];
  const { seq, at, news } = last;
  return receivers(news, review, directory).map(({ unit, as }) => ({
    id: `${seq}-${unit}-${as}`,
    news,
    unit,
    as,
    notBefore: notBefore(news, unit, at, directory),
    attempt: 0,
    claimedAt: null,
    phone: null,
    tried: [],
    posts: 0,
  }));
}

const WORDS: Record<News, string> = {
  proposed: '拟倒查待定',
  'to-state': '倒查请陈述',
  'to-find': '倒查请认定',
  'to-decide': '倒查请决定',
  'to-appeal': '倒查可申诉',
  'to-rule': '倒查请复核',
  ended: '倒查已办结',
  yellow: '倒查黄灯临期',
  red: '倒查红灯逾期',
};

const ENGLISH: Record<News, string> = {
  proposed: 'Review proposed, to decide',
  'to-state': 'Review: your statement',
  'to-find': 'Review: to find',
  'to-decide': 'Review: to decide',
  'to-appeal': 'Review: you may appeal',
  'to-rule': 'Review: to rule on an appeal',
  ended: 'Review ended',
  yellow: 'Review yellow, due soon',
  red: 'Review red, overdue',
};
const IN: Record<Language, Record<News, string>> = { zh: WORDS, en: ENGLISH };

/** What an SMS says in a word. */
export const wordOf = ({ news }: Pick<Notice, 'news'>, language: Language): string => IN[language][news];

/** What an SMS says: what is to be done, number of the review, unit, due time there. One message. */
export function noticeSays({ news, unit }: Pick<Notice, 'news' | 'unit'>, review: Review, directory: Directory): Says {
  const language = languageFor(unit, directory);
  const limit = isOpen(review) ? limitText(currentStage(review).clock.dueAt, unit, directory, language) : '';
  return noticed(
    { news: wordOf({ news }, language), number: review.id, limit },
    nameIn(unit, directory, language),
    language,
  );
}
