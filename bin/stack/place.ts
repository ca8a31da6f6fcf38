import * as z from 'zod/mini';
import type { Instant } from '../../domain/primitives.ts';
import { instant } from '../../domain/primitives.ts';
import { Mistake } from '../mistake.ts';
import { Names } from './flags.ts';

/** Where a stack is, and its time. */
export interface Place extends Names {
  /** Of the services on one machine; those of AWS unless given. */
  url?: string;
  endpoints?: { dynamodb: string; stepfunctions: string; s3: string };
  /** The table of lines, where it is known. */
  lines?: string;
  /** The table of residents, where it is known. */
  residents?: string;
  /** The bucket of photos, where it is known. */
  photos?: string;
  now(): Instant;
}

const Outputs = z.object({
  CaseMachineArn: z.string(),
  CasesTable: z.string(),
  DirectoryTable: z.string(),
  LinesTable: z.string(),
  ResidentsTable: z.string(),
  PhotosBucket: z.string(),
  District: z.string(),
});
const Endpoints = z.object({ dynamodb: z.string(), stepfunctions: z.string(), s3: z.string() });
const Clock = z.object({ now: z.string(), speed: z.number() });

export const inAws = (names: Names): Place => ({ ...names, now: () => new Date().toISOString() });

/** The stack that runs on one machine at this address. Throws a Mistake if there is none. */
export async function onOneMachine(url: string): Promise<Place> {
  const base = url.replace(/\/+$/, '');
  const outputs = Outputs.parse(await read(`${base}/local/outputs`));
  const endpoints = Endpoints.parse(await read(`${base}/local/endpoints`));
  const clock = Clock.parse(await read(`${base}/local/clock`));
  const names = Names.parse({
    machine: outputs.CaseMachineArn,
    table: outputs.CasesTable,
    directory: outputs.DirectoryTable,
    district: outputs.District,
  });
  const began = performance.now();
  const now = () => instant(Math.floor(Date.parse(clock.now) + (performance.now() - began) * clock.speed));
  return {
    ...names,
    url: base,
    lines: outputs.LinesTable,
    residents: outputs.ResidentsTable,
    photos: outputs.PhotosBucket,
    endpoints,
    now,
  };
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new Mistake(`no answer from ${url}: start it with npm start, or name another with --url`, { cause: error });
  });
  if (response.ok) return response.json();
  throw new Mistake(
    `${url} answered ${response.status}: --url is for npm start; name a stack in AWS with --machine, --table, --directory and --district`,
  );
}
