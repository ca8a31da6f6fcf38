import { waitingAnswers } from '../shell/answer-index.ts';
import { now } from '../shell/chance.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { type Answers, AnswersQuery } from '../shell/list-messages.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { read } from '../shell/read.ts';

const table = env('CASES_TABLE');
const PAGE = 50;
/** Before every place: an empty text is none that DynamoDB compares a key with. */
const FIRST = ' ';

/**
 * `GET /answers?unit=&cursor=`: answers to residents that wait for the check of what is published, longest first: those that
 * units below this one gave, at the centre all. A page is bounded in what it reads, so it may be short and still have a `next`.
 */
export const handler = endpoint(async (event) => {
  const { unit, cursor = FIRST } = read(AnswersQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  unitOverseen(event, directory, unit);
  const isCentre = unit === directory.root.id;
  const { rows, next } = await waitingAnswers(dynamo, table, district, {
    fits: ({ answeredBy }) => isCentre || (answeredBy !== unit && directory.isWithin(answeredBy, unit)),
    after: cursor,
    most: PAGE,
  });
  const answer: Answers = { at: now(), unit, answers: rows, next };
  return ok(answer);
});
