import { directories, district } from '../shell/desk.ts';
import { EmptyDirectory } from '../shell/empty-directory.ts';
import { endpoint, ok } from '../shell/endpoint.ts';

/** `GET /health`: 200 when the tables answer and a directory is loaded, 503 saying what is missing. */
export const handler = endpoint(async () => {
  const head = await directories.peek();
  if (head) return ok({ status: 'ok', district, revision: head.revision });
  throw new EmptyDirectory(district);
});
