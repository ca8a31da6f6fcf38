import type { Report } from '../../domain/case/command.ts';
import type { Instant } from '../../domain/primitives.ts';
import { type Rates, verdictOf } from '../../domain/resident/rates.ts';
import { alike, type Suspicion, suspicionsOf } from '../../domain/resident/suspicion.ts';
import { sha256 } from './chance.ts';
import type { DayKeys } from './day-keys.ts';
import type { HttpEvent } from './endpoint.ts';
import { type LimitRows, secondsLeft } from './limit-rows.ts';
import { type ProblemError, tooMany } from './problem.ts';
import type { Proofs } from './proofs.ts';

const HOUR = 3600;
const DAY = 86_400;

export interface Gate {
  rows: Pick<LimitRows, 'add'>;
  keys: Pick<DayKeys, 'nameOf'>;
  proofs: Proofs;
  rates: Rates;
  /** Words of the district's list, as `alike` makes them. */
  listed: readonly string[];
}

/** What of a report is looked through: all that can be written in it. The same words elsewhere are the same words. */
type Said = Pick<Report, 'words' | 'address' | 'place'>;

/** A device calls itself what it likes: 16 to 64 characters that it drew once. */
const DEVICE = /^[\w-]{16,64}$/;

/**
 * Lets a new report in, or says why it is to be held for a clerk. Throws 429 as a problem: `proof-needed` with a challenge, above
 * the soft limit; `too-many`, above the hard one. Counts the report in any case; what it counts by leads back to nobody.
 */
export async function admit(event: HttpEvent, report: Said, now: Instant, gate: Gate): Promise<Suspicion[]> {
  const { rows, keys, proofs, rates, listed } = gate;
  const named = event.headers['x-device'] ?? '';
  const { sourceIp } = event.requestContext.http;
  const address = await keys.nameOf('address', sourceIp, now);
  const device = DEVICE.test(named) ? await keys.nameOf('device', named, now) : undefined;
  const said = sha256(alike(report.words)).slice(0, 32);
  const counted = async (who: string | undefined, seconds: number, more = ''): Promise<number | undefined> =>
    who === undefined ? undefined : rows.add({ what: `${who}${more}`, seconds }, now);
  const ofAddress = await rows.add({ what: address, seconds: HOUR }, now);
  // Who is refused at all events costs one write, however often they come.
  if (ofAddress > 2 * rates['address-hard']) throw tooManyReports(now);
  const [ofDevice, sameOfAddress = 0, sameOfDevice = 0] = await Promise.all([
    counted(device, HOUR),
    counted(address, DAY, `#${said}`),
    counted(device, DAY, `#${said}`),
  ]);
  const verdict = verdictOf({ address: ofAddress, device: ofDevice }, rates);
  if (verdict === 'refuse') throw tooManyReports(now);
  if (verdict !== 'in' && !(await proofs.spend(event.headers['x-proof'] ?? '', now)))
    throw proofNeeded(await proofs.challenge(now));
  const sameWords = { address: sameOfAddress, device: sameOfDevice };
  const words = [report.words, report.address, report.place?.address].filter((text) => text !== undefined).join('\n');
  return suspicionsOf({ words, sameWords, isOver: verdict === 'hold' }, rates, listed);
}

function tooManyReports(now: Instant): ProblemError {
  const seconds = secondsLeft(HOUR, now);
  const detail = `too many reports came from here within this hour; send it again in ${seconds} seconds`;
  return tooMany(detail, seconds);
}

function proofNeeded(challenge: unknown): ProblemError {
  const detail =
    'many reports came from here; solve the challenge, and send the report again with the solution in x-proof';
  return tooMany(detail, 1, { code: 'proof-needed', challenge });
}
