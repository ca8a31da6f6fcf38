import { acknowledgeMessage } from '../shell/acknowledge-message.ts';
import { acknowledgePage } from '../shell/acknowledge-page.ts';
import { sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { lines } from '../shell/line-desk.ts';
import { pageEndpoint } from '../shell/plain-page.ts';

const own = { lines: lines(), cases: desk() };

/**
 * `GET /a/{secret}` asks whether the message arrived, whatever the secret is, so that whoever fetches links before people do
 * confirms nothing; `POST` confirms it. Who comes a second time, or late, or with a guess, learns that the link is over.
 */
export const handler = pageEndpoint(acknowledgePage, async (event) => {
  if (event.requestContext.http.method !== 'POST') return 'asks';
  const found = await own.lines.byLink(sha256(event.pathParameters?.secret ?? ''));
  const done = found !== undefined && (await acknowledgeMessage(own, found.phone, found.seq, 'link'));
  return done ? 'confirmed' : 'over';
});
