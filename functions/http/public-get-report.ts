import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { reportOf } from '../shell/followed-report.ts';
import { reportView } from '../shell/report-view.ts';

const own = desk();

/** `GET /public/reports/{id}` with `x-receipt`: how a report stands, for whoever has its receipt. */
export const handler = endpoint(async (event) => ok(reportView(await reportOf(event, own), await means(own))));
