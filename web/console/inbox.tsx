import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Inbox as Answered } from '../../functions/shell/list-messages.ts';
import { ProblemNotice } from '../parts/problem.tsx';
import { get } from '../shell/api.ts';
import { instant } from '../shell/clock.ts';
import { unitName } from '../shell/directory.ts';
import { route, withQuery } from '../shell/route.ts';
import { moment, t } from '../shell/words.ts';
import { type Feed, inboxFeed } from './inbox-feed.ts';
import { besidesLight, type Filter, isNarrowed, ofLight } from './inbox-filter.ts';
import { Filters } from './inbox-filters.tsx';
import { InboxList } from './inbox-list.tsx';
import type { Row } from './inbox-rows.ts';
import { ownUnits, UnitChoice } from './unit-choice.tsx';
import { usePulse } from './use-pulse.ts';

/** What was read stays for when somebody comes back from a case, with the row they came from. */
const kept = new Map<string, { feed: Feed; current: { key: string } }>();
/** So many are read at once, so that the counts are whole for nearly everybody; the rest when somebody goes there. */
const AT_ONCE = 500;
/** Rows that should be there beyond what the window shows. */
const AHEAD = 60;

export function Inbox() {
  const holder = route.value.query.get('unit') ?? ownUnits()[0];
  if (holder === undefined) return <p>{t('console.unit.none')}</p>;
  return <InboxOf key={holder} holder={holder} />;
}

const filterOf = (query: URLSearchParams): Filter => ({
  light: query.get('light') ?? '',
  category: query.get('category') ?? '',
  status: query.get('status') ?? '',
  emergency: query.has('emergency'),
  text: query.get('number') ?? '',
});

function InboxOf({ holder }: { holder: string }) {
  const { feed, current } = useMemo(() => {
    const known = kept.get(holder) ?? { feed: inboxFeed(holder, get<Answered>), current: { key: '' } };
    kept.set(holder, known);
    return known;
  }, [holder]);
  const reach = useSignal(0);
  const filter = useComputed(() => filterOf(route.value.query));
  const rows = useComputed(() => besidesLight(feed.rows.value, filter.value));
  const shown = useShown(rows.value, filter.value.light);
  usePulse(feed.refresh, holder);
  useSignalEffect(() => {
    const isFar = reach.value + AHEAD < rows.value.length && feed.rows.value.length >= AT_ONCE;
    // Read so that it goes on when the server is there again.
    if (feed.readAt.value !== undefined && feed.next.value && !isFar && !feed.problem.value) void feed.more();
  });
  const isAll = feed.next.value === null;
  return (
    <div class="inbox">
      <div class="row spread">
        <h1>{t('console.inbox.of', { unit: unitName(holder) })}</h1>
        <UnitChoice unit={holder} onChoose={(unit) => withQuery({ unit })} />
      </div>
      <Filters feed={feed} rows={rows} filter={filter.value} />
      <ProblemNotice problem={feed.problem.value} />
      {feed.problem.value && feed.readAt.value && (
        <p class="faint small">{t('console.list.old', { when: moment(feed.readAt.value) })}</p>
      )}
      <p role="status" class="visually-hidden">
        {feed.arrived.value.size > 0 && t('console.list.arrived', { count: feed.arrived.value.size })}
      </p>
      <InboxList
        rows={shown}
        isAll={isAll}
        arrived={feed.arrived.value}
        current={current}
        onReach={(index) => {
          reach.value = index;
        }}
      />
      <End isAll={isAll} isEmpty={shown.length === 0} isNarrowed={isNarrowed(filter.value)} />
    </div>
  );
}

/** The rows of a light: worked out anew as time passes, and the same list as long as they are the same. */
function useShown(rows: readonly Row[], light: string): readonly Row[] {
  const held = useMemo<{ rows: readonly Row[] }>(() => ({ rows: [] }), []);
  if (light === '') return rows;
  const fresh = ofLight(rows, light, instant.value);
  const isSame = fresh.length === held.rows.length && fresh.every((row, index) => row === held.rows[index]);
  if (!isSame) held.rows = fresh;
  return held.rows;
}

const End = ({ isAll, isEmpty, isNarrowed: narrowed }: { isAll: boolean; isEmpty: boolean; isNarrowed: boolean }) => (
  <p class="faint end">
    {!isAll && t('console.list.loading')}
    {isAll && isEmpty && t(narrowed ? 'console.list.noMatch' : 'console.list.empty')}
  </p>
);
