import type { Case } from '../case/case.ts';
import { openParts } from '../case/case.ts';
import { instantsOf, NEVER } from '../case/light.ts';
import type { Directory } from '../directory/directory.ts';
import { ONE_MESSAGE, type Says, textOf } from '../line/templates.ts';
import { type Instant, ms } from '../primitives.ts';
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
  ended: '已由他方办结或撤销',
  moved: '首问事项有进展',
};

/** What an SMS says in a word. */
export const wordOf = ({ news }: Pick<Notice, 'news'>): string => WORDS[news];

/**
 * What an SMS says: what happened, number of the case, unit, due time in the zone of the unit. Nothing of the matter
 * itself and nobody's name. Within 70 characters, which is one message: past that every text costs two.
 */
export function noticeSays(notice: Notice, kase: Case, directory: Directory): Says {
  const about = notice.about ?? notice.unit;
  const limit = limitText(dueFor({ ...notice, unit: about }, kase), about, directory);
  const parameters = { news: WORDS[notice.news], number: kase.id, unit: '', limit };
  return withUnit(parameters, directory.unit(about).name);
}

/** What is said, with as much of the name of the unit as one message holds. */
export function withUnit(parameters: Record<string, string>, name: string): Says {
  const left = ONE_MESSAGE - textOf({ template: 'notice', parameters }).length;
  return { template: 'notice', parameters: { ...parameters, unit: name.slice(0, Math.max(0, left)) } };
}

/** When what is told of is due: the ruling, the part, the case; null if nothing of the receiver's is. */
function dueFor({ news, unit }: NewsFor, kase: Case): Instant | null {
  if (news === 'moved' || news === 'ended') return null;
  if (news === 'asked') return kase.requests.find(({ to }) => to === unit)?.clock.dueAt ?? null;
  const part = openParts(kase).find((own) => own.unit === unit);
  const { dueAt } = part?.clock ?? instantsOf(kase);
  return dueAt === NEVER ? null : dueAt;
}

export function limitText(dueAt: Instant | null, unit: string, directory: Directory): string {
  if (dueAt === null) return '';
  const [, month, day, time] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(directory.calendar(unit).wall(ms(dueAt))) ?? [];
  return ` 限${month}-${day} ${time}`;
}
