import type { Tables } from './tables.ts';
import type { Use } from './use.ts';

/** The functions of the API: `functions/http/<name>.ts`, the routes it answers, and what it uses. */
export interface HttpFunction {
  name: string;
  routes: string[];
  /** For anybody, without a token. */
  open?: true;
  uses: Use[];
}

const DOCUMENTS = ['units', 'categories', 'calendars', 'officers', 'rosters'];

/** All routes. `administrators` are the OIDC subjects that may import the first directory. */
export function httpFunctions(tables: Tables, administrators: readonly string[]): HttpFunction[] {
  const directory = tables.directory('GetItem');
  const readCase = [tables.cases('GetItem'), directory];
  const writeCase = [tables.cases('GetItem', 'PutItem'), directory];
  const readHolding = [tables.casesBy('holding'), directory];
  return [
    { name: 'open-case', routes: ['POST /cases'], uses: writeCase },
    { name: 'get-case', routes: ['GET /cases/{id}'], uses: readCase },
    { name: 'explain-case', routes: ['GET /cases/{id}/explanation'], uses: readCase },
    { name: 'command-case', routes: ['POST /cases/{id}/commands'], uses: writeCase },
    { name: 'list-cases', routes: ['GET /cases'], uses: readHolding },
    { name: 'wall', routes: ['GET /wall'], uses: readHolding },
    {
      name: 'get-directory',
      routes: ['GET /directory', ...DOCUMENTS.map((document) => `GET /${document}`)],
      uses: [directory],
    },
    {
      name: 'put-directory',
      routes: ['POST /directory', ...DOCUMENTS.map((document) => `PUT /${document}`)],
      uses: [tables.directory('GetItem', 'PutItem'), { environment: { ADMINISTRATORS: administrators.join(',') } }],
    },
    { name: 'openapi', routes: ['GET /openapi.json'], open: true, uses: [] },
    { name: 'health', routes: ['GET /health'], open: true, uses: [directory] },
  ];
}
