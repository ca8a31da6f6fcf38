import type { Directory } from '../directory/directory.ts';
import type { Post } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import type { Case } from './case.ts';
import type { Content } from './command.ts';
import type { What } from './event.ts';
import type { Refusal } from './refusal.ts';
import type { By } from './wish.ts';

/** Who asks: an officer of the directory with their posts. */
export interface Actor {
  officer: string;
  posts: readonly Post[];
}

/** Who asks with the receipt of a report. */
export interface Resident {
  resident: true;
}
export const RESIDENT: Resident = { resident: true };

/** An event decided and not yet on record. */
export interface Draft {
  by: By;
  what: What;
  content?: Content;
  command?: string;
}

export type Decision = Draft[] | Refusal;

/** What a move is decided on: the case, who moves in which post, when, by which directory. */
export interface Situation {
  kase: Case;
  by: By;
  now: Instant;
  directory: Directory;
}
