import type { HttpFunction, Throttle } from './routes.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';

const inBoth = (route: string): string[] => [`${route}.json`, `${route}.xml`];

/** What anybody may read of GeoReport v2. The last segment of a path ends in the format. */
const SERVICES = [
  ...inBoth('GET /open311/v2/discovery'),
  ...inBoth('GET /open311/v2/services'),
  'GET /open311/v2/services/{file}',
];
const REQUESTS = [
  ...inBoth('GET /open311/v2/requests'),
  'GET /open311/v2/requests/{file}',
  'GET /open311/v2/tokens/{file}',
];
export const OPEN311_READ = [...SERVICES, ...REQUESTS];
export const OPEN311_FILED = inBoth('POST /open311/v2/requests');

/** One list may read some thousand rows. */
const LISTED: Throttle = { rate: 4, burst: 20 };

export interface Open311Props {
  tables: Tables;
  /** Digests of the keys to file with, as `name:sha256`; with none, no key is asked. */
  keys: readonly string[];
  /** What a report takes to come in. */
  enter: readonly Use[];
  read: Throttle;
  written: Throttle;
}

/** The functions of GeoReport v2. */
export function open311Functions({ tables, keys, enter, read, written }: Open311Props): HttpFunction[] {
  const directory = tables.directory('GetItem');
  const keyed = { environment: { OPEN311_KEYS: keys.join(',') } };
  return [
    { name: 'open311-services', routes: SERVICES, open: read, uses: [directory, keyed] },
    {
      name: 'open311-requests',
      routes: REQUESTS,
      open: LISTED,
      uses: [directory, tables.cases('GetItem'), tables.casesBy('public')],
    },
    {
      name: 'open311-open',
      routes: OPEN311_FILED,
      open: written,
      uses: [directory, tables.cases('GetItem', 'PutItem'), keyed, ...enter],
    },
  ];
}
