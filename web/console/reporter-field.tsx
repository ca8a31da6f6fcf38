import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reporters } from '../../functions/shell/list-messages.ts';
import type { LiveField } from '../case/fields/live.ts';
import { SelectField } from '../parts/field.tsx';
import { get } from '../shell/api.ts';
import { session } from '../shell/session.ts';
import { t } from '../shell/words.ts';

/** What is known of the officers of a grid: nothing yet, nothing for now, or their names. */
type Found = { grid: string; reporters: Reporters['reporters'] | 'unread' } | undefined;

/** For whom a matter of the chosen grid is filed: nobody, or one of its officers. It is asked for once there is a grid. */
export function reporterField(grid: () => string): LiveField<string | undefined> {
  const found = signal<Found>(undefined);
  const chosen = signal('');
  const others = () => othersIn(found.value, grid());
  return {
    entered: () => ({ value: others().find(({ id }) => id === chosen.value)?.id }),
    draw: () => grid() && <Reporter grid={grid()} found={found} chosen={chosen} />,
  };
}

interface Props {
  grid: string;
  found: Signal<Found>;
  chosen: Signal<string>;
}

function Reporter({ grid, found, chosen }: Props) {
  useEffect(() => {
    if (found.value?.grid === grid) return;
    let isWanted = true;
    void askFor(grid).then((answer) => {
      if (isWanted) found.value = answer;
    });
    return () => {
      isWanted = false;
    };
  }, [grid]);
  const others = othersIn(found.value, grid);
  const isUnread = found.value?.grid === grid && found.value.reporters === 'unread';
  return (
    <SelectField
      label={t('console.new.reporter')}
      hint={t(isUnread ? 'console.new.reporter.unread' : 'console.new.reporter.hint')}
      value={others.some(({ id }) => id === chosen.value) ? chosen.value : ''}
      empty={t('console.new.reporter.none')}
      options={others.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      onInput={(id) => {
        chosen.value = id;
      }}
    />
  );
}

/** Those of the grid that is chosen now, whatever was answered for another one meanwhile, but for who is here. */
function othersIn(found: Found, grid: string): Reporters['reporters'] {
  if (found?.grid !== grid || found.reporters === 'unread') return [];
  const { value } = session;
  const own = value.state === 'in' ? value.me.officer?.id : undefined;
  return found.reporters.filter(({ id }) => id !== own);
}

async function askFor(grid: string): Promise<Found> {
  const answer = await get<Reporters>(`/reporters?grid=${encodeURIComponent(grid)}`);
  return answer.ok ? answer.value : { grid, reporters: 'unread' };
}
