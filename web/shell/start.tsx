import { type ComponentType, render } from 'preact';
import { setSpeed } from './clock.ts';
import { config } from './config.ts';
import { theme } from './theme.ts';
import { type Key, speak, t, type Words } from './words.ts';

/** Opens a page: its theme, its words, its clock, then what it shows. */
export async function start(Page: ComponentType, words: Words, title: Key): Promise<void> {
  theme.apply();
  await speak(words);
  document.title = t(title);
  const root = document.getElementById('page');
  if (root) render(<Page />, root);
  // A page without its configuration still shows what it has, and tells what it cannot reach when it asks.
  const { speed } = await config().catch(() => ({ speed: 1 }));
  setSpeed(speed);
}
