import { effect, signal } from '@preact/signals';
import type { MeView } from '../../functions/shell/me-view.ts';
import type { Problem } from './api.ts';
import { get } from './api.ts';
import { accessToken, isLoggedIn, login } from './login.ts';
import { zone } from './words.ts';

/** Who is at this device, as far as the server has told. */
export type Session =
  | { state: 'asking' }
  | { state: 'out' }
  | { state: 'refused'; problem: Problem }
  | { state: 'in'; me: MeView }
  /** Was in, and the issuer wants to be asked again. */
  | { state: 'over'; me: MeView };

export const session = signal<Session>({ state: 'asking' });

/** The posts in which somebody works on cases: who keeps the directory does not. Nobody has none. */
export const workingPosts = (me: MeView | undefined): MeView['posts'] =>
  me?.posts.filter(({ role }) => role !== 'administrator') ?? [];

/** Whoever is logged in now. */
export const meNow = (): MeView | undefined => (session.value.state === 'in' ? session.value.me : undefined);

effect(() => {
  const { value } = isLoggedIn;
  const now = session.peek();
  if (!value && now.state === 'in') session.value = { state: 'over', me: now.me };
});

/** Finds out who is here; a page calls it when it opens, and again when the network has come back. */
export async function begin(): Promise<void> {
  session.value = await found();
}

async function found(): Promise<Session> {
  try {
    if (accessToken() === undefined && !(await login())) return { state: 'out' };
  } catch (fault) {
    console.warn('the login failed', fault);
    return { state: 'refused', problem: { code: 'login-failed', status: 0, detail: String(fault) } };
  }
  const answer = await get<MeView>('/me');
  if (!answer.ok) return { state: 'refused', problem: answer.problem };
  zone.value = answer.value.zone;
  return { state: 'in', me: answer.value };
}
