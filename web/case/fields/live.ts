import type { ComponentChildren } from 'preact';
import type { Key } from '../../shell/words.ts';

/** What stands in a field: a value that can be sent, or why there is none. */
export type Entered<T> = { value: T } | { fault: Key };

/** One field of a form that is open: it keeps what was entered for as long as the form is kept. */
export interface LiveField<T> {
  entered(): Entered<T>;
  /** Draws it, with what is wrong with it once that was told. Null if it is not asked for at the moment. */
  draw(error: string | undefined): ComponentChildren;
}
