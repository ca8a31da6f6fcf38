import * as z from 'zod/mini';
import { caseStore } from '../shell/case-store.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { photoChecks } from '../shell/photo-checks.ts';
import { task } from '../shell/task.ts';

const district = env('DISTRICT');
const cases = caseStore(dynamo, env('CASES_TABLE'), district);
const check = photoChecks(env('PHOTOS_BUCKET'), district, cases.load);

/** What S3 tells of an object that was put into a bucket, as far as it is needed. */
const Created = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/**
 * A photo arrived in the bucket: it is looked at, and from then on shown or refused. A second call for the same does
 * nothing. What cannot be looked at, as the bucket does not answer, is an exception, and comes again.
 */
export const handler = task(Created, async ({ detail }) => ({ outcome: await check(detail.object.key) }));
