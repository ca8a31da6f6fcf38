import { createHash } from 'node:crypto';
import { currentStage, isOpen } from '../domain/case/case.ts';
import type { Command, OpenCase } from '../domain/case/command.ts';
import { decide } from '../domain/case/decide.ts';
import { decideOpen } from '../domain/case/decide-open.ts';
import type { Actor, Decision } from '../domain/case/decision.ts';
import { isRefusal } from '../domain/case/refusal.ts';
import { nextDue } from '../domain/case/rungs.ts';
import type { CaseFile, Means } from '../domain/case-file/case-file.ts';
import { append, caseOf, firstVersion } from '../domain/case-file/case-file.ts';
import { caughtUp } from '../domain/case-file/caught-up.ts';
import { canonical } from '../domain/case-file/history.ts';
import { claimNotices, reportNotice } from '../domain/case-file/outbox.ts';
import type { Directory } from '../domain/directory/directory.ts';
import type { Instant } from '../domain/primitives.ts';
import { instant, ms } from '../domain/primitives.ts';
import { afterAnswer } from './after-answer.ts';
import type { Matter, Step } from './matters.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Plays a matter through the domain as it would have gone, up to an instant: each step by somebody of the unit that
 * holds the case, lights and notices between them at their own instants. Steps after `until` are left undone. The same
 * matter gives the same file.
 */
export function play(matter: Matter, directory: Directory, until: Instant): CaseFile {
  const officers = directory.documents.officers;
  const actorAt = (unit: string): Actor => {
    const officer = officers.find(({ posts }) =>
      posts.some((post) => post.unit === unit && post.role !== 'administrator'),
    );
    if (!officer) throw new Error(`nobody in the sample works at ${unit}`);
    return { officer: officer.id, posts: officer.posts };
  };
  const means = (now: Instant): Means => ({
    now,
    directory,
    hash: sha256,
    salt: sha256(matter.id + now).slice(0, 32),
    patience: 120,
  });

  const [first, ...rest] = matter.steps;
  const opening = openingOf(matter, first);
  const request = sha256(canonical({ officer: matter.officer, command: opening }));
  const opened = decided(decideOpen(opening, actorAt(matter.grid), matter.at, directory));
  let file = firstVersion(request, opened, means(matter.at), opening.receipt);

  for (const step of first?.do === 'record' ? rest : matter.steps) {
    const at = instant(ms(matter.at) + step.after * 60_000);
    if (at > until) break;
    file = pass(file, at, means);
    const kase = caseOf(file);
    if (!isOpen(kase)) break;
    const decision = decide(kase, commandOf(step), actorAt(currentStage(kase).unit), at, directory);
    // A case that went up by itself meanwhile is past some of its steps.
    if (!isRefusal(decision)) file = append(file, decision, means(at));
  }
  for (const { at, by, command } of afterAnswer(file, directory)) {
    if (at > until) break;
    file = pass(file, at, means);
    const decision = decide(caseOf(file), command, 'resident' in by ? by : actorAt(by.unit), at, directory);
    if (!isRefusal(decision)) file = append(file, decision, means(at));
  }
  return pass(file, until, means);
}

/** Time passes: every light and reminder at its own instant, every notice sent. */
function pass(file: CaseFile, until: Instant, means: (now: Instant) => Means): CaseFile {
  const { directory } = means(until);
  let sofar = file;
  for (let due = nextDue(caseOf(sofar), directory); due && due.at < until; due = nextDue(caseOf(sofar), directory)) {
    sofar = look(sofar, means(due.at));
  }
  return look(sofar, means(until));
}

function look(file: CaseFile, present: Means): CaseFile {
  const ticked = caughtUp(file, present);
  const { file: taken, claimed } = claimNotices(ticked, present);
  return claimed.reduce(
    (sofar, notice) => reportNotice(sofar, notice, { outcome: 'sent', reference: 'sample' }, present),
    taken,
  );
}

/** A receipt that nobody has: the sample's residents do not come back. */
const receiptOf = ({ id }: Matter): string => sha256(`receipt of ${id}`);

const openingOf = (matter: Matter, first: Step | undefined): OpenCase => ({
  id: matter.id,
  category: matter.category,
  grid: matter.grid,
  words: matter.words,
  place: matter.place,
  ...(matter.emergency && { emergency: true }),
  ...(matter.resident && { resident: true, receipt: receiptOf(matter) }),
  ...(first?.do === 'record' && { record: { result: first.words } }),
});

function commandOf(step: Step): Command {
  switch (step.do) {
    case 'record':
    case 'resolve':
      return { type: 'resolve', result: step.words };
    case 'accept':
      return { type: 'accept' };
    case 'escalate':
      return { type: 'escalate', reason: step.words };
    case 'dispatch':
      return { type: 'dispatch', department: step.department ?? '', instruction: step.words };
    case 'close':
      return { type: 'close', note: step.words };
    default:
      return step.do satisfies never;
  }
}

function decided(decision: Decision) {
  if (isRefusal(decision)) throw new Error(`the sample does what the rules refuse: ${decision.message}`);
  return decision;
}
