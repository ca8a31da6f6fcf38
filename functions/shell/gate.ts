import { alike } from '../../domain/resident/suspicion.ts';
import type { Gate } from './admission.ts';
import { guardOf } from './guard.ts';
import { workProofs } from './proofs.ts';

/** The gate at which reports come in, with what the deployment set. */
export function gateOf(): Gate & ReturnType<typeof guardOf> {
  const guard = guardOf();
  const listed = (process.env.HELD_WORDS ?? '').split(',').map(alike);
  return { ...guard, proofs: workProofs(guard.keys, guard.rows), listed: listed.filter((each) => each !== '') };
}
