import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const OFF = 'gridlight-console-keys';
/** For so long `g` waits for what follows. */
const PATIENCE = 1500;

/** Whether single keys do something: who dictates, or whose fingers slip, can turn them off. */
export const keysOn = signal(localStorage.getItem(OFF) !== 'off');
export function turnKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(OFF, on ? 'on' : 'off');
}

type Keys = Readonly<Record<string, () => void>>;

/** Somebody who writes, or chooses, means the letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, dialog, [contenteditable]') !== null;

let begun: { key: string; at: number } | undefined;

/** What keys do while a component is there: `j`, or two after one another as `g i`. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!keysOn.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const first = begun && event.timeStamp - begun.at < PATIENCE ? `${begun.key} ` : '';
      const act = latest.current[`${first}${event.key}`];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

// After all others have seen it, a key may be the first of two.
addEventListener('keydown', (event) => {
  const isFirst = event.key === 'g' && !isTyping(event.target);
  queueMicrotask(() => {
    begun = isFirst ? { key: event.key, at: event.timeStamp } : undefined;
  });
});
