import { get } from '../shell/api.ts';
import { accessToken, forgetTries } from '../shell/login.ts';
import { online } from '../shell/online.ts';
import { begin, meNow, session } from '../shell/session.ts';
import { me, renew, renewCase } from './mine.ts';
import { box, refreshBox, send } from './sender.ts';

const EVERY = 60_000;

/** Sends what waits, if somebody is logged in whose letters these are. */
export function sendNow(): void {
  void refreshBox();
  const officer = meNow()?.officer?.id;
  if (officer) void send(officer, renewCase).then(renew);
}

/** Whether letters wait that only a login lets go. */
export const waitsForLogin = (): boolean =>
  session.value.state !== 'in' &&
  session.value.state !== 'asking' &&
  box.value.some(({ state }) => state === 'waiting');

/** Nobody is led away from a form that they fill in. */
export const isWriting = (): boolean =>
  location.hash.startsWith('#/new') || [...document.querySelectorAll('textarea')].some(({ value }) => value !== '');

/** Keeps this device in step with the server from now on: when the network comes, when somebody looks, each minute. */
export function keepInStep(): void {
  const again = (): void => {
    if (!online.value || document.visibilityState === 'hidden') return;
    if (session.value.state === 'in') sendNow();
    else if (accessToken()) void begin().then(sendNow);
  };
  addEventListener('online', () => {
    again();
    if (!accessToken()) void comeBack();
  });
  document.addEventListener('visibilitychange', again);
  setInterval(again, EVERY);
}

/** The network is back and nobody is logged in: asks the issuer quietly, unless somebody is writing. */
async function comeBack(): Promise<void> {
  if (!me.value) return;
  const there = await get('/health');
  // Whatever answers is a network.
  if (!there.ok && there.problem.status === 0) return;
  forgetTries();
  await begin();
  sendNow();
}
