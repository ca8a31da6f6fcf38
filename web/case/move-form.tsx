import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ProblemNotice, problemText } from '../parts/problem.tsx';
import { moment, t } from '../shell/words.ts';
import { type Context, eventText } from './event-words.ts';
import type { Sending, SendState } from './sending.ts';
import { whoText } from './who.ts';

interface Props {
  sending: Sending;
  context: Context;
  /** Whether the case still lets this move be made. */
  allowed: boolean;
  onSent: () => void;
  onClose: () => void;
}

/** The form of one move: its rule in words, its fields, and what came of sending it. */
export function MoveForm({ sending, context, allowed, onSent, onClose }: Props) {
  const { form, submit } = sending;
  const state = sending.state.value;
  const own = useRef<HTMLFormElement>(null);
  // Those who cannot see it are led to what is asked, and to what is wrong.
  useEffect(() => {
    if (state.is !== 'filling') return;
    const wrong = own.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? own.current?.querySelector<HTMLElement>('input, select, textarea, button'))?.focus();
  }, [state, form]);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    await submit();
    if (sending.state.value.is === 'sent') onSent();
  };
  const faults = state.is === 'filling' ? state.faults : {};
  return (
    <form ref={own} class="move-form stack" onSubmit={send} noValidate aria-label={t(`move.${form.move}`)}>
      <p class="small faint">{t(`rule.${form.move}`)}</p>
      {form.fields.map(([name, field]) => (
        <Fragment key={name}>{field.draw(faults[name] && t(faults[name]))}</Fragment>
      ))}
      <Outcome state={state} context={context} />
      {!allowed && state.is !== 'overtaken' && <p class="notice bad">{t('moves.gone')}</p>}
      <div class="row">
        <button type="submit" class="main" aria-disabled={state.is === 'sending' || !allowed}>
          {state.is === 'sending' ? t('moves.sending') : t('moves.send')}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {t('page.cancel')}
        </button>
      </div>
    </form>
  );
}

/** Why it was not done, read out when it appears. */
function Outcome({ state, context }: { state: SendState; context: Context }) {
  if (state.is === 'filling' || state.is === 'sending' || state.is === 'sent') return null;
  if (state.is === 'refused') return <ProblemNotice problem={state.problem} />;
  return (
    <div class="notice bad" role="alert">
      {state.is === 'arrived' && <p>{t('moves.twice')}</p>}
      {state.is === 'unanswered' && (
        <p>
          <strong>{problemText(state.problem)}</strong> {t('moves.unanswered')}
        </p>
      )}
      {state.is === 'overtaken' && (
        <>
          <p>{t('moves.changed')}</p>
          <ul class="small">
            {state.events.map(({ seq, at, by, what }) => (
              <li key={seq}>
                {moment(at)} · {eventText(what, context)} · {whoText(by, context.people)}
              </li>
            ))}
          </ul>
          <p>{t('moves.check')}</p>
        </>
      )}
    </div>
  );
}
