import type { TestCloud } from './a-cloud.ts';
import { aReportBody, SECRET } from './a-report.ts';
import { aPicture, put, urlForReport } from './photos.ts';
import { ulid } from './ulids.ts';

/** Has every function of residents do everything it can: a report sent twice, followed, answered and rated. */
export async function everyReport(cloud: TestCloud, category: string): Promise<void> {
  const picture = aPicture('塌陷处');
  const body = aReportBody({ id: ulid(8001), category, photos: [picture.photo] });
  const { id, grid = '' } = body;
  const replies = [
    await cloud.get('/public/form', null),
    await cloud.post('/public/reports', body, null),
    await cloud.post('/public/reports', body, null),
    await cloud.follow(id, SECRET),
    await cloud.command(id, grid, { type: 'resolve', result: '已办' }),
    await cloud.say(id, SECRET, { type: 'rate', satisfied: true }),
  ];
  await put(await urlForReport(cloud, id, picture, SECRET), picture.bytes);
  await cloud.idle();
  const statuses = replies.map(({ status }) => status).join(' ');
  if (statuses !== '200 201 200 200 200 200') throw new Error(`${statuses}: ${JSON.stringify(replies)}`);
}
