import { effect } from '@preact/signals';
import { route } from '../shell/route.ts';

let last = '#/';

/** Where the inbox was left, with its unit and filters. */
export const inboxHash = (): string => last;

effect(() => {
  const { path, query } = route.value;
  if (path === '/') last = query.size > 0 ? `#/?${query}` : '#/';
});
