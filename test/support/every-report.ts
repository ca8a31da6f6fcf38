import { plusSeconds } from '../../domain/primitives.ts';
import { PhotoList } from '../../functions/shell/photo-messages.ts';
import type { TestCloud } from './a-cloud.ts';
import { aReportBody, SECRET } from './a-report.ts';
import { filed, form, formOf, speak } from './open311.ts';
import { aPicture, fetched, put, urlForReport } from './photos.ts';
import { ulid } from './ulids.ts';

/** Has every function of residents do everything it can: a report sent twice, followed, answered and rated. */
export async function everyReport(cloud: TestCloud, category: string): Promise<void> {
  const picture = aPicture('塌陷处');
  const body = aReportBody({
    id: ulid(8001),
    category,
    photos: [picture.photo],
    contact: { phone: '138 0013 8000', subscribe: true },
  });
  const { id, grid = '' } = body;
  const replies = [
    await cloud.get('/public/form', null),
    await cloud.post('/public/reports', body, null),
    await cloud.post('/public/reports', body, null),
    await cloud.follow(id, SECRET),
    ...(await everyJoining(cloud, body)),
    await cloud.command(id, grid, { type: 'resolve', result: '已办' }),
    ...(await everyChoice(cloud)),
    await cloud.say(id, SECRET, { type: 'rate', satisfied: true }),
    ...(await everyAnswer(cloud, id)),
  ];
  await everyHeld(cloud, category, grid);
  await everyOpen311(cloud, { service_code: category, address_id: grid });
  await put(await urlForReport(cloud, id, picture, SECRET), picture.bytes);
  await cloud.idle();
  const photos = await cloud.call('GET', `/public/reports/${id}/photos`, null, undefined, { 'x-receipt': SECRET });
  await fetched(PhotoList.parse(photos.body).photos[0]?.url);
  const statuses = replies.map(({ status }) => status).join(' ');
  if (statuses !== '200 201 200 200 200 201 200 200 200 200 200 200 200 200 200 200 200 200 200')
    throw new Error(`${statuses}: ${JSON.stringify(replies)}`);
}

/** Somebody else joins, and who holds the case looks at both. */
async function everyJoining(cloud: TestCloud, { id, category, grid = '' }: ReturnType<typeof aReportBody>) {
  await cloud.idle();
  const joins = { ...aReportBody({ id: ulid(8002), category }), joins: id, contact: { phone: '13900139000' } };
  return [
    await cloud.post('/public/similar', { category, grid }, null),
    await cloud.post('/public/reports', joins, null),
    await cloud.say(joins.id, SECRET, { type: 'subscribe' }),
    await cloud.get(`/cases/${id}`, grid),
    await cloud.get(`/cases/${id}/contact`, grid),
    await cloud.get(`/cases/${id}/reports`, grid),
  ];
}

/** Says yes to SMS by the link, is told what was missed, and says no more. */
async function everyChoice(cloud: TestCloud) {
  const press = async () => {
    const said = (await cloud.smsTexts()).findLast((text) => text.startsWith('+8613800138000'));
    const { status } = await fetch(/https?:\S+\/u\/\S+/.exec(said ?? '')?.[0] ?? cloud.url, { method: 'POST' });
    await cloud.passTo(plusSeconds(cloud.now(), 120));
    return { status, body: { said } };
  };
  // Who wants SMS is asked in working hours.
  for (const _ of [1, 2]) await cloud.passTo(plusSeconds(cloud.now(), 600));
  return [await press(), await press()];
}

/** What waits for the check of what is published, what everybody reads, and what residents thought. */
const everyAnswer = (cloud: TestCloud, id: string) =>
  Promise.all([
    cloud.get('/answers?unit=shawan'),
    cloud.get('/public/cases', null),
    cloud.get(`/public/cases/${id}`, null),
    cloud.get('/satisfaction'),
    cloud.get('/public/satisfaction', null),
  ]);

const LINKS = 'http://a.example http://b.example http://c.example';

/** One that looks like abuse waits for a clerk, who lets it in. */
async function everyHeld(cloud: TestCloud, category: string, grid: string): Promise<void> {
  const { id, ...body } = aReportBody({
    id: ulid(8003),
    category,
    grid,
    words: LINKS,
    contact: { phone: '13800138000', subscribe: true },
  });
  const replies = [
    await cloud.get('/public/challenge', null),
    await cloud.post('/public/reports', { id, ...body }, null),
    await cloud.get('/moderation', 'shawan'),
    await cloud.post(`/moderation/${id}`, { decision: 'let-in', reason: '已核实' }, 'shawan'),
  ];
  const statuses = replies.map(({ status }) => status).join(' ');
  if (statuses !== '200 202 200 200') throw new Error(`${statuses}: ${JSON.stringify(replies)}`);
}

/** Over Open311 too: what there is, a request sent twice, and what is shown of it. */
async function everyOpen311(cloud: TestCloud, request: Record<string, string>): Promise<void> {
  const id = await filed(cloud, request);
  await filed(cloud, { ...request, description: LINKS });
  const { url } = cloud;
  const replies = [
    await speak(url, 'discovery', 'xml'),
    await speak(url, 'requests', 'xml', form(formOf(request))),
    await speak(url, 'requests', 'xml'),
    await speak(url, `requests/${id}`, 'json'),
  ];
  if (replies.some(({ status }) => status !== 200)) throw new Error(JSON.stringify(replies));
}
