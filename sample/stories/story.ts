/**
 * One thing that happens, its result at a grid, a village or a township, and the result of a department. `{place}`
 * and `{n}`, a small number, are filled in.
 */
export type Tale = readonly [what: string, done: string, settled: string];

/** How matters of one category come up and end, in the words of an officer. */
export interface Story {
  category: string;
  /** How often, against the other categories. */
  weight: number;
  /** How much more often in a community than in a village. */
  town: number;
  /** How much less or more often at night. */
  night: number;
  /** How readily it is beyond one officer, against the others. */
  climbs: number;
  /** Seen on patrol, told by a resident, met on a visit, or an alarm. */
  known: 'seen' | 'told' | 'visited' | 'alarm';
  /** Whose work it is when the centre dispatches it. */
  departments: readonly [string, ...string[]];
  tales: readonly Tale[];
  /** What fits any of the tales. */
  more: readonly string[];
}
