import { district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { type ResidentStore, residentStore } from './resident-store.ts';

/** Where functions find the rows of reports. */
export const residents = (): ResidentStore => residentStore(dynamo, env('RESIDENTS_TABLE'), district);
