import type { Photo } from '../../domain/case/command.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Followed } from './follow.ts';

export interface PhotoOf extends Photo {
  /** The number of the event that it came with. */
  event: number;
}

/** The photos that the contents of a case name, in the order of its events; not those of contents that were erased. */
export const photosIn = ({ history, contents }: Pick<CaseFile, 'history' | 'contents'>): PhotoOf[] =>
  history.flatMap(({ seq, content }) => {
    const photos = (content !== undefined && contents[content]?.content.photos) || [];
    return photos.map((photo) => ({ ...photo, event: seq }));
  });

/** The photos that were sent with a report. One that joined has none: those of the case are somebody else's. */
export const photosOfReport = ({ own: [first], row }: Followed): PhotoOf[] =>
  row?.joined ? [] : photosIn(first).filter(({ event }) => event === 1);
