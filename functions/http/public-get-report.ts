import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { reportOrHeld } from '../shell/followed-report.ts';
import { heldView } from '../shell/held-view.ts';
import { reportView } from '../shell/report-view.ts';

const own = desk();

/** `GET /public/reports/{id}` with `x-receipt`: how a report stands, for whoever has its receipt. */
export const handler = endpoint(async (event) => {
  const found = await reportOrHeld(event, own);
  const present = await means(own);
  return ok('why' in found ? heldView(found, present.directory, present.now) : reportView(found, present));
});
