import { district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { type RecentReports, recentReports } from './recent-reports.ts';
import { type ResidentStore, residentStore } from './resident-store.ts';

/** Where functions find the rows of reports. */
export const residents = (): ResidentStore => residentStore(dynamo, env('RESIDENTS_TABLE'), district);

/** Where they find what residents opened lately. */
export const recent = (): RecentReports => recentReports(dynamo, env('RESIDENTS_TABLE'), district);
