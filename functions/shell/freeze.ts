import type { Draft } from '../../domain/case/decision.ts';
import type { Recorded } from '../../domain/case/event.ts';
import { append, type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { contentOf, idOf, textOf } from '../../domain/evidence/bundle.ts';
import { revisionsOf } from '../../domain/evidence/policy.ts';
import type { Frozen } from '../../domain/review/decide.ts';
import type { By } from '../../domain/review/event.ts';
import { concernedIn } from '../../domain/review/open.ts';
import { type ReviewRefusal, refuse } from '../../domain/review/refusal.ts';
import { type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { sha256 } from './chance.ts';
import { type Desk, decideOn } from './execute.ts';
import type { Signer } from './signer.ts';
import type { Vault } from './vault.ts';

/** What freezing a case takes. */
export interface Freezer {
  desk: Desk;
  directoryAt(revision: number): Promise<Directory>;
  vault: Vault;
  signer: Signer;
  district: string;
}

export const bundleKey = (id: string): string => `evidence/${id}.json`;

/**
 * Marks the case as under this review, puts what it was at that moment into the vault, and tells what that is. A case has
 * one review at a time. Undefined if there is no such case. Can be called again after a crash at any point: the mark is
 * made once, and what is frozen is always the history up to it.
 */
export async function freeze(
  freezer: Freezer,
  caseId: string,
  review: string,
  by: By,
): Promise<Frozen | ReviewRefusal | undefined> {
  const { desk } = freezer;
  const marked = await decideOn<CaseFile, ReviewRefusal>(desk.cases, desk, caseId, (file, means) => {
    const { reviews } = caseOf(file);
    if (reviews.some(({ id }) => id === review)) return file;
    const running = reviews.find(({ endedAt }) => endedAt === null);
    if (running) return refuse('under-review', `case ${caseId} is under review ${running.id}; go on with that one`);
    return append(caughtUp(file, means), [{ by, what: { type: 'review-opened', review } }], means);
  });
  if (!marked || 'refused' in marked) return marked;
  const mark = marked.history.findIndex(({ what }) => what.type === 'review-opened' && what.review === review);
  const history = marked.history.slice(0, mark + 1);
  const id = await keep(freezer, { ...marked, history, contents: boundBy(history, marked) }, review);
  const before = history.filter(({ what }) => what.type !== 'review-opened' && what.type !== 'review-ended');
  return { evidence: { id, events: history.length }, ...concernedIn(before) };
}

function boundBy(history: readonly Recorded[], { contents }: CaseFile): CaseFile['contents'] {
  const bound = new Set(history.map(({ content }) => content));
  return Object.fromEntries(Object.entries(contents).filter(([digest]) => bound.has(digest)));
}

/** Signs the bundle and puts it into the vault, unless it is there; answers its address. */
async function keep(
  { directoryAt, vault, signer, district }: Freezer,
  file: CaseFile,
  review: string,
): Promise<string> {
  const then = new Map(
    await Promise.all(revisionsOf(file.history).map(async (rev) => [rev, await directoryAt(rev)] as const)),
  );
  const content = contentOf({
    file,
    review,
    at: file.history.at(-1)?.at ?? '',
    district,
    signing: { algorithm: 'ECDSA_SHA_256', publicKey: await signer.publicKey() },
    directoryAt: (revision) => then.get(revision) ?? missing(revision),
  });
  const id = idOf(content, sha256);
  if (!(await vault.has(bundleKey(id)))) {
    const { signature } = await signer.sign(id);
    // If somebody else kept the same at the same moment, under another signature, that is just as good.
    await vault.put(bundleKey(id), textOf(content, id, signature));
  }
  return id;
}

function missing(revision: number): never {
  throw new Error(`the history names revision ${revision} of the directory only where nobody looked for it`);
}

/** Lets the case of a review go when that has ended. A second call changes nothing. */
export function release(desk: Desk, file: ReviewFile) {
  const review = reviewOf(file);
  const by = file.history.findLast(({ what }) => what.type !== 'notified' && what.type !== 'restarted')?.by;
  const ended: Draft = { by: by ?? { system: 'timer' }, what: { type: 'review-ended', review: review.id } };
  return decideOn<CaseFile, ReviewRefusal>(desk.cases, desk, review.case, (kase, means) => {
    const held = caseOf(kase).reviews.some(({ id, endedAt }) => id === review.id && endedAt === null);
    return held ? append(kase, [ended], means) : kase;
  });
}
