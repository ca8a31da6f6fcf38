import { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/case/decide.ts';
import { decide } from '../../domain/case/decide.ts';
import { mayRead } from '../../domain/case/moves.ts';
import { isRefusal, refuse } from '../../domain/case/refusal.ts';
import { append, caseOf, hasRoomFor, versionOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { callerOf } from '../shell/caller.ts';
import { caseIdOf, noSuchCase } from '../shell/case-path.ts';
import { caseView } from '../shell/case-view.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { execute, means, type StepOf } from '../shell/execute.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';

const own = desk();
const MOST_BYTES = 64 * 1024;

/** `POST /cases/{id}/commands`: one move of a person. With an `id` in the command, a replay is harmless. */
export const handler = endpoint(async (event) => {
  const command = readBody(Command, event.body, event.isBase64Encoded, MOST_BYTES);
  const id = caseIdOf(event);
  const present = await means(own);
  const actor = callerOf(event, present.directory);
  const result = await execute(own, id, stepFor(command, actor));
  if (!result) throw noSuchCase(id);
  if (isRefusal(result)) throw new ProblemError(problemOf(result));
  return ok(caseView(result, { ...present, now: result.history.at(-1)?.at ?? present.now }));
});

/** What came due before the command is put on record before it, so that a late hand never hides a light. */
const stepFor =
  (command: Command, actor: Actor): StepOf =>
  (file, present) => {
    const kase = caseOf(file);
    if (!mayRead(actor.posts, kase, present.directory)) {
      return refuse('not-yours', 'you have no post in or above a unit that this case has touched');
    }
    const request = present.hash(canonical({ officer: actor.officer, command }));
    const known = command.id === undefined ? undefined : file.commands[command.id];
    if (known === request) return file;
    if (known !== undefined) return refuse('id-conflict', `command ${command.id} was another one; make a new id`);
    const version = versionOf(file);
    if (command.ifVersion !== undefined && command.ifVersion !== version) {
      return refuse('version-conflict', `the case has version ${version}, not ${command.ifVersion}; read it again`);
    }
    const ticked = caughtUp(file, present);
    const decision = decide(caseOf(ticked), command, actor, present.now, present.directory);
    if (isRefusal(decision)) return decision;
    const moved = append(ticked, decision, { ...present, salt: `${present.salt}-c` });
    const next =
      command.id === undefined ? moved : { ...moved, commands: { ...moved.commands, [command.id]: request } };
    return hasRoomFor(next, command)
      ? next
      : refuse('case-full', 'the case holds as much as one case can; resolve, close or cancel it and open another');
  };
