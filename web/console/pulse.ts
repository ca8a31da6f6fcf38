const QUICK = 10_000;
const SLOW = 60_000;
/** For so long after a change the next one is expected soon. */
const LIVELY = 300_000;

/** How long to wait before the next look, in milliseconds, when nothing has changed for so long: 10 s, at last 60 s. */
export const waitAfter = (quiet: number): number =>
  quiet <= LIVELY ? QUICK : Math.min(SLOW, QUICK + Math.floor((quiet - LIVELY) / 6));

export interface Pulse {
  /** Looks at once, and goes on from there. */
  now(): void;
  stop(): void;
}

export interface Surroundings {
  isVisible(): boolean;
  now(): number;
  after(milliseconds: number, then: () => void): () => void;
}

/**
 * Looks again and again whether something has changed, while somebody can see the page: every ten seconds, less often
 * when nothing changes for long, never twice at a time. `look` tells whether there was a change.
 */
export function startPulse(look: () => Promise<boolean>, around: Surroundings): Pulse {
  let changedAt = around.now();
  let cancel: (() => void) | undefined;
  let looking = false;
  let stopped = false;

  const next = (): void => {
    cancel?.();
    if (!stopped) cancel = around.after(waitAfter(around.now() - changedAt), beat);
  };
  async function beat(): Promise<void> {
    if (looking || stopped) return;
    if (!around.isVisible()) return;
    looking = true;
    try {
      if (await look()) changedAt = around.now();
    } finally {
      looking = false;
      next();
    }
  }
  const now = (): void => {
    changedAt = around.now();
    cancel?.();
    void beat();
  };
  next();
  return {
    now,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
