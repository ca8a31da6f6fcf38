import { now } from '../shell/chance.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { guardOf } from '../shell/guard.ts';
import { publicCases } from '../shell/public-index.ts';
import { countQuestion } from '../shell/questions.ts';
import { readBody } from '../shell/read.ts';
import { Similar, type SimilarCases } from '../shell/report-messages.ts';
import { recent, residents } from '../shell/resident-desk.ts';
import { similarCases } from '../shell/similar-cases.ts';

const finders = { recent: recent(), cases: publicCases(dynamo, env('CASES_TABLE'), district), residents: residents() };
const guard = guardOf();
const MOST_BYTES = 8 * 1024;

/** `POST /public/similar`: whether somebody else reported this already. Numbers, distances and lights: nobody's words, nobody's name. 429 for who asks too often. */
export const handler = endpoint(async (event) => {
  const asked = readBody(Similar, event.body, event.isBase64Encoded, MOST_BYTES);
  const at = now();
  await countQuestion(event.requestContext.http.sourceIp, at, guard);
  const cases = await similarCases(asked, finders, await directories.current(), at);
  return ok({ at, cases } satisfies SimilarCases);
});
