import type { CaseView } from '../../functions/shell/case-view.ts';
import { moment, t } from '../shell/words.ts';
import { shortNumber } from './event-words.ts';
import { whoText } from './who.ts';

/** The events in which residents and the holder wrote to each other. */
export const messagesOf = ({ history }: Pick<CaseView, 'history'>) =>
  history.flatMap(({ what, ...event }) => (what.type === 'messaged' ? [{ ...event, report: what.report }] : []));

/** The reports of which residents have written, the one of the newest message first. */
export const writtenOf = (view: Pick<CaseView, 'history'>): string[] => [
  ...new Set(
    messagesOf(view)
      .toReversed()
      .flatMap(({ by, report }) => ('resident' in by && report !== undefined ? [report] : [])),
  ),
];

/** What residents and the holder have written to each other, the oldest first. */
export function Messages({ view }: { view: CaseView }) {
  const messages = messagesOf(view);
  if (messages.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="messages-title">
      <h2 id="messages-title">{t('messages.title')}</h2>
      <ol class="talk">
        {messages.map(({ seq, at, by, report, content }) => (
          <li key={seq} class={'resident' in by ? 'resident' : 'holder'}>
            <p class="faint small">
              {whoText(by, view.people)}
              {report === undefined
                ? ` · ${t('messages.toAll')}`
                : ` · ${t('messages.report', { number: shortNumber(report) })}`}
              {' · '}
              <time dateTime={at} class="number">
                {moment(at)}
              </time>
            </p>
            <p class="words" dir="auto">
              {content?.words ?? t('reported.erased')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
