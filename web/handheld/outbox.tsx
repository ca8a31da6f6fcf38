import { words } from 'gridlight-words/case';
import { useEffect, useState } from 'preact/hooks';
import { Thumbnail } from '../parts/photo-picker.tsx';
import { problemText } from '../parts/problem.tsx';
import { categoryName } from '../shell/directory.ts';
import { leaveForLogin } from '../shell/login.ts';
import { go } from '../shell/route.ts';
import { maybe, moment, speakAlso, t } from '../shell/words.ts';
import { discard, draft, type Letter, photoOf, settle } from './letters.ts';
import { me } from './mine.ts';
import { sendNow, waitsForLogin } from './post.ts';
import { box, held, refreshBox } from './sender.ts';

/** What waits, what went out, what was refused and why. */
export function Outbox() {
  useEffect(() => void speakAlso(words).then(refreshBox), []);
  const by = (state: Letter['state']) => box.value.filter((letter) => letter.state === state);
  const [waiting, refused, sent] = [by('waiting'), by('refused').filter(isMine), by('sent').filter(isMine)];
  return (
    <div class="stack">
      <h1>{t('handheld.outbox')}</h1>
      {waitsForLogin() && (
        <div class="notice">
          <p>{t('handheld.loginToSend')}</p>
          <button type="button" class="main" onClick={() => leaveForLogin()}>
            {t('login.go')}
          </button>
        </div>
      )}
      {held.value && waiting.length > 0 && (
        <div class="notice" role="status">
          <p>{t('handheld.held', { why: problemText(held.value) })}</p>
          <button type="button" onClick={sendNow}>
            {t('handheld.sendNow')}
          </button>
        </div>
      )}
      {refused.length > 0 && (
        <section class="stack-tight" aria-labelledby="refused">
          <h2 id="refused">{t('handheld.refused', { count: refused.length })}</h2>
          <ul class="stack-tight">
            {refused.map((letter) => (
              <Refused key={letter.number} letter={letter} />
            ))}
          </ul>
        </section>
      )}
      <Section id="waiting" title={t('handheld.waiting', { count: waiting.length })} letters={waiting} />
      <Section id="sent" title={t('handheld.sent', { count: sent.length })} letters={sent.toReversed()} />
    </div>
  );
}

function Section({ id, title, letters }: { id: string; title: string; letters: readonly Letter[] }) {
  return (
    <section class="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="stack-tight">
        {letters.map((letter) => (
          <li key={letter.number} class="card">
            {isMine(letter) ? <Told letter={letter} /> : <span class="small">{t('handheld.othersLetter')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One that was refused: why, and what can be done with it. Nothing of it is lost until somebody throws it away. */
function Refused({ letter }: { letter: Letter }) {
  const again = async (): Promise<void> => {
    const { problem: _, ...rest } = letter;
    await settle({ ...rest, state: 'waiting', tries: 0 });
    sendNow();
  };
  const mend = async (): Promise<void> => {
    if (letter.kind !== 'open') return;
    const { category, grid, words, emergency = false, resident = false, place, record } = letter.body;
    if ((await draft.words()) && !confirm(t('handheld.mend.replaces'))) return;
    const address = place?.address ?? '';
    await draft.put('photos', await photosOf(letter.about));
    await draft.put('words', { category, grid, words, emergency, resident, address, result: record?.result ?? '' });
    await discard(letter);
    go('/new');
  };
  return (
    <li class="card edge-red">
      <Told letter={letter} />
      {letter.problem && <p role="alert">{problemText(letter.problem)}</p>}
      <div class="row">
        <button type="button" onClick={again}>
          {t('page.again')}
        </button>
        {letter.kind === 'open' && (
          <button type="button" onClick={mend}>
            {t('handheld.mend')}
          </button>
        )}
        <button
          type="button"
          class="danger"
          onClick={() => confirm(t('handheld.discard.sure')) && discard(letter).then(refreshBox)}
        >
          {t('handheld.discard')}
        </button>
      </div>
    </li>
  );
}

/** What another officer wrote on this device is theirs to read. */
const isMine = ({ officer }: Letter): boolean => officer === me.value?.officer?.id;

async function photosOf(about: string) {
  const own = box.value.flatMap((letter) => (letter.about === about && letter.kind === 'photo' ? [letter.digest] : []));
  const found = await Promise.all(own.map(async (digest) => ({ digest, blob: await photoOf(digest) })));
  return found.flatMap(({ digest, blob }) => (blob ? [{ digest, blob, bytes: blob.size }] : []));
}

function Told({ letter }: { letter: Letter }) {
  return (
    <>
      <span class="row spread">
        <strong>{titleOf(letter)}</strong>
        <span class="mono">…{letter.about.slice(-6)}</span>
      </span>
      {letter.kind === 'open' && <bdi class="excerpt">{letter.body.words}</bdi>}
      {letter.kind === 'command' && <Move letter={letter} />}
      {letter.kind === 'open' && letter.receipt && <Receipt receipt={letter.receipt} />}
      {letter.kind === 'photo' && <Picture letter={letter} />}
      <span class="faint small">
        {t('handheld.writtenAt', { at: moment(letter.writtenAt) })}
        {letter.sentAt && ` · ${t('handheld.sentAt', { at: moment(letter.sentAt) })}`}
      </span>
    </>
  );
}

const titleOf = (letter: Letter): string => {
  if (letter.kind === 'open') return t('handheld.letter.open', { category: categoryName(letter.body.category) });
  if (letter.kind === 'photo') return t('handheld.letter.photo');
  return maybe(`move.${letter.body.type}`) ?? letter.body.type;
};

function Picture({ letter }: { letter: Letter & { kind: 'photo' } }) {
  const [blob, setBlob] = useState<Blob>();
  useEffect(() => void photoOf(letter.digest).then(setBlob), [letter.digest]);
  return blob ? <Thumbnail blob={blob} label="" /> : null;
}

/** For the resident who waits for an answer: shown, copied or photographed from this screen. */
function Receipt({ receipt }: { receipt: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="stack-tight">
      <span class="small">{t('handheld.receipt')}</span>
      <a class="mono" href={`/#/r/${receipt}`}>
        {receipt}
      </a>
      <div>
        <button type="button" onClick={() => navigator.clipboard.writeText(receipt).then(() => setCopied(true))}>
          {t(copied ? 'handheld.copied' : 'handheld.copy')}
        </button>
      </div>
    </div>
  );
}

/** What was written with a move, and where to see how the case stands now. */
function Move({ letter: { about, body } }: { letter: Letter & { kind: 'command' } }) {
  const written = Object.entries(body).flatMap(([name, value]) => (WRITTEN.has(name) ? [String(value)] : []));
  return (
    <>
      {written.map((text) => (
        <p key={text} dir="auto">
          {text}
        </p>
      ))}
      <a href={`#/cases/${about}`}>{t('handheld.seeCase')}</a>
    </>
  );
}
const WRITTEN: ReadonlySet<string> = new Set(['result', 'reason', 'note', 'words', 'instruction']);
