import type { Photo } from '../../domain/case/command.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';

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
