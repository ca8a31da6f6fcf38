import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { District } from './district.ts';

/** A wall time in Shanghai, in the week of the pictures. */
const at = (day: number, time: string): string =>
  new Date(`2026-03-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();

/** When the sample ends and the story begins, and when the pictures are taken. */
export const BEGINS = at(9, '08:50');
export const ENDS = at(11, '10:20');

const id = (last: string): string => `01KK8M0Q5SGR1DX1GHTPHT${last}`;
const SECRET = '5N1Q0TB4Y6ZC8M2XJ7R9VDWHKE';

/** The cases of the story, by what they show. */
export const CASES = { sinkhole: id('R7HA'), lamp: id('R7HB'), rubbish: id('R7HC'), gas: id('R7HD') };
export const RECEIPT = `${CASES.lamp}-${SECRET}`;

const GRID = 'shawan-town-c01-g1';
const ADDRESS = '滨江路 18 号门前';
const PLACE = { longitude: 103.5522, latitude: 29.4098 };

const Signed = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) });

/** Plays two days in one grid: a case that a department leads and another helps with, an answer, and what is in hand. */
export async function playStory(district: District, photos: readonly Buffer[]): Promise<void> {
  const move = (kase: string, persona: string, command: object) =>
    district.ask(`/cases/${kase}/commands`, persona, command);
  const pictures = photos.map((bytes) => ({
    bytes,
    photo: { digest: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
  }));
  const common = { grid: GRID, place: { ...PLACE, address: ADDRESS } };

  await district.ask('/cases', 'grid', {
    ...common,
    id: CASES.sinkhole,
    category: 'street-works',
    words: '人行道塌陷约两平方米，旁边自来水管渗水。已用警示桩围挡，行人绕行，附近是幼儿园。',
    photos: pictures.map(({ photo }) => photo),
  });
  for (const { bytes, photo } of pictures) {
    const asked = await district.ask(`/cases/${CASES.sinkhole}/photos`, 'grid', { digest: photo.digest });
    const { url, headers } = z.parse(Signed, asked);
    const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    if (!put.ok) throw new Error(`the photo was refused: ${put.status} ${await put.text()}`);
  }
  await district.passTo(at(9, '09:20'));
  await move(CASES.sinkhole, 'grid', { type: 'escalate', reason: '要挖开路面查漏，网格没有设备。' });
  await district.passTo(at(9, '09:45'));
  await move(CASES.sinkhole, 'village', { type: 'accept' });
  await move(CASES.sinkhole, 'village', { type: 'escalate', reason: '已增设围挡。修复需要街道协调。' });
  await district.passTo(at(9, '11:10'));
  await move(CASES.sinkhole, 'township', { type: 'accept' });
  await district.ask('/public/reports', null, {
    id: CASES.lamp,
    secret: SECRET,
    ...common,
    category: 'street-works',
    words: '楼下的路灯不亮三天了，晚上老人出门看不清路。',
  });
  await district.passTo(at(9, '14:30'));
  await move(CASES.sinkhole, 'township', { type: 'escalate', reason: '镇上没有管网资料，请区里派部门处理。' });
  await move(CASES.lamp, 'grid', { type: 'accept' });
  await district.passTo(at(9, '15:05'));
  await move(CASES.sinkhole, 'centre', {
    type: 'dispatch',
    department: 'dept-housing',
    with: [{ department: 'dept-water', mandatory: true }],
    instruction: '住建局牵头修复路面，水务局先止漏。幼儿园放学时段请安排人员值守。',
  });
  await district.passTo(at(9, '15:40'));
  await move(CASES.sinkhole, 'department', { type: 'accept' });
  await district.ask('/cases', 'grid', {
    ...common,
    id: CASES.rubbish,
    category: 'street-works',
    words: '小区门口的窨井盖松动，车过有响声。',
  });
  await district.passTo(at(10, '10:15'));
  await move(CASES.sinkhole, 'department', {
    type: 'extend',
    limit: { measure: 'working-days', count: 2 },
    reason: '管沟回填后需要养护两天才能铺砖。',
  });
  await district.passTo(at(10, '16:20'));
  await move(CASES.sinkhole, 'director', { type: 'press', words: '请每天下班前报一次进度。' });
  await move(CASES.lamp, 'grid', { type: 'resolve', result: '已请电工换好灯泡和开关，今晚亮灯。' });
  await district.passTo(at(11, '10:00'));
  await district.ask('/cases', 'grid', {
    ...common,
    id: CASES.gas,
    category: 'fire',
    words: '三单元楼道堆着纸箱，有人抽烟。',
    emergency: true,
  });
  await district.passTo(ENDS);
}
