import { district } from './desk.ts';
import { EmptyDirectory } from './empty-directory.ts';
import { type Answer, endpoint, type HttpEvent } from './endpoint.ts';
import { log } from './log.ts';
import { type Tree, xmlDocument } from './open311-xml.ts';
import { ProblemError } from './problem.ts';

/** What is answered: the name of the document in XML, and what is in it. */
export interface Told {
  root: string;
  tree: Tree;
  status?: number;
}

/** Thrown to answer with errors as Open311 has them: 404 for what is not there, 403 for a key, 429 for too many, 400 for all else. */
export class Open311Error extends Error {
  override readonly name = 'Open311Error';
  readonly status: number;
  readonly descriptions: readonly string[];
  constructor(status: 400 | 403 | 404 | 429 | 500 | 503, ...descriptions: string[]) {
    super(descriptions.join('; '));
    this.status = status;
    this.descriptions = descriptions;
  }
}

/** A route of GeoReport v2: `tell` makes the answer, which goes out in the format that the path ends with. */
export const open311 = (tell: (event: HttpEvent) => Promise<Told> | Told) =>
  endpoint(async (event): Promise<Answer> => {
    const { root, tree, status = 200 } = await told(event, tell);
    const isXml = !event.rawPath.endsWith('.json');
    return {
      status,
      body: isXml ? xmlDocument(root, tree) : tree,
      headers: { 'content-type': `${isXml ? 'text/xml' : 'application/json'}; charset=utf-8` },
    };
  });

async function told(event: HttpEvent, tell: (event: HttpEvent) => Promise<Told> | Told): Promise<Told> {
  try {
    return await tell(event);
  } catch (fault) {
    const { status, descriptions } = fault instanceof Open311Error ? fault : asError(event, fault);
    return { root: 'errors', tree: descriptions.map((description) => ({ code: status, description })), status };
  }
}

/** Of what the gate refuses as a problem there is nothing but too many, or a number that is taken. */
function asError({ routeKey, requestContext }: HttpEvent, fault: unknown): Open311Error {
  if (fault instanceof ProblemError)
    return new Open311Error(fault.problem.status === 429 ? 429 : 400, fault.problem.detail);
  if (fault instanceof EmptyDirectory) return new Open311Error(503, `${fault.message}: npm run directory -- import`);
  log.error('fault', { route: routeKey, request: requestContext.requestId, fault });
  return new Open311Error(500, `request ${requestContext.requestId} failed on our side; try again`);
}

const FILE = /^(.+)\.(?:json|xml)$/;

/** What the path names, without its format. Throws 400 when it names no format. */
export function namedIn({ pathParameters }: HttpEvent): string {
  const file = pathParameters?.file ?? '';
  const name = FILE.exec(file)?.[1];
  if (name === undefined) throw new Open311Error(400, `${file} ends in no format; ask for ${file}.json or ${file}.xml`);
  return name;
}

/** Refuses whoever asks for another jurisdiction than the one that is served: 404. None is as good as this one. */
export function checkJurisdiction(given: string | undefined | null): void {
  if (given && given !== district)
    throw new Open311Error(404, `jurisdiction_id ${given} was not found; this is ${district}, or leave it out`);
}

export const jurisdictionIn = (event: HttpEvent): void =>
  checkJurisdiction(event.queryStringParameters?.jurisdiction_id);
