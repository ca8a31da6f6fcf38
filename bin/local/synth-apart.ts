import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Synthesises the stack in a thread of its own, which gives the CDK's memory back; the directory of the assembly. */
export async function synthApart(outdir: string, context: Record<string, string>): Promise<string> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { outdir, context } });
  const [directory] = await once(worker, 'message');
  await worker.terminate();
  return String(directory);
}

if (!isMainThread && parentPort) {
  const { synth } = await import('../../lib/synth.ts');
  parentPort.postMessage(synth(workerData.outdir, workerData.context));
}
