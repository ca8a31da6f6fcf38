import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Runs `npm start` with flags, until the end of the test, and answers the URL it prints when it is ready. */
export async function npmStart(...flags: string[]): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, ['bin/local.ts', '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      if (printed.includes('Ctrl-C')) resolve(/http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '');
    });
    child.once('exit', () => reject(new Error(`it ended, saying: ${printed}`)));
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
