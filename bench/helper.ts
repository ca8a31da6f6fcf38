import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface Helper<Question, Answer> {
  /** One question at a time. Rejects if the process ends instead of answering. */
  ask(question: Question): Promise<Answer>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a file of this directory in a process of its own, so that it takes no turn in anybody's event loop. */
export function startHelper<Question extends object, Answer>(
  file: string,
  nodeFlags: readonly string[] = [],
): Helper<Question, Answer> {
  const child = fork(new URL(file, import.meta.url), { execArgv: [...nodeFlags], serialization: 'advanced' });
  return {
    async ask(question) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const ended = (code: number | null) => reject(new Error(`${file} ended with code ${code}`));
      child.once('exit', ended);
      child.once('message', resolve);
      child.send(question);
      const answer = await promise;
      child.off('exit', ended);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** The other side: answers each question. What `answer` throws ends the process, and with it the benchmark. */
export function answerAs<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', async (question: Question) => process.send?.(await answer(question)));
}
