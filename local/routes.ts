import type { RouteSpec } from './template.ts';

/** A route that fits a request, with the values of its path parameters. */
export interface Match {
  readonly route: RouteSpec;
  readonly parameters: Record<string, string> | undefined;
}

interface Pattern {
  readonly route: RouteSpec;
  readonly method: string;
  readonly segments: readonly string[];
  readonly rank: number;
}

/**
 * Makes a finder over the template's routes with the precedence of API Gateway: a literal path before one with parameters,
 * that before a greedy one, a named method before ANY, `$default` last.
 */
export function createRoutes(routes: readonly RouteSpec[]) {
  const literal = new Map<string, Match>();
  const patterns: Pattern[] = [];
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');

  for (const route of routes.filter((one) => one !== fallback)) {
    const [method = '', path = ''] = route.routeKey.split(' ');
    if (path.includes('{')) patterns.push({ route, method, segments: path.split('/'), rank: rankOf(method, path) });
    else literal.set(route.routeKey, { route, parameters: undefined });
  }
  patterns.sort((a, b) => a.rank - b.rank);

  return (method: string, path: string): Match | undefined => {
    const exact = literal.get(`${method} ${path}`) ?? literal.get(`ANY ${path}`);
    if (exact) return exact;
    const given = path.split('/');
    for (const { route, method: wanted, segments } of patterns) {
      const parameters = wanted === method || wanted === 'ANY' ? matchSegments(segments, given) : undefined;
      if (parameters) return { route, parameters };
    }
    return fallback && { route: fallback, parameters: undefined };
  };
}

function rankOf(method: string, path: string): number {
  const parameters = path.split('{').length - 1;
  return (path.includes('+}') ? 1000 : 0) + parameters * 2 + (method === 'ANY' ? 1 : 0) - path.split('/').length * 0.01;
}

function matchSegments(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    if (segment.endsWith('+}')) {
      parameters[segment.slice(1, -2)] = decode(given.slice(index).join('/'));
      return parameters;
    }
    if (segment.startsWith('{') && value !== '') parameters[segment.slice(1, -1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return segments.length === given.length ? parameters : undefined;
}

/** A malformed escape is handed on as it came. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
