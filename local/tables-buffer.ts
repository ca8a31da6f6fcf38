import { Level } from 'level';

const writeBufferSize = 32 * 1024 * 1024;

/**
 * Lets LevelDB collect 32 MB before it sorts them into files, instead of 4: with items of a few KB under random keys,
 * compaction otherwise takes a third as much processor time as the writes themselves. dynalite passes no such option on.
 */
export function widenWriteBuffer(): void {
  const open: unknown = Reflect.get(Level.prototype, '_open');
  if (typeof open !== 'function') throw new Error('this version of level opens otherwise; see tables-buffer.ts');
  const wider = function (this: unknown, options: object) {
    return Reflect.apply(open, this, [{ ...options, writeBufferSize }]);
  };
  Reflect.set(Level.prototype, '_open', wider);
}
