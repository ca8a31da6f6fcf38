import { isOpen } from '../../domain/case/case.ts';
import type { Explanation } from '../../domain/case/explain.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';

type ClockExplained = Explanation['clocks'][number];

/** Why the light of a case is what it is, in one sentence. */
export function whyText(view: Pick<CaseView, 'status' | 'paused'>, { clocks }: Explanation): string {
  const [own] = clocks;
  const holder = clocks.findLast(({ clock }) => clock === 'stage');
  if (!isOpen(view)) return t('why.ended', { status: t(`status.${view.status}`) });
  if (view.status === 'feedback') return t('why.feedback', { due: moment(holder?.dueAt ?? '') });
  const { paused } = view;
  if (paused) {
    const reason = t(`pauseReason.${paused.reason}`);
    return t('why.paused', { since: moment(paused.since), until: moment(paused.until), reason });
  }
  return t('why.worse', {
    own: t(`light.word.${own?.light ?? 'green'}`),
    unit: unitName(holder?.unit ?? ''),
    held: t(`light.word.${holder?.light ?? 'green'}`),
  });
}

/** Why one clock shows what it shows; a clock that has settled is green or red. */
export function clockWhyText({ light, settled, dueAt }: ClockExplained): string {
  const due = moment(dueAt);
  if (settled) return t(light === 'red' ? 'why.red.settled' : 'why.green.settled', { due });
  return light === 'green' ? t('why.green') : t(`why.${light}`, { due });
}
