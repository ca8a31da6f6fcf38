import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Row } from './row.ts';

/** An append-only file of JSON lines. What `flush` returned from survives the death of the process. */
export interface Journal {
  /** Adds a row to the next flush; returns the offset it will have. */
  append(row: Row): number;
  /** Writes all appended rows with one synchronous write. After a failed write every later one fails too. */
  flush(): void;
  /** The row at an offset, flushed or not. */
  read(offset: number): Row;
  /** Every row of the file with its offset, oldest first; cuts off a torn last line and reports it. */
  replay(): Iterable<{ row: Row; offset: number }>;
  close(): void;
}

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

export function openJournal(path: string, warn: (message: string) => void): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+');
  let size = 0;
  let pending: { offset: number; text: string }[] = [];
  let end = 0;
  let broken: unknown;

  function flush(): void {
    if (broken) throw new Error(`journal ${path} could not be written before: restart`, { cause: broken });
    if (pending.length === 0) return;
    const bytes = Buffer.from(pending.map(({ text }) => text).join(''));
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    } catch (error) {
      broken = error;
      throw error;
    }
    size = end;
    pending = [];
  }

  function* replay() {
    for (const { text, offset, complete } of lines(file)) {
      const row = complete ? parseRow(path, offset, text) : undefined;
      if (row) {
        end = size = offset + Buffer.byteLength(text) + 1;
        yield { row, offset };
      } else {
        warn(`journal ${path}: the last line, torn after ${Buffer.byteLength(text)} bytes, was cut off`);
        ftruncateSync(file, offset);
      }
    }
  }

  return {
    append(row) {
      const text = `${JSON.stringify(row)}\n`;
      const offset = end;
      pending.push({ offset, text });
      end += Buffer.byteLength(text);
      return offset;
    },
    flush,
    read(offset) {
      const text = offset < size ? lineAt(file, offset) : pending.find((row) => row.offset === offset)?.text;
      return parseRow(path, offset, text ?? '');
    },
    replay,
    close() {
      flush();
      closeSync(file);
    },
  };
}

function parseRow(path: string, offset: number, text: string): Row {
  try {
    return Row.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `journal ${path} is damaged at byte ${offset}: restore it from a copy, or move it away to begin anew`,
      { cause },
    );
  }
}

/** The lines of a file; the last one is not complete when no newline ends it. */
function* lines(file: number): Iterable<{ text: string; offset: number; complete: boolean }> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const length = readSync(file, chunk, 0, CHUNK, position);
    if (length === 0) break;
    position += length;
    rest = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let stop = rest.indexOf(NEWLINE); stop >= 0; stop = rest.indexOf(NEWLINE, start)) {
      yield { text: rest.toString('utf8', start, stop), offset: offset + start, complete: true };
      start = stop + 1;
    }
    rest = rest.subarray(start);
    offset += start;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), offset, complete: false };
}

function lineAt(file: number, offset: number): string {
  for (let length = 4096; ; length *= 4) {
    const bytes = Buffer.allocUnsafe(length);
    const read = readSync(file, bytes, 0, length, offset);
    const stop = bytes.subarray(0, read).indexOf(NEWLINE);
    if (stop >= 0) return bytes.toString('utf8', 0, stop);
    if (read < length) return bytes.toString('utf8', 0, read);
  }
}
