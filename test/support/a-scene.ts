import type { Documents } from '../../domain/directory/documents.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import type { TestCloud } from './a-cloud.ts';
import { aReportBody, SECRET, withBorders } from './a-report.ts';
import { anOpening, shanghai } from './casework.ts';
import { personas, withLeader } from './centre-leader.ts';
import { aPicture, put, urlFor } from './photos.ts';
import { ulid } from './ulids.ts';

/** The small district, with borders on the map and a leader at its centre. */
export const sceneDistrict = (over: Partial<Documents> = {}) => withLeader({ units: withBorders(), ...over });
export const scenePersonas = personas;

/** Cases that between them show everything the pages show. */
export const SCENE = {
  /** At the centre's departments: one in the lead, one helping; pressed, extended, linked, with photos; long. */
  joint: ulid(1),
  /** An emergency that is red. */
  red: ulid(2),
  /** Answered, and not yet rated by the resident. */
  answered: ulid(3),
  /** In a grid's own hands, yellow. */
  yellow: ulid(4),
  closed: ulid(5),
  review: ulid(6),
  receipt: `${ulid(3)}-${SECRET}`,
};

const GRID = 'niushi-v1-g1';
const PLACE = { longitude: 103.505, latitude: 29.405 };

/**
 * Plays a few days in the small district. All that somebody wrote is `text(what)`: ordinary words, or none that anybody
 * should write.
 */
export async function playScene(cloud: TestCloud, text: (what: string) => string): Promise<void> {
  const done = async (asked: Promise<{ status: number; body: unknown }>): Promise<void> => {
    const { status, body } = await asked;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    await cloud.idle();
  };
  const move = (id: string, persona: string, command: object) => done(cloud.command(id, persona, command));
  const place = { ...PLACE, address: text('村口大桥东侧') };

  const picture = aPicture('桥面');
  const common = { grid: GRID, place };
  await done(
    cloud.open(
      anOpening({ ...common, id: SCENE.joint, words: text('桥面塌陷，护栏缺失'), photos: [picture.photo] }),
      GRID,
    ),
  );
  await put(await urlFor(cloud, SCENE.joint, picture, GRID), picture.bytes);
  await move(SCENE.joint, GRID, { type: 'escalate', reason: text('网格无设备') });
  await move(SCENE.joint, 'niushi-v1', { type: 'escalate', reason: text('村里无资金') });
  await move(SCENE.joint, 'niushi', { type: 'escalate', reason: text('需区级部门处理') });
  await move(SCENE.joint, 'shawan', {
    type: 'dispatch',
    department: 'dept-housing',
    with: [{ department: 'dept-water', mandatory: true }],
    instruction: text('请勘察并修复'),
  });
  await move(SCENE.joint, 'dept-housing', {
    type: 'extend',
    limit: { measure: 'working-days', count: 2 },
    reason: text('材料在途'),
  });
  await move(SCENE.joint, 'shawan', { type: 'press', words: text('请尽快') });
  await move(SCENE.joint, 'shawan', { type: 'mark-emergency', reason: text('学校门口') });

  await done(cloud.post('/public/reports', aReportBody({ id: SCENE.answered, words: text('路灯不亮'), place }), null));
  await move(SCENE.answered, GRID, { type: 'accept' });
  await move(SCENE.answered, GRID, { type: 'resolve', result: text('已更换灯泡') });

  await done(
    cloud.open(
      anOpening({
        ...common,
        id: SCENE.closed,
        words: text('井盖缺失'),
        record: { result: text('已当场盖好') },
      }),
      GRID,
    ),
  );
  await done(
    cloud.post(
      '/reviews',
      { id: SCENE.review, case: SCENE.closed, consequence: 'injury-or-death', words: text('有人跌伤') },
      'shawan',
    ),
  );
  await done(cloud.open(anOpening({ ...common, id: SCENE.yellow, words: text('标线不清') }), GRID));
  await move(SCENE.joint, 'shawan', { type: 'link', to: SCENE.yellow, note: text('同一路段') });
  await cloud.passTo(shanghai('2026-03-02 16:00'));
  await done(
    cloud.open(
      anOpening({
        ...common,
        id: SCENE.red,
        category: 'fire',
        grid: 'niushi-v1-g2',
        words: text('草堆起火'),
        emergency: true,
      }),
      'niushi-v1-g2',
    ),
  );
  await cloud.passTo(plusSeconds(shanghai('2026-03-02 16:00'), 4000));
}
