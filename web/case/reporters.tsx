import { useSignal } from '@preact/signals';
import type { CaseView } from '../../functions/shell/case-view.ts';
import type { CaseReports, ContactView } from '../../functions/shell/report-list-messages.ts';
import { ProblemNotice } from '../parts/problem.tsx';
import { get, type Problem } from '../shell/api.ts';
import { meNow, workingPosts } from '../shell/session.ts';
import { moment, t } from '../shell/words.ts';

/** Who reported it: how many, what those said who joined, and, for who holds it, how to reach them. */
export function Reporters({ view }: { view: CaseView }) {
  const reports = useSignal<CaseReports['reports'] | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  if (!view.resident) return null;
  const isHolder = workingPosts(meNow()).some(({ unit }) => unit === view.holder);
  const read = async (): Promise<void> => {
    const answer = await get<CaseReports>(`/cases/${view.id}/reports`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) reports.value = answer.value.reports.filter(({ joined }) => joined);
  };
  return (
    <section aria-labelledby="reporters-title" class="stack-tight">
      <h3 id="reporters-title">{t('reporters.title')}</h3>
      {isHolder && <Contact id={view.id} report={view.id} />}
      {view.joined !== undefined && view.joined > 0 && <p>{t('reporters.joined', { count: view.joined })}</p>}
      {view.joined !== undefined && view.joined > 0 && !reports.value && (
        <div>
          <button type="button" onClick={read}>
            {t('reporters.show')}
          </button>
        </div>
      )}
      <ProblemNotice problem={problem.value} />
      <ul class="plain stack-tight">
        {reports.value?.map(({ id, at, words, hasContact }) => (
          <li key={id} class="stack-tight">
            <p class="faint small">{moment(at)}</p>
            <p class="words" dir="auto">
              {words}
            </p>
            {isHolder && hasContact && <Contact id={view.id} report={id} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown when it is asked for: that somebody looked is on record. */
function Contact({ id, report }: { id: string; report: string }) {
  const known = useSignal<ContactView | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const read = async (): Promise<void> => {
    const answer = await get<ContactView>(`/cases/${id}/contact?report=${report}`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) known.value = answer.value;
  };
  if (!known.value)
    return (
      <div>
        <button type="button" onClick={read}>
          {t('reporters.contact')}
        </button>
        <ProblemNotice problem={problem.value} />
      </div>
    );
  const { contact } = known.value;
  if (!contact) return <p class="faint">{t('reporters.contact.none')}</p>;
  return (
    <p>
      {contact.name && <bdi>{contact.name} </bdi>}
      {contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}{' '}
      {contact.email && <bdi>{contact.email}</bdi>}
    </p>
  );
}
