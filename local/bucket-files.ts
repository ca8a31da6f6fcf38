import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** A file name: no dot in front, so neither `..` nor what is being written. */
const SEGMENT = /^\w[\w.-]{0,199}$/;

export type BucketFiles = ReturnType<typeof createBucketFiles>;

/**
 * The objects of one bucket as files below `directory`, each named by its key. What was written stays until it is removed: after
 * any end of the process an object is there as a whole or not at all.
 */
export function createBucketFiles(directory: string) {
  const unfinished = join(directory, '.unfinished');
  rmSync(unfinished, { force: true });
  mkdirSync(directory, { recursive: true });

  return {
    /** Where the object of a key stands; undefined for a key that cannot be a path below the bucket. */
    fileOf(key: string): string | undefined {
      const segments = key.split('/');
      return segments.every((segment) => SEGMENT.test(segment)) ? join(directory, ...segments) : undefined;
    },
    has: (file: string): boolean => isFile(file),
    read: (file: string): Buffer | undefined => (isFile(file) ? readFileSync(file) : undefined),
    /** The objects whose keys begin with a prefix, in the order of their keys. */
    list(prefix: string): { key: string; bytes: number }[] {
      const folder = join(directory, ...prefix.split('/').slice(0, -1));
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && SEGMENT.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => ({ key: relative(directory, file).replaceAll(sep, '/'), file }))
        .filter(({ key }) => key.startsWith(prefix))
        .map(({ key, file }) => ({ key, bytes: statSync(file).size }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    },
    /** Removes an object; nothing if it is not there. */
    remove: (file: string): void => {
      if (!isFile(file)) return;
      rmSync(file);
      flushDirectory(dirname(file));
    },
    /** Writes an object that is not there yet. False if it is: then nothing is written. */
    write(file: string, bytes: Buffer): boolean {
      // Without a break between looking and renaming: nobody else can come between, since the data are this process's.
      if (existsSync(file)) return false;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(unfinished, bytes, { flush: true });
      renameSync(unfinished, file);
      for (let at = dirname(file); at.length >= directory.length; at = dirname(at)) flushDirectory(at);
      return true;
    },
  };
}

/** A key that others go on from is a directory here, and no object. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** A name in a directory is on disk once the directory is. */
/** Makes sure that what was named in a directory stays so. */
export function flushDirectory(directory: string): void {
  if (process.platform === 'win32') return; // Its directories cannot be opened, and need not be.
  const opened = openSync(directory, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
