import type { Change } from '../../domain/directory/changes.ts';
import type { OpenCases } from '../../functions/shell/directory-messages.ts';

const MOST_LINES = 30;

const signs: Record<Change['what'], string> = { added: '+', changed: '~', removed: '-' };

/** One line a change, or one line a kind when there are many of them. */
export function changeLines(changes: readonly Change[], verbose: boolean): string[] {
  if (changes.length === 0) return ['No changes.'];
  return verbose || changes.length <= MOST_LINES ? changes.map(lineOf) : summaryOf(changes);
}

const lineOf = ({ kind, id, what, fields = [] }: Change): string =>
  [signs[what], kind, id, ...(fields.length > 0 ? [`(${fields.join(', ')})`] : [])].join(' ');

function summaryOf(changes: readonly Change[]): string[] {
  const kinds = Map.groupBy(changes, ({ kind }) => kind);
  const lines = [...kinds].map(([kind, own]) => {
    const counts = [...Map.groupBy(own, ({ what }) => what)].map(([what, same]) => `${same.length} ${what}`);
    return `${kind}: ${counts.join(', ')}`;
  });
  return [...lines, 'See each of them with --verbose.'];
}

/** What open cases have to do with it; nothing if they have not. */
export function openCaseLines({ counted, looked, cut, movingInAll, stranded }: OpenCases): string[] {
  const among = cut ? `the oldest ${looked} of ${counted} open cases` : `${counted} open cases`;
  return [
    ...(movingInAll > 0 ? [`Deadlines that would move: ${movingInAll}, in ${among}.`] : []),
    ...stranded.map(
      ({ unit, cases }) => `${unit} would be retired with ${cases} open cases in hand: hand them on first.`,
    ),
  ];
}
