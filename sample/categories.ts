import type { Attribute } from '../domain/directory/attribute.ts';
import type { Category } from '../domain/directory/documents.ts';
import type { Limit } from '../domain/time/limit.ts';
import { stories } from './stories/index.ts';

const minutes = (count: number): Limit => ({ measure: 'minutes', count });
const workMinutes = (count: number): Limit => ({ measure: 'working-minutes', count });
const workDays = (count: number): Limit => ({ measure: 'working-days', count });
const days = (count: number): Limit => ({ measure: 'calendar-days', count });

type Six = [whole: Limit, grid: Limit, village: Limit, township: Limit, district: Limit, department: Limit];
type Rest = Pick<Category, 'overdue' | 'warning' | 'attributes'>;

const category = (id: string, name: string, nameEn: string, limits: Six, rest: Rest): Category => {
  const [whole, grid, village, township, district, department] = limits;
  const steps = { case: whole, grid, village, township, district, department };
  return {
    id,
    name,
    nameEn,
    limits: steps,
    departments: departmentsFor(id),
    ...(PERSONAL.has(id) && { personal: true }),
    ...rest,
  };
};

/** Who has such a matter is nobody else's business: the place alone would tell. */
const PERSONAL: ReadonlySet<string> = new Set([
  'dispute',
  'welfare',
  'medical-insurance',
  'pension',
  'family-planning',
  'registration',
  'disability',
  'land-transfer',
  'land-acquisition',
  'housing',
  'public-order',
  'agency',
  'employment',
  'key-groups',
]);

const ofStreetWorks: Attribute[] = [
  {
    code: 'kind',
    datatype: 'singlevaluelist',
    required: false,
    description: '什么坏了',
    values: [
      { key: 'lamp', name: '路灯' },
      { key: 'cover', name: '井盖' },
      { key: 'pavement', name: '人行道' },
      { key: 'other', name: '其他' },
    ],
  },
];

/** Those whose work its matters are in the stories. */
function departmentsFor(id: string): string[] {
  const story = stories.find(({ category: own }) => own === id);
  if (!story) throw new Error(`category ${id} has no story; write one in sample/stories`);
  return [...story.departments];
}

/** What happens in red: reminded daily, handed up after three working days. */
const usual: Rest = {
  overdue: { remindEvery: workDays(1), reminders: 3, escalateAfter: workDays(3), reviewAfter: workDays(10) },
};
/** Reminded twice a day, handed up after one day. */
const brisk: Rest = { overdue: { remindEvery: workMinutes(240), reminders: 4, escalateAfter: workDays(1) } };
/** Reminded, but never handed up: it needs an answer, not a higher level. */
const patient: Rest = { overdue: { remindEvery: workDays(2), reminders: 5 } };
/** Around the clock; yellow ten minutes before. */
const emergency: Rest = {
  warning: { minutes: 10 },
  overdue: { remindEvery: minutes(15), reminders: 4, escalateAfter: minutes(60) },
};
/** Long limits whose yellow begins two days ahead. */
const longRun: Rest = {
  warning: { minutes: 2880 },
  overdue: { remindEvery: days(2), reminders: 5, escalateAfter: days(7) },
};

const week: Six = [workDays(6), workMinutes(480), workDays(2), workDays(3), workDays(1), workDays(5)];
const fortnight: Six = [workDays(10), workDays(1), workDays(3), workDays(5), workDays(2), workDays(8)];
const month: Six = [workDays(20), workDays(2), workDays(5), workDays(10), workDays(3), workDays(15)];
const long: Six = [days(45), workDays(3), days(10), days(15), workDays(3), days(30)];
const quick: Six = [
  workDays(2),
  workMinutes(120),
  workMinutes(240),
  workMinutes(480),
  workMinutes(240),
  workMinutes(480),
];
const sameDay: Six = [workDays(2), workMinutes(60), workMinutes(180), workMinutes(360), workMinutes(120), workDays(1)];
const alarm: Six = [minutes(1440), minutes(30), minutes(60), minutes(120), minutes(60), minutes(480)];
const slope: Six = [minutes(2880), minutes(45), minutes(60), minutes(180), minutes(60), minutes(1440)];

/** The kinds of matter that the report names, and the daily ones around them. The limits are examples. */
export const categories: readonly Category[] = [
  category('dispute', '矛盾纠纷', 'Disputes', long, longRun),
  category('hazard', '安全隐患', 'Safety hazards', sameDay, brisk),
  category('fire', '消防火险', 'Fire', alarm, emergency),
  category('geology', '地质灾害险情', 'Landslides and rockfall', slope, emergency),
  category('environment', '环境卫生与污染', 'Environment', week, usual),
  category('street-works', '市政设施', 'Street works', week, { ...usual, attributes: ofStreetWorks }),
  category('roads', '道路交通', 'Roads and traffic', fortnight, usual),
  category('water', '饮水与水利', 'Drinking water and waterworks', fortnight, brisk),
  category('welfare', '民政低保救助', 'Welfare and minimum living allowance', month, usual),
  category('medical-insurance', '医疗保险', 'Medical insurance', fortnight, usual),
  category('pension', '养老保险', 'Old-age pension', fortnight, usual),
  category('family-planning', '计划生育', 'Family planning', fortnight, patient),
  category('registration', '户籍证件', 'Household registration', fortnight, usual),
  category('disability', '残疾人服务', 'Services for disabled people', month, usual),
  category('land-transfer', '土地流转', 'Transfer of land use', long, longRun),
  category('land-acquisition', '征地拆迁', 'Land acquisition and demolition', long, longRun),
  category('housing', '住房与危房', 'Housing and unsafe houses', month, usual),
  category('public-order', '社会治安', 'Public order', sameDay, brisk),
  category('food-safety', '食品药品安全', 'Food and drug safety', week, brisk),
  category('employment', '就业与欠薪', 'Employment and unpaid wages', fortnight, usual),
  category('agriculture', '农业生产', 'Farming', week, usual),
  category('key-groups', '特殊人群走访', 'Visits to people in special need', week, patient),
  category('inquiry', '政策咨询', 'Questions about policy', quick, patient),
  category('agency', '代办服务', 'Errands done for residents', week, patient),
];
