import { describe, expect, it } from 'vitest';
import { startPulse, waitAfter } from '../../../web/console/pulse.ts';

describe('how long is waited for the next look', () => {
  it.each([
    [0, 10],
    [300, 10],
    [420, 30],
    [600, 60],
    [86_400, 60],
  ])('after %i s without a change: %i s', (quiet, wait) => expect(waitAfter(quiet * 1000)).toBe(wait * 1000));
});

/** A page whose time goes on when it is told to. */
function aPage() {
  const page = { now: 0, visible: true, looks: 0, changes: false };
  let timer: { at: number; then: () => void } | undefined;
  const pulse = startPulse(
    async () => {
      page.looks += 1;
      return page.changes;
    },
    {
      isVisible: () => page.visible,
      now: () => page.now,
      after: (milliseconds, then) => {
        timer = { at: page.now + milliseconds, then };
        return () => {
          timer = undefined;
        };
      },
    },
  );
  const pass = async (seconds: number): Promise<void> => {
    const until = page.now + seconds * 1000;
    while (timer && timer.at <= until) {
      const { at, then } = timer;
      timer = undefined;
      page.now = at;
      then();
      await new Promise(setImmediate);
    }
    page.now = until;
  };
  return { page, pulse, pass };
}

describe('a pulse', () => {
  it('looks every ten seconds, and less often once it is quiet for long', async () => {
    const { page, pass } = aPage();
    await pass(300);
    expect(page.looks).toBe(30);
    await pass(3600);
    expect(page.looks).toBeLessThan(30 + 75);
  });

  it('looks at nothing that nobody sees, and at once when it is seen again', async () => {
    const { page, pulse, pass } = aPage();
    page.visible = false;
    await pass(3600);
    expect(page.looks).toBe(0);
    page.visible = true;
    pulse.now();
    await pass(0);
    expect(page.looks).toBe(1);
    await pass(20);
    expect(page.looks).toBe(3);
  });

  it('is quick again after a change, and stops when it is told to', async () => {
    const { page, pulse, pass } = aPage();
    await pass(3600);
    page.changes = true;
    await pass(60);
    const before = page.looks;
    await pass(60);
    expect(page.looks - before).toBe(6);
    pulse.stop();
    await pass(600);
    expect(page.looks - before).toBe(6);
  });
});
