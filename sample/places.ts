import type { Random } from './random.ts';

/** A township as the sample has it: `at` is its rough place in km east and north of the district's middle. */
export interface Township {
  id: string;
  name: string;
  nameEn: string;
  at: readonly [number, number];
  villages: number;
  communities: number;
}

const township = (
  id: string,
  name: string,
  nameEn: string,
  at: readonly [number, number],
  villages: number,
  communities: number,
): Township => ({ id, name, nameEn, at, villages, communities });

/** The townships of 2014, by their public names; the numbers of villages in each are invented, their sums are not. */
export const townships: readonly Township[] = [
  township('shawan-town', '沙湾镇', 'Shawan Town', [1, 1], 10, 6),
  township('tongjiezi', '铜街子街道', 'Tongjiezi Subdistrict', [-11, -7], 3, 4),
  township('jianong', '嘉农镇', 'Jianong Town', [3, 8], 13, 2),
  township('taiping', '太平镇', 'Taiping Town', [8, 4], 13, 2),
  township('fulu', '福禄镇', 'Fulu Town', [-3, -6], 13, 1),
  township('niushi', '牛石镇', 'Niushi Town', [6, -3], 11, 1),
  township('gongzui', '龚嘴镇', 'Gongzui Town', [-12, -1], 9, 1),
  township('hulu', '葫芦镇', 'Hulu Town', [-6, -10], 10, 1),
  township('tashui', '踏水镇', 'Tashui Town', [11, -1], 11, 1),
  township('zhenxi', '轸溪乡', 'Zhenxi Township', [0, -4], 9, 1),
  township('tongci', '铜茨乡', 'Tongci Township', [9, -8], 7, 1),
  township('tanba', '谭坝乡', 'Tanba Township', [-6, 7], 6, 0),
  township('bishan', '碧山乡', 'Bishan Township', [12, 7], 7, 0),
  township('fandian', '范店乡', 'Fandian Township', [-9, 3], 5, 0),
];

const heads =
  '青qing 石shi 白bai 龙long 凤feng 双shuang 高gao 金jin 黄huang 红hong 松song 杨yang 茶cha 楠nan 竹zhu 大da';
const tails = '坪ping 岗gang 沟gou 桥qiao 坝ba 湾wan 林lin 岩yan 泉quan 塘tang 坡po 溪xi';
const communityNames =
  '滨江binjiang 文昌wenchang 东风dongfeng 新民xinmin 和平heping 建设jianshe 前进qianjin ' +
  '光明guangming 幸福xingfu 团结tuanjie 友谊youyi 朝阳chaoyang 春晖chunhui 河畔hepan ' +
  '山水shanshui 桂花guihua 望江wangjiang 迎春yingchun 古街gujie 新街xinjie 翠竹cuizhu';

/** A name in Chinese and its pinyin. */
export type Name = readonly [chinese: string, pinyin: string];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const names = (list: string): Name[] =>
  list.split(' ').map((word) => [word.replace(/[a-z]+/, ''), word.replace(/[^a-z]+/, '')]);

/** Invented village names, no two alike, in an order of the seed. */
export function villageNames(random: Random): Name[] {
  const all = names(heads).flatMap(([head, first]) =>
    names(tails).map(([tail, last]): Name => [head + tail, capital(first + last)]),
  );
  return random.shuffle(all);
}

/** Invented community names, one for each of the 21. */
export const communities: readonly Name[] = names(communityNames).map(([name, pinyin]) => [name, capital(pinyin)]);

/** The 31 departments: those the report names, and others that a district of this kind has. */
export const departments: readonly (readonly [id: string, name: string, nameEn: string])[] = [
  ['public-security', '公安分局', 'Public Security'],
  ['civil-affairs', '民政局', 'Civil Affairs'],
  ['housing', '住房和城乡建设局', 'Housing and Construction'],
  ['medical-insurance', '医疗保障局', 'Medical Insurance'],
  ['family-planning', '计划生育服务中心', 'Family Planning'],
  ['health', '卫生健康局', 'Health'],
  ['disability', '残疾人联合会', "Disabled Persons' Federation"],
  ['agriculture', '农业农村局', 'Agriculture'],
  ['justice', '司法局', 'Justice'],
  ['petitions', '信访局', 'Petitions'],
  ['political-legal', '政法委', 'Political and Legal Affairs'],
  ['human-resources', '人力资源和社会保障局', 'Human Resources and Social Security'],
  ['land', '自然资源局', 'Land and Natural Resources'],
  ['ecology', '生态环境局', 'Ecology and Environment'],
  ['water', '水务局', 'Water'],
  ['transport', '交通运输局', 'Transport'],
  ['traffic-police', '交通警察大队', 'Traffic Police'],
  ['emergency', '应急管理局', 'Emergency Management'],
  ['fire', '消防救援大队', 'Fire and Rescue'],
  ['market', '市场监督管理局', 'Market Supervision'],
  ['urban-management', '综合行政执法局', 'Urban Management'],
  ['education', '教育局', 'Education'],
  ['culture', '文化体育和旅游局', 'Culture, Sport and Tourism'],
  ['forestry', '林业局', 'Forestry'],
  ['finance', '财政局', 'Finance'],
  ['development', '发展和改革局', 'Development and Reform'],
  ['economy', '经济和信息化局', 'Economy and Information Technology'],
  ['veterans', '退役军人事务局', 'Veterans Affairs'],
  ['women', '妇女联合会', "Women's Federation"],
  ['youth', '团委', 'Youth League'],
  ['approvals', '行政审批局', 'Administrative Approvals'],
];
