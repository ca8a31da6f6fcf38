import type { Directory } from '../../domain/directory/directory.ts';
import type { Unit } from '../../domain/directory/documents.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { Tree } from './open311-xml.ts';
import { type Face, isDone, lightOfFace } from './public-face.ts';
import type { Public } from './public-index.ts';
import type { Update } from './report-updates.ts';

export const statusOf = (face: Face): 'open' | 'closed' => (isDone(face) ? 'closed' : 'open');

/** A request as GeoReport v2 has it; what it has no place for stands in `extended_attributes`, if asked for. */
export function requestView({ id, face }: Public, directory: Directory, now: Instant, extended: boolean): Tree {
  const last = face.updates.at(-1);
  return {
    service_request_id: id,
    status: statusOf(face),
    status_notes: last ? NOTES[last.key] : null,
    service_name: directory.category(face.category).name,
    service_code: face.category,
    // What a resident wrote and showed is theirs.
    description: null,
    agency_responsible: directory.unit(face.unit).name,
    service_notice: null,
    requested_datetime: face.openedAt,
    updated_datetime: face.updatedAt,
    expected_datetime: face.expectedAt,
    address: addressOf(face.origin, directory),
    address_id: face.origin,
    zipcode: null,
    lat: face.at?.lat ?? null,
    long: face.at?.long ?? null,
    media_url: null,
    ...(extended && { extended_attributes: extensionsOf(face, now) }),
  };
}

const extensionsOf = (face: Face, now: Instant): Tree => ({
  ...lightOfFace(face, now),
  level: face.level,
  updates: face.updates.map(({ at, key }) => ({ at, key })),
});

/** From grid to township: as near as everybody may know. */
export const placesOf = (grid: string, directory: Directory): readonly Unit[] =>
  directory.lineage(grid).filter(({ level }) => level !== 'district');
export const addressOf = (grid: string, directory: Directory): string =>
  placesOf(grid, directory)
    .map(({ name }) => name)
    .join('，');

/** What became of it last, in words. */
const NOTES: Record<Update['key'], string> = {
  received: '已收到',
  accepted: '已受理',
  'handed-up': '已上报上一级办理',
  'handed-back': '已退回原单位办理',
  'handed-over': '已转由其他单位办理',
  dispatched: '已指派职能部门办理',
  paused: '已暂停计时',
  resumed: '已恢复办理',
  extended: '已延期',
  checking: '已办理，正在核查',
  resolved: '已办结',
  rated: '已评价',
  'reopening-asked': '已申请重办',
  'reopening-refused': '未予重办',
  reopened: '已重新办理',
  closed: '已办结',
  cancelled: '已撤销',
  merged: '重复反映，已并入同一事项办理',
};
