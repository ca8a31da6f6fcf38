import type { CaseView } from '../../functions/shell/case-view.ts';
import { moment, t } from '../shell/words.ts';
import { CaseNumber } from './case-number.tsx';

/** Other cases and reviews that belong to a case. */
export function Links({ view: { links, mergedInto, reviews } }: { view: CaseView }) {
  if (links.length === 0 && mergedInto === null && reviews.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="links-title">
      <h2 id="links-title">{t('links.title')}</h2>
      <ul class="stack-tight">
        {mergedInto && <Linked name={t('links.mergedInto')} href={`#/cases/${mergedInto}`} id={mergedInto} />}
        {links.map((link) => (
          <Linked key={link.case} name={t(`links.${link.how}`)} href={`#/cases/${link.case}`} id={link.case} />
        ))}
        {reviews.map(({ id, endedAt }) => (
          <Linked
            key={id}
            name={`${t('links.review')} · ${
              endedAt === null ? t('links.review.running') : t('links.review.ended', { when: moment(endedAt) })
            }`}
            href={`#/reviews/${id}`}
            id={id}
          />
        ))}
      </ul>
    </section>
  );
}

const Linked = ({ name, href, id }: { name: string; href: string; id: string }) => (
  <li class="row">
    <span class="faint">{name}</span>
    <a href={href}>
      <CaseNumber id={id} />
    </a>
  </li>
);
