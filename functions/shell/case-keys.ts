import type { Digest, Instant } from '../../domain/primitives.ts';

/** What spreads cases over a table, so that none of its partitions is written by all. */
export const SHARDS = 8;

export const caseKey = (district: string, id: string): string => `D#${district}#C#${id}`;
/** Of the row by which a helping department finds its part; it ends with the id of the case as the other does. */
export const partKey = (district: string, unit: string, id: string): string => `D#${district}#P#${unit}#${id}`;
export const branchKey = (district: string, branch: string): string => `D#${district}#U#${branch}`;
export const shardKey = (district: string, shard: number): string => `D#${district}#A#${shard}`;
export const changedKey = (district: string, shard: number): string => `D#${district}#H#${shard}`;
/** Sorts cases by the day on which their history was last added to. */
export const dayOf = (day: string, id: string): string => `${day}#${id}`;
/** Sorts the open cases of a branch by holder, and those of a holder by what is due first. */
export const seatOf = (holder: string, dueAt: Instant, id: string): string => `${holder}#${dueAt}#${id}`;
/** Of what residents reported in a month of UTC. */
export const publicKey = (district: string, openedAt: Instant): string => `D#${district}#O#${openedAt.slice(0, 7)}`;
export const publicSort = (openedAt: Instant, id: string): string => `${openedAt}#${id}`;
/** Of the answers of a district that wait for the check of what is published. */
export const answersKey = (district: string): string => `D#${district}#W`;
/** Of everything that is on its way to a telephone. */
export const lineKey = (district: string, phone: string): string => `D#${district}#T#${phone}`;
/** Of an SMS that was answered, by the digest of its id. */
export const replyKey = (district: string, digest: Digest): string => `D#${district}#S#${digest}`;
/** Of word to whoever erases that a case was kept long enough. */
export const eraseKey = (district: string, id: string): string => `D#${district}#E#${id}`;
/** Of a resident's report, whether it opened a case or joined one. */
export const reportKey = (district: string, id: string): string => `D#${district}#R#${id}`;
/** Of whoever reports with a telephone. */
export const personKey = (district: string, phone: string): string => `D#${district}#T#${phone}`;
/** Of what bounds rates, and lasts for hours or days. */
export const limitKey = (district: string, what: string): string => `D#${district}#L#${what}`;
/** Of the reports that wait for a clerk, in the index of the reports about a case. */
export const heldKey = (district: string): string => `D#${district}#M`;
/** Of what residents reported lately in a grid and category. */
export const recentKey = (district: string, grid: string, category: string): string =>
  `D#${district}#N#${grid}#${category}`;
export const idOfKey = (pk: string): string => pk.slice(pk.lastIndexOf('#') + 1);

/** The last characters of a ULID are random: they spread the cases evenly. */
export const shardOf = (id: string): number => id.charCodeAt(id.length - 1) % SHARDS;
