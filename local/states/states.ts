import type { IncomingMessage, ServerResponse } from 'node:http';
import { aliasOperations } from './api/aliases.ts';
import { executionOperations } from './api/executions.ts';
import { machineOperations } from './api/machines.ts';
import { serve } from './api/serve.ts';
import { taskOperations } from './api/tasks.ts';
import { loadJournal } from './compaction.ts';
import { createEngine, type Engine } from './engine.ts';
import { wakeAt } from './execution.ts';
import type { Invoke } from './function-call.ts';
import { groupOf } from './machines.ts';
import { createPool } from './pool.ts';
import { createRegistry, definitionProblems, type Registry } from './registry.ts';
import { type Clock, createTimers } from './timers.ts';

export type { Invoke, Outcome } from './function-call.ts';
export type { Clock } from './timers.ts';

export type MachineToCreate = Machine | AliasOfNewest;

interface Machine {
  /** `…:stateMachine:name` */
  readonly arn: string;
  readonly name: string;
  /** A definition as an object or a JSON text. */
  readonly definition: unknown;
  /** Makes it a version too, unless the newest version is the same: what already runs goes on under its own. */
  readonly publish?: boolean;
}

interface AliasOfNewest {
  /** `…:stateMachine:name:live` */
  readonly arn: string;
  /** ARN of the machine to whose newest version it leads from now on. */
  readonly newestOf: string;
}

/** The embedded Step Functions. */
export interface States {
  /** Answers one request of the AWS JSON 1.0 API. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /**
   * Makes a machine or alias startable, before or after `open`. The same again changes nothing; another definition
   * holds for executions started from then on, and is another version if it is published. Throws an error that lists everything not supported.
   */
  createMachine(machine: MachineToCreate): void;
  /**
   * Replays the journal: sets every wait again, invokes again what was under way (with the same token), goes on with
   * what was between two states. Deadlines that passed meanwhile fire at once, oldest first.
   */
  open(): void;
  /** Waits for the functions that run, at most 5 s, and closes the journal. What is cut off is taken up by `open`. */
  close(): Promise<void>;
  /** Executions that run, and how many of their branches wait for time or a token. */
  stats(): { running: number; waiting: number };
}

export interface StatesOptions {
  readonly clock: Clock;
  /** Path of the journal; made when it is not there. */
  readonly journal: string;
  readonly region: string;
  readonly account: string;
  readonly invoke: Invoke;
  /** Functions that run at the same time; default 16. */
  readonly concurrency?: number;
  /** So many of the executions that ended last keep their history; default 2,000. */
  readonly keepHistories?: number;
  /** Takes what an operator should know; default: standard error. */
  readonly warn?: (message: string) => void;
}

const CLOSE_PATIENCE_MS = 5000;

export function createStates(options: StatesOptions): States {
  const { clock, warn = console.warn, keepHistories = 2000 } = options;
  const timers = createTimers(clock);
  const pool = createPool(options.concurrency ?? 16);
  const early: MachineToCreate[] = [];
  let open: { engine: Engine; registry: Registry } | undefined;

  function opened() {
    if (open) return open;
    throw new Error('the state machines are not open: call open() first');
  }

  function save(machine: MachineToCreate): void {
    const { registry } = opened();
    if ('newestOf' in machine) {
      registry.saveAlias(machine.arn, registry.newestOf(machine.newestOf).arn);
      return;
    }
    const { arn, name, definition, publish } = machine;
    const saved = registry.save({ arn, name, text: textOf(definition) });
    if (publish) registry.publish(saved);
  }

  function operations() {
    const { engine, registry } = opened();
    return {
      ...machineOperations(engine, registry, clock, options),
      ...aliasOperations(engine, registry, clock),
      ...executionOperations(engine, clock),
      ...taskOperations(engine),
    };
  }
  let api: ReturnType<typeof operations> | undefined;

  return {
    handle(request, response) {
      if (api) void serve(api, request, response, warn);
      else response.writeHead(503, { 'x-amzn-errortype': 'ServiceUnavailable' }).end();
    },
    createMachine(machine) {
      check(machine);
      if (open) save(machine);
      else early.push(machine);
    },
    open() {
      const loaded = loadJournal(options.journal, { now: clock.now(), keepHistories, warn });
      const engine = createEngine({ ...loaded, clock, timers, pool, invoke: options.invoke });
      open = { engine, registry: createRegistry(engine, clock) };
      engine.open();
      for (const machine of early) save(machine);
      api = operations();
    },
    async close() {
      api = undefined;
      timers.close();
      await pool.close(CLOSE_PATIENCE_MS);
      open?.engine.close();
      open = undefined;
    },
    stats() {
      const running = [...opened().engine.world.running.values()];
      const branches = running.flatMap(({ branches }) => [...branches.values()]);
      return { running: running.length, waiting: branches.filter((branch) => wakeAt(branch) !== undefined).length };
    },
  };
}

const textOf = (definition: unknown): string =>
  typeof definition === 'string' ? definition : JSON.stringify(definition);

function check(machine: MachineToCreate): void {
  const { arn } = machine;
  if (groupOf(arn).split(':').length !== 7) throw new Error(`'${arn}' is no ARN of a state machine`);
  const problems = 'definition' in machine ? definitionProblems(textOf(machine.definition)) : [];
  if (problems.length > 0) throw new Error(`machine ${arn} cannot run here:\n  ${problems.join('\n  ')}`);
}
