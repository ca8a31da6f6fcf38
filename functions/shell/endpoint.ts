import { gzipSync } from 'node:zlib';
import type { MiddlewareObj } from '@middy/core';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { EmptyDirectory } from './empty-directory.ts';
import { log } from './log.ts';
import type { Problem } from './problem.ts';
import { ProblemError, problem } from './problem.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/** Answers as JSON; a problem thrown becomes problem details, anything else a logged fault without its insides. */
const answers: MiddlewareObj<HttpEvent, Answer | APIGatewayProxyStructuredResultV2> = {
  after: (request) => {
    const answer = request.response;
    if (answer && 'status' in answer)
      request.response = packed(
        json(answer.status, answer.body, 'application/json', answer.headers),
        request.event.headers['accept-encoding'],
      );
  },
  onError: (request) => {
    const { error, event } = request;
    if (error instanceof ProblemError) {
      request.response = problemJson(error.problem, error.headers);
      return;
    }
    if (error instanceof EmptyDirectory) {
      request.response = problemJson(
        problem('unavailable', `${error.message}: npm run directory -- import`, { code: 'no-directory' }),
      );
      return;
    }
    log.error('fault', { route: event.routeKey, request: event.requestContext.requestId, fault: error });
    const detail = `request ${event.requestContext.requestId} failed; nothing is lost that was answered, try again`;
    request.response = problemJson(problem('fault', detail));
  },
};

/** A route: the middy stack around one function from event to answer. */
export const endpoint = (answer: (event: HttpEvent) => Promise<Answer> | Answer) =>
  middy<HttpEvent, Answer | APIGatewayProxyStructuredResultV2>()
    .use(answers)
    .handler(async (event) => answer(event));

/** From so many characters on an answer is worth packing. An HTTP API packs nothing by itself. */
const LARGE = 8_192;

/** The same answer packed by gzip, if it is large and whoever asked can open that. */
function packed(answer: APIGatewayProxyStructuredResultV2, accepted = ''): APIGatewayProxyStructuredResultV2 {
  const { body = '', headers } = answer;
  if (body.length < LARGE || !/\bgzip\b(?!;q=0(\.0+)?\b(?!\.))/.test(accepted)) return answer;
  return {
    ...answer,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(body, { level: 5 }).toString('base64'),
    isBase64Encoded: true,
  };
}

const problemJson = (content: Problem, headers?: Record<string, string>) =>
  json(content.status, content, 'application/problem+json', headers);

const json = (
  status: number,
  body: unknown,
  type: string,
  headers?: Record<string, string>,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
