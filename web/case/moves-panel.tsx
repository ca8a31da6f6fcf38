import { useState } from 'preact/hooks';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { t } from '../shell/words.ts';
import type { CaseDesk } from './case-desk.ts';
import { MoveForm } from './move-form.tsx';
import { type Offer, offersOf, offerText, sameOffer } from './move-list.ts';

interface Props {
  desk: Pick<CaseDesk, 'formOf'>;
  view: CaseView;
  /** Told after a move was made. */
  onMoved?: (() => void) | undefined;
}

/** What the reader can do with a case now, and the form of the one move that is open. */
export function MovesPanel({ desk, view, onMoved }: Props) {
  const [open, setOpen] = useState<Offer>();
  const [done, setDone] = useState<string>();
  const { daily, more } = offersOf(view);
  const all = [...daily, ...more];
  const sending = open && desk.formOf(open.move, open.about);

  const choose = async (offer: Offer): Promise<void> => {
    setDone(undefined);
    if (sameOffer(open, offer)) return setOpen(undefined);
    const own = desk.formOf(offer.move, offer.about);
    setOpen(offer);
    if (own.form.fields.length > 0) return;
    await own.submit();
    if (own.state.value.is === 'sent') sent(offer);
  };
  const sent = (offer: Offer): void => {
    setOpen(undefined);
    setDone(t('moves.done', { move: offerText(offer) }));
    onMoved?.();
  };
  const button = (offer: Offer, isMain: boolean) => (
    <button
      key={offerText(offer)}
      type="button"
      class={isMain ? 'main' : ''}
      aria-expanded={sameOffer(open, offer)}
      onClick={() => choose(offer)}
    >
      {offerText(offer)}
    </button>
  );
  return (
    <section class="sheet moves" aria-labelledby="moves-title">
      <h2 id="moves-title">{t('moves.title')}</h2>
      <p role="status" class={done ? 'notice good' : 'visually-hidden'}>
        {done}
      </p>
      {all.length === 0 && <p class="faint">{t('moves.none')}</p>}
      <div class="row">{daily.map((offer, index) => button(offer, index === 0))}</div>
      {more.length > 0 && (
        <details open={more.some((offer) => sameOffer(open, offer)) || daily.length === 0}>
          <summary>{t('moves.more')}</summary>
          <div class="row">{more.map((offer) => button(offer, false))}</div>
        </details>
      )}
      {open && sending && (
        <MoveForm
          key={offerText(open)}
          sending={sending}
          context={view}
          allowed={all.some((offer) => sameOffer(open, offer))}
          onSent={() => sent(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
