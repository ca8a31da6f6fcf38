import { isOpen } from '../../domain/case/case.ts';
import { Command, type CommandOf } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/case/decision.ts';
import { isRefusal, type Refusal } from '../../domain/case/refusal.ts';
import type { Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { after } from '../../domain/primitives.ts';
import { callerOf } from '../shell/caller.ts';
import { noSuchCase, ulidIn } from '../shell/case-path.ts';
import { caseView } from '../shell/case-view.ts';
import { commandStep } from '../shell/command-step.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { execute, means, type StepOf } from '../shell/execute.ts';
import { circleOf, linkOn, openContinuation, takeBack, unlink } from '../shell/other-case.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';

const own = desk();
const MOST_BYTES = 64 * 1024;

/**
 * `POST /cases/{id}/commands`: one move of a person. With an `id` in the command, a replay is harmless. What another
 * case must know of the move is written there first, once the move is known to be allowed.
 */
export const handler = endpoint(async (event) => {
  const command = readBody(Command, event.body, event.isBase64Encoded, MOST_BYTES);
  const id = ulidIn(event);
  const present = await means(own);
  const actor = callerOf(event, present.directory);
  const step = commandStep(command, actor);
  const stopped = concernsAnother(command) ? await tellOther(id, command, actor, step, present) : undefined;
  const result = stopped ?? (await execute(own, id, step));
  if (!result) throw noSuchCase(id);
  if (isRefusal(result)) {
    if (concernsAnother(command) && isOurs(stopped)) await takeBackWord(id, command);
    throw new ProblemError(problemOf(result));
  }
  // Never before the move itself, which another instance may have dated; a replay is answered as of now.
  const last = result.history.at(-1)?.at ?? present.now;
  return ok(caseView(result, { ...present, now: after(present.now, last) }, actor));
});

/** Whether the other case was told before this refusal: what was refused at the rehearsal told nobody. */
const isOurs = (stopped: Refusal | undefined): boolean => stopped === undefined || stopped.refused === 'absorbed';

type Concerning = CommandOf<'link' | 'merge' | 'continue'>;
const concernsAnother = (command: Command): command is Concerning =>
  command.type === 'link' || command.type === 'merge' || command.type === 'continue';

/**
 * What was refused in the end is taken back from the other case, if it got so far. A case that goes on in the other, or
 * still can, takes nothing back: the refusal may be of a repetition, or of somebody whom it does not concern.
 */
async function takeBackWord(id: string, command: Concerning): Promise<void> {
  const file = await own.cases.load(id);
  if (!file) return;
  const kase = caseOf(file);
  if (command.type === 'merge' && kase.mergedInto === null) await unlink(own, command.into, id);
  if (command.type !== 'continue' || isOpen(kase)) return;
  const goesOnThere = kase.links.some(({ case: other, how }) => other === command.as && how === 'continued-by');
  if (!goesOnThere) await takeBack(own, command.as, id);
}

/** Rehearses the move, and tells the other case of it. A refusal if either case forbids it. */
async function tellOther(
  id: string,
  command: Concerning,
  actor: Actor,
  step: StepOf,
  present: Means,
): Promise<Refusal | undefined> {
  const file = await own.cases.load(id);
  const next = file && step(file, present);
  if (!next || isRefusal(next)) return next;
  const by = next.history.at(-1)?.by;
  if (next === file || !by) return undefined;
  const head = file.history.at(-1)?.hash ?? '';
  if (command.type === 'continue') return openContinuation(own, next, head, command.as, by, present);
  if (command.type === 'link') return linkOn(own, command.to, { case: id, how: 'related' }, actor, by);
  const refused = await linkOn(
    own,
    command.into,
    { case: id, how: 'absorbed', ...(caseOf(file).resident && { resident: true }) },
    actor,
    by,
  );
  return refused ?? circleOf(own, id, command.into);
}
