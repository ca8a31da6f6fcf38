import * as z from 'zod/mini';

/**
 * What may come from where before it is looked at twice. A whole village may share one address, as mobile carriers have it: so
 * much for an address, little for a device. `soft`: from there on each report costs a proof of work; `hard`: with a proof it is
 * held for a clerk, without it is refused; at twice that it is refused at all events.
 */
export const RATES = {
  /** Reports of one address in an hour. */
  'address-soft': 300,
  'address-hard': 1200,
  /** Reports of one device in an hour. */
  'device-soft': 5,
  'device-hard': 20,
  /** Wrong receipts of one address in a quarter of an hour; at this many it hears nothing more. */
  guesses: 100,
  /** Questions of one address in a quarter of an hour whether a matter is known already. */
  similar: 300,
  /** The same words in a day, from one device and from one address: what is more is held. */
  'same-words-device': 3,
  'same-words-address': 600,
  /** Links in one report; what has more is held. */
  links: 2,
};
export type Rates = Record<keyof typeof RATES, number>;

const RATE = new RegExp(`^(?:${Object.keys(RATES).join('|')}):[1-9]\\d{0,8}$`);
/** One `name:number` of what a deployment wants otherwise. */
export const Rate = z.string().check(z.regex(RATE, `name:number pairs, separated by commas, of ${Object.keys(RATES)}`));

/** The rates, with what was set otherwise: `device-soft:10,links:0`. */
export const ratesWith = (set: string): Rates => ({
  ...RATES,
  ...Object.fromEntries(
    set
      .split(',')
      .filter((each) => each !== '')
      .map((each) => each.split(':'))
      .map(([name, count]) => [name, Number(count)]),
  ),
});

/** Reports within the hour, this one counted; undefined where there is no device to count. */
export interface Counts {
  address: number;
  device: number | undefined;
}

const VERDICTS = ['in', 'prove', 'hold', 'refuse'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What is to be done with a report, by how many came before: the harder of what its address and its device bring. */
export function verdictOf({ address, device = 0 }: Counts, rates: Rates): Verdict {
  const byAddress = gradeOf(address, rates['address-soft'], rates['address-hard']);
  const byDevice = gradeOf(device, rates['device-soft'], rates['device-hard']);
  return VERDICTS[Math.max(byAddress, byDevice)] ?? 'refuse';
}

const gradeOf = (count: number, soft: number, hard: number): number =>
  [soft, hard, 2 * hard].filter((limit) => count > limit).length;
