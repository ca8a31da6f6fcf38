import { t } from '../shell/words.ts';
import { cases } from './mine.ts';

export function CasePage({ id }: { id: string }) {
  const kase = cases.value.get(id);
  return <h1>{kase ? t('case.number', { id }) : t('page.notThere')}</h1>;
}
