import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { flushDirectory } from './bucket-files.ts';
import type { Clock } from './clock.ts';
import { type Rule, takes } from './event-rules.ts';
import type { Invoke } from './functions.ts';
import type { Failure } from './stream-feed.ts';

export type Events = ReturnType<typeof createEvents>;

export interface EventRule extends Rule {
  name: string;
  /** How often its function is called again, and where what failed to the end is told. */
  retries: number;
  destination: string | undefined;
}

const Noted = z.object({ rule: z.string(), bucket: z.string(), key: z.string(), event: z.unknown() });
type Noted = z.infer<typeof Noted>;

const firstRetryMs = 100;
const NOTED = '.json';

/**
 * EventBridge with S3 before it and functions behind it. That an object is put is noted in `directory` before it is there, and forgotten
 * once the function of the rule has answered, or has failed as often as it may: whatever ends the process, it is called at
 * least once for each object. Pauses between its tries are of real time.
 */
export function createEvents(options: {
  rules: readonly EventRule[];
  invoke: Invoke;
  directory: string;
  clock: Clock;
  place: { region: string; account: string };
  onFailure(failure: Failure): void;
  pause?: (ms: number) => Promise<void>;
}) {
  const { rules, invoke, directory, clock, place, onFailure } = options;
  const { pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()) } = options;
  const running = new Set<Promise<void>>();
  let closed = false;
  mkdirSync(directory, { recursive: true });

  async function deliver(id: string, { rule: name, key, event }: Noted): Promise<void> {
    const rule = rules.find((each) => each.name === name);
    for (let attempt = 0; rule && !closed; attempt += 1) {
      const result = await invoke(rule.Targets[0].Arn, JSON.stringify(event));
      if (result.ok) break;
      if (attempt >= rule.retries) {
        const error = `${result.error}: ${result.cause}`;
        const records = [{ key, sequence: id, json: JSON.stringify(event) }];
        onFailure({ mapping: name, destination: rule.destination, error, records });
        break;
      }
      await pause(firstRetryMs * 2 ** attempt);
    }
    if (!closed) forget(id);
  }

  function start(id: string, noted: Noted): void {
    const run = deliver(id, noted).finally(() => running.delete(run));
    running.add(run);
  }

  const forget = (id: string): void => rmSync(join(directory, id + NOTED), { force: true });

  return {
    /** Notes that an object is about to be put; what it answers is to be called when it is there, or not. */
    announce(bucket: string, key: string, size: number): (isThere: boolean) => void {
      const notes = rules
        .filter((rule) => takes(rule, bucket, key))
        .map((rule) => ({
          id: randomUUID(),
          noted: { rule: rule.name, bucket, key, event: eventOf(bucket, key, size) },
        }));
      for (const { id, noted } of notes) {
        writeFileSync(join(directory, `.${id}`), JSON.stringify(noted), { flush: true });
        renameSync(join(directory, `.${id}`), join(directory, id + NOTED));
      }
      if (notes.length > 0) flushDirectory(directory);
      return (isThere) => {
        for (const { id, noted } of notes) isThere ? start(id, noted) : forget(id);
      };
    },
    /** Takes up what an earlier run has noted and not forgotten, for the objects that are there. */
    resume(isThere: (bucket: string, key: string) => boolean): void {
      for (const file of readdirSync(directory)) {
        const id = file.replace(NOTED, '');
        const noted = file.endsWith(NOTED) && Noted.parse(JSON.parse(readFileSync(join(directory, file), 'utf8')));
        if (noted && isThere(noted.bucket, noted.key)) start(id, noted);
        else rmSync(join(directory, file));
      }
    },
    waiting: () => running.size,
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running);
    },
    /** Stops after the calls in flight; what is not answered is taken up by the next run. */
    close() {
      closed = true;
    },
  };

  function eventOf(bucket: string, key: string, size: number) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: place.account,
      time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: place.region,
      resources: [`arn:aws:s3:::${bucket}`],
      detail: {
        version: '0',
        bucket: { name: bucket },
        object: { key, size },
        requester: place.account,
        reason: 'PutObject',
      },
    };
  }
}
