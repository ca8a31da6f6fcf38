import type { Instant } from '../../domain/primitives.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { Due } from '../parts/due.tsx';
import { LightMark } from '../parts/light.tsx';
import { lightAt } from '../parts/light-at.ts';
import { instant, now } from '../shell/clock.ts';
import { unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';
import { limitText } from './amounts.ts';
import { stageOf } from './form-options.ts';
import { type ClockTold, usedOf } from './lights.ts';

/** The clocks of a case that run, or ran last: its own, its holder's, those of the departments that help. */
export function Clocks({ view }: { view: CaseView }) {
  const stage = stageOf(view);
  const { endedAt } = view;
  return (
    <section aria-labelledby="clocks-title" class="sheet stack-tight clocks">
      <h2 id="clocks-title">{t('clocks.title')}</h2>
      <ClockRow name={t('clocks.case')} clock={view.clock} />
      {stage && endedAt === null && (
        <ClockRow name={t('clocks.stage', { unit: unitName(stage.unit) })} clock={stage.clock} />
      )}
      {stage?.parts.map(({ unit, clock, mandatory, outcome }) => (
        <ClockRow key={unit} name={t('clocks.part', { unit: unitName(unit) })} clock={clock}>
          {outcome ? t(`outcome.${outcome}`) : t(mandatory ? 'clocks.mandatory' : 'clocks.optional')}
        </ClockRow>
      ))}
      {view.cycles.map(({ clock }, index) => (
        <ClockRow key={clock.startedAt} name={t('clocks.cycle', { number: index + 1 })} clock={clock} />
      ))}
    </section>
  );
}

interface RowProps {
  name: string;
  clock: ClockTold;
  children?: string;
}

function ClockRow({ name, clock, children }: RowProps) {
  const { light, settled } = lightAt(clock, instant.value);
  return (
    <div class="clock">
      <div class="row spread">
        <strong>{name}</strong>
        <LightMark light={light} settled={settled} />
      </div>
      <div class="row spread small">
        {settled && clock.dueAt !== null ? (
          <span class="number">{t('clocks.was', { due: moment(clock.dueAt) })}</span>
        ) : (
          <Due at={clock.dueAt} />
        )}
        <span class="faint">
          {t('clocks.limit', { limit: limitText(clock.limit) })}
          {children && ` · ${children}`}
          {clock.provisional && ` · ${t('clocks.provisional')}`}
        </span>
      </div>
      {!settled && clock.dueAt !== null && <Used clock={clock} dueAt={clock.dueAt} light={light} />}
    </div>
  );
}

/** A thin bar of the time that is over. */
function Used({ clock, dueAt, light }: { clock: ClockTold; dueAt: Instant; light: ClockTold['light'] }) {
  const percent = Math.floor(usedOf(clock, dueAt, now.value) * 100);
  return (
    <svg
      class="used"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('clocks.used', { percent })}
    >
      <rect class="ground" width="100" height="4" />
      <rect class={`used-${light}`} width={percent} height="4" />
    </svg>
  );
}
