import type { Kind } from '../../../domain/directory/documents.ts';
import type { Fault } from '../../../domain/directory/fault.ts';
import { t } from '../../shell/words.ts';
import { faults } from '../draft/draft.ts';
import { faultKey } from '../draft/fault-words.ts';

/** What is wrong, in the language of the page. */
export function faultText({ message, value }: Fault): string {
  if (value === '') return t('admin.fault.missing');
  const known = faultKey(message);
  return known ? t(known.key, known.values) : message;
}

export const faultsOfRow = (kind: Kind, id: string): readonly Fault[] =>
  (faults.value ?? []).filter((fault) => fault.kind === kind && fault.id === id);

/** Tells what is wrong at a path of a row, or below it: the words for the `error` of a field. */
export function errorsOf(kind: Kind, id: string): (path: string) => string | undefined {
  const own = faultsOfRow(kind, id);
  return (path) => {
    const at = own.filter(
      (fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`),
    );
    return at.length > 0 ? [...new Set(at.map(faultText))].join(' ') : undefined;
  };
}

/** The same of what is wrong with the path itself, and not of what is below it. */
export function ownErrorOf(kind: Kind, id: string, path: string): string | undefined {
  const own = faultsOfRow(kind, id).filter((fault) => fault.path === path);
  return own.length > 0 ? [...new Set(own.map(faultText))].join(' ') : undefined;
}
