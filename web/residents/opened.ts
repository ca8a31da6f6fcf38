import { effect, signal } from '@preact/signals';
import { type Receipt, readReceipt, receiptText } from '../shell/receipt.ts';
import { route } from '../shell/route.ts';
import { saidBy } from './address.ts';

/*
 * The receipt whose report this tab shows. It is in no address, as these stay in the history of the browser: a reload of the
 * tab finds it again, and going elsewhere forgets it. A browser without storage forgets it at the reload.
 */
const KEY = 'gridlight-receipt';

export const opened = signal<Receipt | undefined>(undefined);

export function open(receipt: Receipt | undefined): void {
  opened.value = receipt;
  try {
    if (receipt) sessionStorage.setItem(KEY, receiptText(receipt));
    else sessionStorage.removeItem(KEY);
  } catch (fault) {
    console.warn('this tab keeps nothing', fault);
  }
}

/** Finds the receipt that this tab had before its reload, and from now on takes each out of the address as it comes. */
export function watchAddress(): void {
  opened.value = kept();
  effect(() => {
    const said = saidBy(route.value.path);
    if (said.is === 'elsewhere') open(undefined);
    if (said.is !== 'carrying') return;
    open(readReceipt(said.text));
    history.replaceState(null, '', '#/r');
    route.value = { path: '/r', query: new URLSearchParams() };
  });
}

function kept(): Receipt | undefined {
  try {
    return readReceipt(sessionStorage.getItem(KEY) ?? '');
  } catch (fault) {
    console.warn('this tab keeps nothing', fault);
    return undefined;
  }
}
