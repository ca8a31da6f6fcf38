import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checkpoint } from '../../domain/evidence/checkpoint.ts';
import { Unreadable } from './unreadable.ts';

/** All checkpoints in a folder and those below it. Throws Unreadable if it has none, or if a file is none. */
export function readCheckpoints(folder: string): Checkpoint[] {
  const files = filesIn(folder).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Unreadable(`${folder} holds no checkpoints; copy them out of the vault`);
  return files.map((file) => {
    try {
      return Checkpoint.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    } catch (fault) {
      throw new Unreadable(`${join(folder, file)} is no checkpoint, or was changed so that it is none any more`, {
        cause: fault,
      });
    }
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (fault) {
    throw new Unreadable(`${folder} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`, {
      cause: fault,
    });
  }
}
