import { now } from '../shell/chance.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { jurisdictionIn, namedIn, open311 } from '../shell/open311-endpoint.ts';
import { listIn, readQuery } from '../shell/open311-query.ts';
import { requestView } from '../shell/open311-request.ts';
import { shownRequests } from '../shell/open311-shown.ts';
import { publicCases } from '../shell/public-index.ts';

const cases = publicCases(dynamo, env('CASES_TABLE'), district);
const root = 'service_requests';

/**
 * `GET /open311/v2/requests`, `/requests/{file}` and `/tokens/{file}`, each in JSON and XML: what everybody may know of
 * what residents reported. A token is the number of the request itself, for requests have theirs at once.
 */
export const handler = open311(async (event) => {
  jurisdictionIn(event);
  const directory = await directories.current();
  const shown = shownRequests(cases, directory);
  if (event.rawPath.includes('/tokens/')) {
    const { id } = await shown.one(namedIn(event), 'token');
    return { root, tree: [{ service_request_id: id, token: id }] };
  }
  const asked = event.queryStringParameters ?? {};
  const ids = listIn(asked.service_request_id);
  const at = now();
  const found = async () => {
    if (event.pathParameters?.file !== undefined) return [await shown.one(namedIn(event), 'service_request_id')];
    return ids.size > 0 ? shown.several(ids) : shown.page(readQuery(asked, at));
  };
  const rows = await found();
  return { root, tree: rows.map((row) => requestView(row, directory, at, asked.extensions === 'true')) };
});
