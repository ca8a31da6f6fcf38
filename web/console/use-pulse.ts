import { useEffect } from 'preact/hooks';
import { type Surroundings, startPulse } from './pulse.ts';

const page: Surroundings = {
  isVisible: () => document.visibilityState === 'visible',
  now: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A pulse for as long as a component is there: at once, and at once again when the page comes back into view. */
export function usePulse(look: () => Promise<boolean>, key: string): void {
  useEffect(() => {
    const pulse = startPulse(look, page);
    pulse.now();
    const back = (): void => {
      if (document.visibilityState === 'visible') pulse.now();
    };
    document.addEventListener('visibilitychange', back);
    addEventListener('focus', back);
    addEventListener('online', back);
    return () => {
      pulse.stop();
      document.removeEventListener('visibilitychange', back);
      removeEventListener('focus', back);
      removeEventListener('online', back);
    };
  }, [key]);
}
