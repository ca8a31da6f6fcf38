import type { Level } from '../../domain/directory/documents.ts';
import type { Random } from '../random.ts';
import type { Story } from './story.ts';

const inTown = (
  '滨河路中段 老车站旁 农贸市场东门 小学门口 3号院2单元 新街口 广场东侧 菜市场后巷 ' +
  '公交站台边 5栋楼下 桥头超市旁 卫生站对面 7号院门口 河堤步道 老粮站宿舍 十字路口'
).split(' ');
const inVillage = (
  '村道拐弯处 晒坝旁 大堰塘边 山梁上 河沟边 老学堂旁 土地庙下面 水井湾 ' +
  '机耕道口 竹林院子 石桥头 村口小店旁 茶园坡 老磨坊 上院子 下河坝'
).split(' ');
const surnames = [...'李王张陈刘杨周何黄吴徐罗'];

type Opening = readonly [string, ...string[]];
const byDay: Record<Story['known'], Opening> = {
  seen: ['例行巡查发现，', '今天巡查发现，', '入户走访时看到，', '路过时发现，'],
  told: [
    '{who}反映，',
    '{who}来电说，',
    '{who}到站上说，',
    '走访时{who}提到，',
    '院坝会上{who}说，',
    '{who}托邻居带话，',
  ],
  visited: ['按每月安排', '今天', '和村医一起', '和志愿者一起', '会同组长'],
  alarm: ['{who}急电，', '{who}在网格群里报告，', '接{who}电话，'],
};
const byNight: Record<Story['known'], Opening> = {
  ...byDay,
  seen: ['夜间巡查发现，', '接到值守人员报告，'],
  told: ['{who}夜里来电说，', '{who}打值班电话说，'],
};

/** Where and when a matter comes up: what its words depend on. */
export interface Scene {
  community: boolean;
  night: boolean;
}

/** What an officer writes about a matter: who, where, what, and one thing more. */
export function report(story: Story, what: string, { community, night }: Scene, random: Random): string {
  const group = `${random.whole(1, 9)}组`;
  const somewhere = random.pick(community ? inTown : inVillage);
  const place = community ? somewhere : group + somewhere;
  const resident = `${community ? '居民' : '村民'}${random.pick(surnames)}某`;
  const who = random.next() < 0.5 ? group + resident : resident;
  const opening = random.pick((night ? byNight : byDay)[story.known]);
  return `${opening}${what}。${random.pick(story.more)}。`
    .replaceAll('{who}', who)
    .replaceAll('{place}', place)
    .replaceAll('{n}', () => String(random.whole(2, 6)));
}

const taken = [
  '已接单，今天安排人员核实情况。',
  '收到，马上联系反映人。',
  '已受理，由专人跟进，办理后回复。',
  '已接手，先到现场看一看。',
];

/** What a unit says when it takes a matter on. */
export const accepting = (random: Random): string => random.pick(taken);

const beyond: Partial<Record<Level, readonly string[]>> = {
  grid: [
    '现场做了工作，仍需村（社区）出面协调，请支持。',
    '涉及多户，网格内协商没有结果，上报工作站处理。',
    '需要专门人手和工具，网格员一个人办不了。',
    '当事人要求有书面答复，请工作站研究。',
  ],
  village: [
    '已召集双方协商两次，意见仍不一致，请镇上协调。',
    '需要资金和施工队伍，村（社区）没有能力解决。',
    '涉及其他村的地界，请镇服务中心牵头处理。',
    '政策把握不准，请上级明确后再答复群众。',
  ],
  township: [
    '镇上会同相关站所研究，超出权限，请区监管中心分流到部门。',
    '需要专业检测和执法，镇上没有执法权，报区中心。',
    '已先行处置，根本解决要由区级部门落实项目资金。',
    '多次协调未果，请区监管中心指派职能部门办理。',
  ],
};

/** Why a level cannot solve a matter. */
export const reason = (level: Level, random: Random): string => random.pick(beyond[level] ?? []);

const instructions = [
  '请于时限内到现场核实办理，结果报中心核查。',
  '请牵头办理，并主动联系反映人说明情况。',
  '请依职责处理，涉及群众切身利益，务必按时办结。',
  '请会同属地镇（街道）办理，办理结果附照片。',
];

/** What the centre tells the department. */
export const instruction = (random: Random): string => random.pick(instructions);

const checks = [
  '核查办理结果属实，反映人表示满意，同意办结。',
  '电话回访反映人，问题已解决，予以办结。',
  '现场抽查，整改到位，归档办结。',
];

/** What the centre finds when it checks the department's result. */
export const check = (random: Random): string => random.pick(checks);
