/** How it stands with a photo on its way; `failed` is given up until somebody asks for it again. */
export interface Going {
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'failed';
  /** How often it was put to the bucket in vain. */
  tries: number;
  photo: object;
}

/**
 * How a try ended: `failed` is of this photo alone; `held` of all, as the server cannot be asked now. `told` is how many
 * milliseconds it asks to wait.
 */
export type Tried = { is: 'sent' | 'refused' } | { is: 'failed' | 'held'; told: number };

const MOST_TRIES = 8;

interface Ports<T extends Going> {
  /** All of them, as they stand now: some may come in the meantime. */
  all: () => readonly T[];
  deliver: (one: T) => Promise<Tried>;
  mark: (one: T, changes: Partial<Going>) => Promise<void>;
}

/** Tries each photo that waits once, in order. Returns whether any arrived, and how long the server asks to wait. */
export async function round<T extends Going>({
  all,
  deliver,
  mark,
}: Ports<T>): Promise<{ sent: boolean; told: number }> {
  const seen = new Set<object>();
  const next = (): T | undefined => all().find(({ state, photo }) => state === 'waiting' && !seen.has(photo));
  const outcome = { sent: false, told: 0 };
  for (let one = next(); one; one = next()) {
    seen.add(one.photo);
    await mark(one, { state: 'sending' });
    const tried = await deliver(one);
    await mark(one, after(one.tries, tried));
    if ('told' in tried) outcome.told = Math.max(outcome.told, tried.told);
    else outcome.sent ||= tried.is === 'sent';
    if (tried.is === 'held') break;
  }
  return outcome;
}

function after(tries: number, tried: Tried): Partial<Going> {
  if (tried.is === 'held') return { state: 'waiting' };
  if (tried.is !== 'failed') return { state: tried.is };
  return { state: tries + 1 < MOST_TRIES ? 'waiting' : 'failed', tries: tries + 1 };
}
