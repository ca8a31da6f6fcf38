import { lockOutFaults, moveFaults, removalFaults } from '../../../domain/directory/continuity.ts';
import type { Documents, Kind } from '../../../domain/directory/documents.ts';
import { type Fault, type Reading, readDocuments } from '../../../domain/directory/read-documents.ts';
import type { Base } from './read-directory.ts';

/** Everything that the server would find wrong with the documents, as it holds them against those in force. */
export function faultsOf({ revision, documents: before }: Base, after: Documents): Fault[] {
  const reading = readDocuments(after);
  if (!reading.ok) return reading.faults;
  const known = revision === 0 ? undefined : before;
  return [
    ...removalFaults(known, reading.documents),
    ...moveFaults(known, reading.documents),
    ...lockOutFaults(reading.documents),
  ];
}

/** Reads what a file says of some kinds; the others are those of the working copy. */
export const readKinds = (raw: Partial<Record<Kind, unknown>>, current: Documents): Reading =>
  readDocuments(raw, current);
