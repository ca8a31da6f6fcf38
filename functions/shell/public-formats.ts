import { csvOf } from './csv.ts';
import type { Answer, HttpEvent } from './endpoint.ts';
import { flatCase } from './public-case.ts';
import type { Format, PublicCase } from './public-messages.ts';

const TYPES: Record<Format, string> = {
  json: 'application/json',
  csv: 'text/csv',
  geojson: 'application/geo+json',
};
const FORMATS: readonly Format[] = ['json', 'csv', 'geojson'];

/** What is asked for with `format`, or else the first that `accept` names; JSON if neither does. */
export function formatOf(asked: Format | undefined, { headers }: Pick<HttpEvent, 'headers'>): Format {
  const accepted = (headers.accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
  const named = accepted.flatMap((type) => FORMATS.filter((format) => TYPES[format] === type));
  return asked ?? named[0] ?? 'json';
}

/** Cases as a table (RFC 4180) or as features (RFC 7946); as JSON, `json`. */
export function inFormat(format: Format, cases: readonly PublicCase[], json: unknown): Answer {
  const bodies: Record<Format, () => unknown> = {
    json: () => json,
    csv: () => table(cases),
    geojson: () => ({ type: 'FeatureCollection', features: cases.map(feature) }),
  };
  const headers = {
    'content-type': `${TYPES[format]}; charset=utf-8`,
    vary: 'accept',
    ...(format === 'csv' && { 'content-disposition': 'attachment; filename="cases.csv"' }),
  };
  return { status: 200, body: bodies[format](), headers };
}

const rowOf = (own: PublicCase) => ({
  ...flatCase(own),
  latitude: own.at?.lat ?? null,
  longitude: own.at?.long ?? null,
});

/** The order of the columns; new ones are added at the end. */
export const COLUMNS = [
  'id',
  'category',
  'category_name',
  'unit',
  'unit_name',
  'level',
  'origin',
  'origin_name',
  'status',
  'light',
  'settled',
  'opened_at',
  'due_at',
  'answered_at',
  'ended_at',
  'answer',
  'checked_at',
  'answer_words',
  'withheld_reason',
  'withheld_note',
  'latitude',
  'longitude',
] as const satisfies readonly (keyof ReturnType<typeof rowOf>)[];

function table(cases: readonly PublicCase[]): string {
  const rows = cases.map(rowOf);
  return csvOf(
    COLUMNS,
    rows.map((row) => COLUMNS.map((name) => row[name])),
  );
}

const feature = (own: PublicCase) => ({
  type: 'Feature',
  id: own.id,
  geometry: own.at && { type: 'Point', coordinates: [own.at.long, own.at.lat] },
  properties: flatCase(own),
});
