import { signal } from '@preact/signals';
import { asPhone } from '../../domain/directory/phone.ts';
import { isPassing, type Problem } from '../shell/api.ts';
import { instantNow } from '../shell/clock.ts';
import { newReceipt, told } from '../shell/intake.ts';
import type { Photo } from '../shell/photo.ts';
import type { Receipt } from '../shell/receipt.ts';
import { go } from '../shell/route.ts';
import { readable } from '../shell/words.ts';
import { type Draft, draft, photos, throwAway } from './draft.ts';
import { areaOf } from './form.ts';
import { keep, recall } from './kept.ts';
import { type Mine, mine, remember } from './mine.ts';
import { open } from './opened.ts';
import { pauseAfter, toldBy } from './pace.ts';
import { postReport } from './post-report.ts';
import { putUploads } from './uploads.ts';

/** A report as it goes to the server: sent again as it is, word for word, until it is answered. */
interface Letter extends Receipt, ReturnType<typeof told> {
  category: string;
  grid?: string;
  address?: string;
  reopens?: Receipt;
  photos?: Pick<Photo, 'digest' | 'bytes'>[];
  contact?: { phone: string; subscribe: true };
  /** The case of somebody else that this report follows. */
  joins?: string;
}

export type Sending = { state: 'idle' } | { state: 'sending' } | { state: 'waiting' | 'refused'; problem: Problem };
export const sending = signal<Sending>({ state: 'idle' });

export const isOnItsWay = (): boolean => sending.value.state === 'sending' || sending.value.state === 'waiting';

/** The report of this receipt, if this page has just sent it, or the device remembers that it did. */
export const receivedOf = ({ id }: Receipt): Mine | undefined =>
  [newest.value, ...mine.value].find((own) => own?.id === id);
const newest = signal<Mine | undefined>(undefined);

let failures = 0;
let written: Letter | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what was written. Number and secret are made and kept on this device first: after a lost answer, a second press or a
 * page opened anew the same letter goes out, and there is one case. With `joins` it opens none, and follows that one.
 */
export async function send(joins?: string): Promise<void> {
  if (sending.value.state === 'sending') return;
  clearTimeout(again);
  sending.value = { state: 'sending' };
  written ??= letterOf(joins);
  const letter = written;
  const others = (await unanswered()).filter(({ id }) => id !== letter.id);
  await keep('letters', [...others, letter]);
  const answer = await postReport(letter);
  if (answer.ok) return received(letter);
  if (isPassing(answer.problem)) {
    sending.value = { state: 'waiting', problem: answer.problem };
    failures += 1;
    again = setTimeout(() => send(), pauseAfter(failures, toldBy(answer.problem.status)));
    return;
  }
  // Nothing was made under this number, or somebody else has it: what is sent next gets another.
  await letGo(letter);
  if (answer.problem.code === 'not-joinable') {
    // That one has ended meanwhile: what was written is a report by itself.
    sending.value = { state: 'idle' };
    return send();
  }
  sending.value = { state: 'refused', problem: answer.problem };
}

/** Goes on with a letter that was on its way when the page was closed. */
export async function resume(): Promise<void> {
  const [first] = await unanswered();
  if (!first) return;
  written = first;
  await send();
}

/** What this device has sent, in this tab or another, and nobody has answered yet. */
const unanswered = (): Promise<Letter[]> => recall<Letter[]>('letters', []);

async function received(letter: Letter): Promise<void> {
  const { id, secret, category, contact } = letter;
  const report = { id, secret, category, at: instantNow(), ...(contact && { sms: contact.subscribe }) };
  if (draft.value.remember) await remember(report);
  // Another tab may be writing something else meanwhile: that stays.
  const written = letterOf();
  if (written.category === category && written.words === letter.words) {
    if (letter.joins === undefined) await putUploads({ id, secret }, photos.value);
    throwAway();
  }
  await letGo(letter);
  sending.value = { state: 'idle' };
  newest.value = report;
  open({ id, secret });
  go('/done');
}

async function letGo({ id }: Letter): Promise<void> {
  written = undefined;
  failures = 0;
  await keep(
    'letters',
    (await unanswered()).filter((letter) => letter.id !== id),
  );
}

function letterOf(joins?: string): Letter {
  const { category, reopens, sms, phone } = draft.value;
  return {
    ...newReceipt(),
    category,
    ...where(draft.value),
    ...(reopens && { reopens }),
    ...(sms && { contact: { phone: asPhone(phone), subscribe: true as const } }),
    ...(joins !== undefined && { joins }),
    ...(joins === undefined &&
      photos.value.length > 0 && { photos: photos.value.map(({ digest, bytes }) => ({ digest, bytes })) }),
  };
}

/** A grid that was chosen, with the address beside it; or the address alone, under what was chosen above it. */
function where({
  words,
  grid,
  place,
  address,
  township,
  village,
}: Draft): Pick<Letter, 'words' | 'place' | 'grid' | 'address'> {
  if (grid !== '') return { ...told({ words, address, place }), grid };
  const names = [township, village].map((id) => areaOf(id)?.name ?? '');
  return { ...told({ words, address: '' }), address: readable([...names, address].join('')) };
}

addEventListener('online', () => {
  if (sending.value.state === 'waiting') void send();
});
