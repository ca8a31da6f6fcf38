import type { Command } from '../../domain/case/command.ts';
import { decide } from '../../domain/case/decide.ts';
import type { Actor, Resident } from '../../domain/case/decision.ts';
import { MOVES, mayRead } from '../../domain/case/moves.ts';
import { isRefusal, refuse } from '../../domain/case/refusal.ts';
import { answerIn } from '../../domain/case-file/answer.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { append, caseOf, versionOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { hasRoomFor, isFull, remedyOf } from '../../domain/case-file/room.ts';
import type { StepOf } from './execute.ts';

/**
 * What a command makes of a case, for `execute`. What came due before it is put on record before it, so that a late hand
 * never hides a light. That a resident holds the receipt is for the caller to have seen to.
 */
export const commandStep =
  (command: Command, actor: Actor | Resident): StepOf =>
  (file, present) => {
    const kase = caseOf(file);
    if ('posts' in actor && !mayRead(actor.posts, kase, present.directory)) {
      return refuse('not-yours', 'you have no post in or above a unit that this case has touched');
    }
    const request = present.hash(canonical({ ...nameOf(actor), command }));
    const known = command.id === undefined ? undefined : file.commands[command.id];
    if (known === request) return file;
    if (known !== undefined) return refuse('id-conflict', `command ${command.id} was another one; make a new id`);
    const version = versionOf(file);
    if (command.ifVersion !== undefined && command.ifVersion !== version) {
      return refuse('version-conflict', `the case has version ${version}, not ${command.ifVersion}; read it again`);
    }
    if (command.type === 'continue' && !isFull(file)) {
      return refuse('not-full', 'the case has room for more; go on in it', MOVES.continue.rule);
    }
    const ticked = caughtUp(file, present);
    const decision = decide(caseOf(ticked), inFull(command, ticked), actor, present.now, present.directory);
    if (isRefusal(decision)) return decision;
    const moved = append(ticked, decision, { ...present, salt: `${present.salt}-c` });
    const next =
      command.id === undefined ? moved : { ...moved, commands: { ...moved.commands, [command.id]: request } };
    return hasRoomFor(next, command)
      ? next
      : refuse('case-full', `the case holds as much as one case can; ${remedyOf(caseOf(next), command)}`);
  };

/** What is published without words of its own, is the answer as it was given. */
function inFull(command: Command, file: CaseFile): Command {
  const words = command.type === 'publish' ? (command.words ?? answerIn(file)?.words) : undefined;
  return command.type === 'publish' && words !== undefined ? { ...command, words } : command;
}

const nameOf = (actor: Actor | Resident) => ('resident' in actor ? actor : { officer: actor.officer });
