import { drawer } from '../shell/store.ts';

/*
 * The drawer of this page on this device. A browser that keeps nothing (some do not in private windows) still reports: then
 * a page that is closed in between has forgotten what was written.
 */
const kept = drawer('residents');

export const keep = async (key: string, value: unknown): Promise<void> => {
  try {
    await kept.put(key, value);
  } catch (fault) {
    console.warn(`${key} could not be kept on this device`, fault);
  }
};

export const recall = async <T>(key: string, otherwise: T): Promise<T> => {
  try {
    return (await kept.get<T>(key)) ?? otherwise;
  } catch (fault) {
    console.warn(`${key} could not be read on this device`, fault);
    return otherwise;
  }
};
