import { centreClerk } from '../shell/centre-clerk.ts';
import { now } from '../shell/chance.ts';
import { directories } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { heldReports } from '../shell/held-desk.ts';
import { type Moderation, ModerationQuery } from '../shell/moderation-messages.ts';
import { read } from '../shell/read.ts';

const held = heldReports();
const PAGE = 50;

/** `GET /moderation?cursor=`: the reports that wait for a clerk of the centre, a page at a time. Who reported is not told. */
export const handler = endpoint(async (event) => {
  const { cursor = null } = read(ModerationQuery, event.queryStringParameters ?? {}, 'query');
  centreClerk(event, await directories.current());
  const { rows, next } = await held.waiting(cursor, PAGE);
  const answer: Moderation = {
    at: now(),
    rows: rows.map(({ id, at, report, why }) => ({
      id,
      at,
      category: report.category,
      grid: report.grid ?? null,
      words: report.words,
      place: report.place ?? null,
      address: report.address ?? null,
      photos: report.photos?.length ?? 0,
      why,
    })),
    next,
  };
  return ok(answer);
});
