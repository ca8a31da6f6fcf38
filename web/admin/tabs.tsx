import { route } from '../shell/route.ts';
import { t } from '../shell/words.ts';
import { base, faults, lines } from './draft/draft.ts';
import { KINDS } from './draft/edits.ts';

/** The rooms of the page, and how much is not applied yet. */
export function Tabs() {
  if (!base.value) return null;
  const [, room = ''] = route.value.path.split('/');
  const count = lines.value.length;
  const wrong = (faults.value ?? []).length;
  return (
    <nav class="rooms" aria-label={t('admin.rooms')}>
      {KINDS.map((kind) => (
        <a key={kind} href={`#/${kind}`} aria-current={room === kind ? 'page' : undefined}>
          {t(`admin.${kind}`)}
        </a>
      ))}
      <a href="#/changes" aria-current={room === 'changes' ? 'page' : undefined}>
        {t('admin.changes')}
        {count > 0 && <span class="badge">{t('admin.changes.count', { count })}</span>}
        {wrong > 0 && <span class="badge wrong">{t('admin.faults.count', { count: wrong })}</span>}
      </a>
    </nav>
  );
}
