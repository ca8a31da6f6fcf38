import type { Case } from '../case/case.ts';
import { openParts } from '../case/case.ts';
import { instantsOf, NEVER } from '../case/light.ts';
import type { Directory } from '../directory/directory.ts';
import { noticed, type Says } from '../line/templates.ts';
import { type Instant, type Language, ms } from '../primitives.ts';
import type { News, NewsFor, Notice } from './notice.ts';

const WORDS: Record<News, string> = {
  'handed-over': '转来待办',
  helping: '请协同办理',
  'to-check': '部门已办请核查',
  yellow: '黄灯临期',
  red: '红灯逾期',
  'case-red': '红灯全案逾期',
  reminder: '红灯未办结请督促',
  asked: '有请示待批',
  ruled: '请示或协办有结果',
  resumed: '暂停期满恢复计时',
  pressed: '督办请速办',
  emergency: '已列为紧急',
  dissatisfied: '群众不满意请回访',
  messaged: '群众有留言请回复',
  ended: '已由他方办结或撤销',
  moved: '首问事项有进展',
};

const ENGLISH: Record<News, string> = {
  'handed-over': 'Handed to you',
  helping: 'Please help with',
  'to-check': 'Done by the department, to check',
  yellow: 'Yellow, due soon',
  red: 'Red, overdue',
  'case-red': 'Red, whole case overdue',
  reminder: 'Red and still not done',
  asked: 'Asks for your ruling',
  ruled: 'Ruled on, or a part has ended',
  resumed: 'Goes on after a pause',
  pressed: 'Pressed from above',
  emergency: 'Now an emergency',
  dissatisfied: 'Resident not satisfied',
  messaged: 'A resident has written',
  ended: 'Ended by others',
  moved: 'Your first contact has moved',
};
const IN: Record<Language, Record<News, string>> = { zh: WORDS, en: ENGLISH };

/** What an SMS says in a word. */
export const wordOf = ({ news }: Pick<Notice, 'news'>, language: Language): string => IN[language][news];

/** The language of the SMS to a unit. */
export const languageFor = (unit: string, directory: Directory): Language => directory.roster(unit).language ?? 'zh';

/**
 * What an SMS says: what happened, number of the case, unit, due time in the zone of the unit. Nothing of the matter
 * itself and nobody's name. Within one message: past that every text costs two.
 */
export function noticeSays(notice: Notice, kase: Case, directory: Directory): Says {
  const about = notice.about ?? notice.unit;
  const language = languageFor(notice.unit, directory);
  const limit = limitText(dueFor({ ...notice, unit: about }, kase), about, directory, language);
  return noticed(
    { news: wordOf(notice, language), number: kase.id, limit },
    nameIn(about, directory, language),
    language,
  );
}

/** The name of a unit in a language; none, where it has none in English: the number of the case is enough. */
export const nameIn = (unit: string, directory: Directory, language: Language): string => {
  const { name, nameEn = '' } = directory.unit(unit);
  return language === 'zh' ? name : nameEn;
};

/** When what is told of is due: the ruling, the part, the case; null if nothing of the receiver's is. */
function dueFor({ news, unit }: NewsFor, kase: Case): Instant | null {
  if (news === 'moved' || news === 'ended') return null;
  if (news === 'asked') return kase.requests.find(({ to }) => to === unit)?.clock.dueAt ?? null;
  const part = openParts(kase).find((own) => own.unit === unit);
  const { dueAt } = part?.clock ?? instantsOf(kase);
  return dueAt === NEVER ? null : dueAt;
}

const DUE: Record<Language, string> = { zh: '限', en: 'due ' };

/** When it is due, by the clock of the unit. */
export function limitText(dueAt: Instant | null, unit: string, directory: Directory, language: Language): string {
  if (dueAt === null) return '';
  const [, month, day, time] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(directory.calendar(unit).wall(ms(dueAt))) ?? [];
  return ` ${DUE[language]}${month}-${day} ${time}`;
}
