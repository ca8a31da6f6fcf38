import { gateUses } from './gate.ts';
import { open311Functions } from './open311.ts';
import type { Photos } from './photos.ts';
import type { SigningKey } from './signing-key.ts';
import type { SmsGateway } from './sms-gateway.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';
import type { Vault } from './vault.ts';

/** The functions of the API: `functions/http/<name>.ts`, the routes it answers, and what it uses. */
export interface HttpFunction {
  name: string;
  routes: string[];
  /** For anybody, without a token, but no oftener than this. */
  open?: Throttle;
  /** It may have to write a thousand cases. */
  isLong?: true;
  uses: Use[];
}

/** Requests a second on each route over all callers, and at once. */
export interface Throttle {
  rate: number;
  burst: number;
}

const READ: Throttle = { rate: 10, burst: 20 };
/**
 * A ceiling for the bill, over all callers. A district of a million reports less than once a minute; low enough to keep out one
 * that sends too much it would keep out everybody: that is for the gate, which counts by address.
 */
const WRITTEN: Throttle = { rate: 20, burst: 100 };
/** A report has up to six photos. */
const ATTACHED: Throttle = { rate: 3, burst: 60 };

/** The gateway calls for every message that arrived, a hundred in one call, and for every reply. */
const CALLED_BACK: Throttle = { rate: 20, burst: 100 };

const DOCUMENTS = ['units', 'categories', 'calendars', 'officers', 'rosters'];

export interface RoutesProps {
  tables: Tables;
  vault: Vault;
  key: SigningKey;
  photos: Photos;
  /** The OIDC subjects that may import the first directory. */
  administrators: readonly string[];
  /** Digests of the keys to file over Open311 with, as `name:sha256`. */
  open311Keys: readonly string[];
  rates: readonly string[];
  heldWords: readonly string[];
  /** Its callbacks have routes where there is one. */
  gateway?: SmsGateway | undefined;
}

/** All routes. */
export function httpFunctions(props: RoutesProps): HttpFunction[] {
  const { tables, vault, key, photos, administrators, gateway, open311Keys } = props;
  const directory = tables.directory('GetItem');
  // For functions whose desk says where the directory is, and who never look at it.
  const named: Use = { environment: directory.environment ?? {} };
  const readCase = [tables.cases('GetItem'), directory];
  const writeCase = [tables.cases('GetItem', 'PutItem'), directory];
  const readHolding = [tables.casesBy('holding'), directory];
  const readReview = [tables.reviews('GetItem'), directory];
  const writeReview = [tables.reviews('GetItem', 'PutItem'), directory];
  const freeze = [tables.cases('GetItem', 'PutItem'), vault.add('evidence'), key.toSign()];
  const gate = gateUses(props);
  const founders = { environment: { ADMINISTRATORS: administrators.join(',') } };
  return [
    { name: 'open-case', routes: ['POST /cases'], uses: writeCase },
    { name: 'get-case', routes: ['GET /cases/{id}'], uses: [...readCase, tables.residentsBy('of-case')] },
    {
      name: 'case-contact',
      routes: ['GET /cases/{id}/contact'],
      uses: [...readCase, tables.residents('GetItem', 'PutItem')],
    },
    { name: 'case-reports', routes: ['GET /cases/{id}/reports'], uses: [...readCase, tables.residentsBy('of-case')] },
    { name: 'explain-case', routes: ['GET /cases/{id}/explanation'], uses: readCase },
    { name: 'command-case', routes: ['POST /cases/{id}/commands'], uses: writeCase },
    { name: 'photo-upload', routes: ['POST /cases/{id}/photos'], uses: [...readCase, photos.add()] },
    { name: 'list-photos', routes: ['GET /cases/{id}/photos'], uses: [...readCase, photos.show()] },
    { name: 'list-cases', routes: ['GET /cases'], uses: readHolding },
    { name: 'list-answers', routes: ['GET /answers'], uses: [tables.casesBy('answers'), directory] },
    { name: 'list-reporters', routes: ['GET /reporters'], uses: [directory] },
    { name: 'wall', routes: ['GET /wall'], uses: readHolding },
    { name: 'open-review', routes: ['POST /reviews'], uses: [...writeReview, ...freeze] },
    { name: 'get-review', routes: ['GET /reviews/{id}'], uses: readReview },
    { name: 'command-review', routes: ['POST /reviews/{id}/commands'], uses: [...writeReview, ...freeze] },
    {
      name: 'list-reviews',
      routes: ['GET /reviews'],
      uses: [...readReview, tables.reviewsBy('standing'), tables.reviewsBy('of-case')],
    },
    {
      name: 'review-evidence',
      routes: ['GET /reviews/{id}/evidence'],
      uses: [...readReview, vault.read('evidence')],
    },
    { name: 'evidence-key', routes: ['GET /evidence/key'], open: READ, uses: [key.toShow()] },
    { name: 'me', routes: ['GET /me'], uses: [directory, founders] },
    {
      name: 'get-directory',
      routes: ['GET /directory', ...DOCUMENTS.map((document) => `GET /${document}`)],
      uses: [directory],
    },
    {
      name: 'put-directory',
      routes: ['POST /directory', ...DOCUMENTS.map((document) => `PUT /${document}`)],
      uses: [tables.directory('GetItem', 'PutItem'), founders, tables.cases('GetItem'), tables.casesBy('holding')],
    },
    {
      name: 'public-cases',
      routes: ['GET /public/cases', 'GET /public/cases/{id}'],
      open: READ,
      uses: [tables.cases('GetItem'), tables.casesBy('public'), directory],
    },
    {
      name: 'public-satisfaction',
      routes: ['GET /public/satisfaction'],
      open: READ,
      uses: [tables.casesBy('voices'), directory],
    },
    { name: 'satisfaction', routes: ['GET /satisfaction'], uses: [tables.casesBy('voices'), directory] },
    { name: 'public-form', routes: ['GET /public/form'], open: READ, uses: [directory] },
    {
      name: 'public-open-report',
      routes: ['POST /public/reports'],
      open: WRITTEN,
      uses: [...writeCase, ...gate.enter, tables.lines('PutItem')],
    },
    {
      name: 'public-similar',
      routes: ['POST /public/similar'],
      open: READ,
      uses: [...readCase, tables.lately(), tables.residentsBy('of-case'), ...gate.ask],
    },
    { name: 'public-get-report', routes: ['GET /public/reports/{id}'], open: READ, uses: [...readCase, ...gate.guess] },
    {
      name: 'public-command-report',
      routes: ['POST /public/reports/{id}/commands'],
      open: WRITTEN,
      uses: [...writeCase, ...gate.enter, tables.lines('PutItem')],
    },
    { name: 'public-challenge', routes: ['GET /public/challenge'], open: READ, uses: gate.ask },
    { name: 'list-held', routes: ['GET /moderation'], uses: [directory, ...gate.look] },
    {
      name: 'rule-held',
      routes: ['POST /moderation/{id}'],
      uses: [...writeCase, ...gate.rule, tables.lines('PutItem')],
    },
    {
      name: 'public-photo-upload',
      routes: ['POST /public/reports/{id}/photos'],
      open: ATTACHED,
      uses: [...readCase, photos.add(), ...gate.guess],
    },
    {
      name: 'public-list-photos',
      routes: ['GET /public/reports/{id}/photos'],
      open: READ,
      uses: [...readCase, photos.show(), ...gate.guess],
    },
    ...open311Functions({ tables, keys: open311Keys, enter: gate.enter, read: READ, written: WRITTEN }),
    {
      name: 'acknowledge',
      routes: ['GET /a/{secret}', 'POST /a/{secret}'],
      open: READ,
      isLong: true,
      uses: [...writeCase, tables.lines('GetItem', 'PutItem'), tables.linesBy('link')],
    },
    {
      name: 'resident-choice',
      routes: ['GET /u/{secret}', 'POST /u/{secret}'],
      open: READ,
      uses: [
        tables.cases('GetItem'),
        named,
        tables.linesBy('link'),
        tables.lines('GetItem', 'PutItem'),
        ...chosen(tables),
      ],
    },
    ...(gateway ? calledBack(gateway, [...writeCase, tables.lines('GetItem', 'PutItem')], chosen(tables)) : []),
    {
      name: 'deliveries',
      routes: ['GET /deliveries'],
      uses: [directory, tables.lines('GetItem', 'Query'), tables.linesBy('unit')],
    },
    {
      name: 'case-deliveries',
      routes: ['GET /cases/{id}/deliveries'],
      uses: [...readCase, tables.lines('Query')],
    },
    { name: 'openapi', routes: ['GET /openapi.json'], open: READ, uses: [] },
    { name: 'health', routes: ['GET /health'], open: READ, uses: [directory] },
  ];
}

/** What a resident chooses: SMS or none, for all reports of a telephone. */
const chosen = (tables: Tables): Use[] => [tables.residents('GetItem', 'PutItem'), tables.residentsBy('person')];

/** What the gateway calls: open, as its signature says who it is. */
const calledBack = (gateway: SmsGateway, uses: Use[], chosen: Use[]): HttpFunction[] => [
  {
    name: 'sms-receipts',
    routes: ['POST /sms/receipts'],
    open: CALLED_BACK,
    isLong: true,
    uses: [...uses, gateway.toVerify()],
  },
  {
    name: 'sms-replies',
    routes: ['POST /sms/replies'],
    open: CALLED_BACK,
    isLong: true,
    uses: [...uses, ...chosen, gateway.toSend()],
  },
];
