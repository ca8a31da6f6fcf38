const CHOSEN = 'gridlight-theme';
const THEMES = ['light', 'dark'] as const;

/** Light or dark: what the device says, until somebody chooses here. */
export const theme = {
  apply(): void {
    const chosen = localStorage.getItem(CHOSEN);
    if (chosen !== null) document.documentElement.dataset.theme = chosen;
  },
  /** The other one, from now on on this device. */
  next(): void {
    const isDark =
      (document.documentElement.dataset.theme ??
        (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
    localStorage.setItem(CHOSEN, THEMES[isDark ? 0 : 1]);
    theme.apply();
  },
};
