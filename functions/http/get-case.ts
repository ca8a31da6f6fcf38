import { caseView } from '../shell/case-view.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { readableCase } from '../shell/readable-case.ts';

const own = desk();

/** `GET /cases/{id}`: the case with clocks, lights, content and its whole history, the chain verified. */
export const handler = endpoint(async (event) => {
  const { file, present, actor } = await readableCase(event, own);
  return ok(caseView(file, present, actor));
});
