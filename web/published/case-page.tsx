import { useEffect, useState } from 'preact/hooks';
import type { PublicCase } from '../../functions/shell/public-messages.ts';
import { AnswerText } from '../parts/answer-text.tsx';
import { LightMark } from '../parts/light.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { type Answer, ask } from '../shell/api.ts';
import { moment, nameOf, t } from '../shell/words.ts';
import { CaseMap } from './map.tsx';

/** One case as everybody may read it. */
export function CasePage({ id }: { id: string }) {
  const [read, setRead] = useState<Answer<PublicCase>>();
  useEffect(() => {
    let isOver = false;
    setRead(undefined);
    void ask<PublicCase>(`/public/cases/${encodeURIComponent(id)}`, { open: true }).then((answer) => {
      if (!isOver) setRead(answer);
    });
    return () => {
      isOver = true;
    };
  }, [id]);
  return (
    <div class="stack">
      <p>
        <a href="#/">{t('published.back')}</a>
      </p>
      {!read && <p role="status">{t('page.loading')}</p>}
      {read && !read.ok && <ProblemNotice problem={read.problem} />}
      {read?.ok && <Shown own={read.value} />}
    </div>
  );
}

const Shown = ({ own }: { own: PublicCase }) => (
  <>
    <h1>{nameOf(own.category)}</h1>
    <p>
      <LightMark light={own.light} settled={own.settled} /> {t(`published.status.${own.status}`)}
    </p>
    <AnswerText answer={own.answer} />
    <dl class="facts">
      <Fact name={t('published.where')}>{nameOf(own.origin)}</Fact>
      <Fact name={t('published.unit')}>{nameOf(own.unit)}</Fact>
      <Fact name={t('published.openedAt')}>{moment(own.openedAt)}</Fact>
      {own.dueAt && <Fact name={t('published.dueAt')}>{moment(own.dueAt)}</Fact>}
      {own.answer && <Fact name={t('published.answeredAt')}>{moment(own.answer.at)}</Fact>}
      {own.endedAt && <Fact name={t('published.endedAt')}>{moment(own.endedAt)}</Fact>}
      <Fact name={t('published.number')}>
        <code>{own.id}</code>
      </Fact>
    </dl>
    <CaseMap cases={[own]} />
  </>
);

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
