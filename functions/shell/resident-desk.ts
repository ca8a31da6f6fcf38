import { district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { type LateReports, lateReports } from './late-reports.ts';
import { type ResidentStore, residentStore } from './resident-store.ts';

/** Where functions find the rows of reports. */
export const residents = (): ResidentStore => residentStore(dynamo, env('RESIDENTS_TABLE'), district);

/** Where they find what residents opened lately. */
export const late = (): LateReports => lateReports(dynamo, env('RESIDENTS_TABLE'), district);
