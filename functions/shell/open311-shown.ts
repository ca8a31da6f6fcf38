import type { Directory } from '../../domain/directory/directory.ts';
import { Ulid } from '../../domain/primitives.ts';
import { Open311Error } from './open311-endpoint.ts';
import type { RequestsQuery } from './open311-query.ts';
import { statusOf } from './open311-request.ts';
import type { Public, PublicCases } from './public-index.ts';

/** By number, each is a read of its own. */
const MOST_NUMBERS = 50;
/** Rows of the index: of so many an answer is made within a second. */
const MOST_LOOKED = 5_000;

/** What is shown of the requests, by a directory: not those whose category was found to be about persons since. */
export function shownRequests(cases: PublicCases, directory: Directory) {
  const isShown = ({ face }: Public): boolean => directory.findCategory(face.category)?.personal !== true;

  async function find(id: string): Promise<Public | undefined> {
    const row = Ulid.safeParse(id).success ? await cases.find(id) : undefined;
    return row && isShown(row) ? row : undefined;
  }

  return {
    /** `what` is how the caller calls the number. Throws 404. */
    async one(id: string, what: string): Promise<Public> {
      const row = await find(id);
      if (!row) throw new Open311Error(404, `${what} ${id} was not found; check all of it`);
      return row;
    },

    /** Those that there are. */
    async several(ids: ReadonlySet<string>): Promise<Public[]> {
      if (ids.size > MOST_NUMBERS)
        throw new Open311Error(400, `service_request_id has ${ids.size} numbers; ask for ${MOST_NUMBERS} at a time`);
      const rows = await Promise.all([...ids].map(find));
      return rows.filter((row) => row !== undefined);
    },

    /** A page of what fits, newest first. */
    async page({ from, to, services, statuses, page, size }: RequestsQuery): Promise<Public[]> {
      const fits = (row: Public): boolean =>
        isShown(row) && isIn(services, row.face.category) && isIn(statuses, statusOf(row.face));
      const isKnown = [...services].some((code) => directory.findCategory(code) !== undefined);
      if (services.size > 0 && !isKnown) return [];
      const found: Public[] = [];
      let looked = 0;
      for await (const rows of cases.opened(from, to)) {
        found.push(...rows.filter(fits));
        looked += rows.length;
        if (found.length >= page * size) break;
        if (looked > MOST_LOOKED)
          throw new Open311Error(
            400,
            `there are more than ${MOST_LOOKED}; bring start_date and end_date closer together`,
          );
      }
      return found.slice((page - 1) * size, page * size);
    },
  };
}

const isIn = (wanted: ReadonlySet<string>, value: string): boolean => wanted.size === 0 || wanted.has(value);
