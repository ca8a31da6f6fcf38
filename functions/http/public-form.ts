import type { Directory } from '../../domain/directory/directory.ts';
import { sha256 } from '../shell/chance.ts';
import { directories } from '../shell/desk.ts';
import { type Answer, endpoint } from '../shell/endpoint.ts';
import { memo } from '../shell/memo.ts';
import type { ReportForm } from '../shell/report-messages.ts';

const forms = memo<{ text: string; tag: string }>(2);

/** `GET /public/form`: categories, townships, villages and grids to choose from. 304 to whoever has it already. */
export const handler = endpoint(async (event): Promise<Answer> => {
  const directory = await directories.current();
  const { text, tag } = await forms(String(directory.revision), async () => {
    const made = JSON.stringify(formOf(directory));
    return { text: made, tag: `"${sha256(made).slice(0, 32)}"` };
  });
  const headers = { etag: `W/${tag}`, 'cache-control': 'public, max-age=300' };
  const known = (event.headers['if-none-match'] ?? '').split(',').map((own) => own.trim().replace(/^W\//, ''));
  return known.includes(tag) ? { status: 304, body: '', headers } : { status: 200, body: text, headers };
});

const TERRITORIES: ReadonlySet<string> = new Set(['township', 'village', 'grid']);

function formOf(directory: Directory): ReportForm {
  const { categories, units } = directory.documents;
  return {
    revision: directory.revision,
    district: directory.root.name,
    districtEn: directory.root.nameEn,
    zone: directory.calendar(directory.root.id).zone,
    categories: categories.filter(({ retired }) => !retired).map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    units: units
      .filter(({ level, retired }) => !retired && TERRITORIES.has(level))
      .map(({ id, name, nameEn, level, parent, boundary }) => ({
        id,
        name,
        nameEn,
        level,
        parent,
        ...(level === 'grid' && { boundary }),
      })),
  };
}
