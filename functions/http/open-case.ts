import { OpenCase } from '../../domain/case/command.ts';
import { decideOpen } from '../../domain/case/decide-open.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { firstVersion } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { callerOf } from '../shell/caller.ts';
import { caseView, JUST_MADE } from '../shell/case-view.ts';
import { sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { takenUpIn } from '../shell/other-case.ts';
import { ProblemError, problem, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';

const own = desk();
const MOST_BYTES = 64 * 1024;

/**
 * `POST /cases`: takes a matter in, or records one handled on the spot. The client makes the id, so a replay of the
 * same body by the same person is answered with the case as it is (200), whatever the directory says by then; another
 * body under that id with 409.
 */
export const handler = endpoint(async (event) => {
  const command = readBody(OpenCase, event.body, event.isBase64Encoded, MOST_BYTES);
  const present = await means(own);
  const actor = callerOf(event, present.directory);
  const request = sha256(canonical({ officer: actor.officer, command }));
  const decision = decideOpen(command, actor, present.now, present.directory);
  const isNew = command.reopens === undefined || (await own.cases.load(command.id)) === undefined;
  if (!isRefusal(decision) && isNew) {
    const by = decision[0]?.by;
    if (command.reopens && by) await takenUpIn(own, command.reopens, command.id, actor, by);
    const file = firstVersion(request, decision, present, command.receipt);
    if (await own.cases.save(file, present)) return ok(caseView(file, present, actor, JUST_MADE), 201);
  }

  const there = await own.cases.load(command.id);
  if (there?.request === request) return ok(caseView(there, present, actor));
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  const detail = `case ${command.id} is there already with another content; make a new id`;
  throw new ProblemError(problem('conflict', detail, { code: 'id-conflict' }));
});
