import { signal } from '@preact/signals';

/** Whether this device has a network, as far as it knows. */
export const online = signal(navigator.onLine);

const look = (): void => {
  online.value = navigator.onLine;
};
addEventListener('online', look);
addEventListener('offline', look);
