import { postAtCentre } from '../../domain/review/moves.ts';
import { reviewOf } from '../../domain/review/review-file.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { bundleKey } from '../shell/freeze.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { readableReview } from '../shell/readable-review.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { vault } from '../shell/vault.ts';

const own = reviewDesk();
const kept = vault(env('VAULT_BUCKET'));

/** `GET /reviews/{id}/evidence`: the signed bundle, byte for byte as it was kept. It holds telephones: for the centre. */
export const handler = endpoint(async (event) => {
  const { file, actor, present } = await readableReview(event, own);
  if (!postAtCentre(actor, present.directory)) {
    throw new ProblemError(problem('not-yours', 'the bundle is for the district centre; read the case itself'));
  }
  const { id, evidence } = reviewOf(file);
  if (!evidence) {
    throw new ProblemError(problem('not-found', `review ${id} is only proposed: nothing was frozen yet; take it up`));
  }
  const text = await kept.get(bundleKey(evidence.id));
  if (text === undefined) throw new Error(`the vault has no bundle ${evidence.id} of review ${id}`);
  return ok(text);
});
