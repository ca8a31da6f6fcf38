import { sha256 } from '../shell/chance.ts';
import { choicePage } from '../shell/choice-page.ts';
import { desk } from '../shell/desk.ts';
import { endpoint } from '../shell/endpoint.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { log } from '../shell/log.ts';
import { chooseBy } from '../shell/phone-choice.ts';
import { residents } from '../shell/resident-desk.ts';

const lines = linesOf();
const own = { cases: desk(), lines, residents: residents() };

/**
 * `GET /u/{secret}` shows what the link of an SMS to a resident is for and changes nothing, whoever fetches links before people do;
 * `POST` does it: yes to SMS, or no more of them. Done again, it is done.
 */
export const handler = endpoint(async (event) => {
  const accepted = event.headers['accept-language'];
  const isPost = event.requestContext.http.method === 'POST';
  try {
    const found = await lines.byLink(sha256(event.pathParameters?.secret ?? ''));
    const message = found && (await lines.message(found.phone, found.seq));
    const kind = message?.letters.find(({ of }) => of === 'report')?.news;
    if (!found || !message || kind === undefined) return choicePage('over', accepted);
    const asks = kind === 'asks';
    if (!isPost) return choicePage(asks ? 'asks' : 'stop', accepted);
    await chooseBy(own, found.phone, message);
    return choicePage(asks ? 'wanted' : 'stopped', accepted);
  } catch (fault) {
    log.error('fault', { route: event.routeKey, request: event.requestContext.requestId, fault });
    return choicePage('unavailable', accepted);
  }
});
