import { withQuery } from '../shell/route.ts';
import { theme } from '../shell/theme.ts';

/** Dark and on the whole screen, as a projector shows it. Returns what takes it back. */
export function enterBig(): () => void {
  document.documentElement.dataset.theme = 'dark';
  const left = (): void => {
    if (!document.fullscreenElement) withQuery({ big: null });
  };
  document.addEventListener('fullscreenchange', left);
  return () => {
    document.removeEventListener('fullscreenchange', left);
    delete document.documentElement.dataset.theme;
    theme.apply();
    if (document.fullscreenElement) void document.exitFullscreen();
  };
}

/** To be called by a press: no browser gives the whole screen otherwise. Where it gives none, the page is large all the same. */
export async function showBig(): Promise<void> {
  if (document.fullscreenEnabled) await document.documentElement.requestFullscreen();
  withQuery({ big: '1' });
}
