import { batch } from '@preact/signals';
import type { Documents, Kind } from '../../../domain/directory/documents.ts';
import type { Fault } from '../../../domain/directory/fault.ts';
import { base, draft, setRow } from '../draft/draft.ts';
import { idOf, KINDS, type RowOf } from '../draft/edits.ts';

export type Taken =
  | { ok: true; kinds: Kind[] }
  | { ok: false; why: 'json' | 'kinds' }
  | { ok: false; why: 'faults'; faults: Fault[] };

/** Hands the working copy out as one JSON file, as `npm run directory` reads one a kind. */
export function saveFile(): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(draft.value, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `directory-${base.value?.revision ?? 0}.json`,
  });
  link.click();
  URL.revokeObjectURL(url);
}

/**
 * Takes a file into the working copy: all kinds that it has, each as a whole; a bare list is the kind that the file is named
 * for. Units and categories that it lacks stay, as cases may name them. A file with faults is refused with all of them.
 */
export async function takeFile(file: File): Promise<Taken> {
  const raw = kindsIn(file.name, parsed(await file.text()));
  if (!raw) return { ok: false, why: 'json' };
  const kinds = KINDS.filter((kind) => raw[kind] !== undefined);
  if (kinds.length === 0) return { ok: false, why: 'kinds' };
  const { readKinds } = await import('../draft/checks.ts');
  const reading = readKinds(raw, draft.value);
  if (!reading.ok) return { ok: false, why: 'faults', faults: reading.faults };
  batch(() => {
    for (const kind of kinds) takeKind(kind, reading.documents);
  });
  return { ok: true, kinds };
}

function takeKind<K extends Kind>(kind: K, documents: Documents): void {
  const rows: readonly RowOf<K>[] = documents[kind];
  const before: readonly RowOf<K>[] = draft.value[kind];
  const kept = new Set(rows.map(idOf));
  const mayGo = kind !== 'units' && kind !== 'categories';
  for (const row of rows) setRow(kind, idOf(row), row);
  if (mayGo) for (const row of before) if (!kept.has(idOf(row))) setRow(kind, idOf(row), undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function kindsIn(name: string, json: unknown): Partial<Record<Kind, unknown>> | undefined {
  const kind = KINDS.find((one) => name.toLowerCase().startsWith(one));
  if (Array.isArray(json)) return kind ? { [kind]: json } : {};
  if (typeof json !== 'object' || json === null) return undefined;
  return Object.fromEntries(KINDS.map((one) => [one, Reflect.get(json, one)]));
}
