import { sha256 } from '../shell/chance.ts';
import { choicePage } from '../shell/choice-page.ts';
import { desk } from '../shell/desk.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { chooseBy } from '../shell/phone-choice.ts';
import { pageEndpoint } from '../shell/plain-page.ts';
import { residents } from '../shell/resident-desk.ts';

const lines = linesOf();
const own = { cases: desk(), lines, residents: residents() };

/**
 * `GET /u/{secret}` shows what the link of an SMS to a resident is for and changes nothing, whoever fetches links before people do;
 * `POST` does it: yes to SMS, or no more of them. Done again, it is done.
 */
export const handler = pageEndpoint(choicePage, async (event) => {
  const found = await lines.byLink(sha256(event.pathParameters?.secret ?? ''));
  const message = found && (await lines.message(found.phone, found.seq));
  const kind = message?.letters.find(({ of }) => of === 'report')?.news;
  if (!found || !message || kind === undefined) return 'over';
  const asks = kind === 'asks';
  if (event.requestContext.http.method !== 'POST') return asks ? 'asks' : 'stop';
  await chooseBy(own, found.phone, message);
  return asks ? 'wanted' : 'stopped';
});
