import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const held = new Set<string>();

/**
 * Takes a data directory for this process and returns how to give it back. Throws, naming the holder, if another living
 * process has it; the lock of a dead process is taken over.
 */
export function lockData(data: string): () => void {
  const file = join(resolve(data), 'lock');
  mkdirSync(data, { recursive: true });
  const holder = takeOrHolder(file);
  if (holder !== undefined && (held.has(file) || (holder !== process.pid && isAlive(holder)))) {
    throw new Error(
      `${data} is in use by process ${holder}. Stop it, choose another directory with --data, or delete ${file} if that process is not Gridlight.`,
    );
  }
  writeFileSync(file, String(process.pid));
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

function takeOrHolder(file: string): number | undefined {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (fault) {
    if (!hasCode(fault, 'EEXIST')) throw fault;
    return Number(readFileSync(file, 'utf8'));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return !hasCode(fault, 'ESRCH');
  }
}

function hasCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code;
}
