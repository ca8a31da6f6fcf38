import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { type HeldStore, heldStore } from './held-store.ts';

/** Where functions find the reports that wait for a clerk. */
export const heldReports = (): HeldStore => heldStore(dynamo, env('RESIDENTS_TABLE'), env('DISTRICT'));
