import { describe, expect, test } from 'vitest';
import type { Documents, Officer } from '../../../domain/directory/documents.ts';
import { documentsWith, isSame, linesOf, NO_EDITS, rowsWith, withRow } from '../../../web/admin/draft/edits.ts';
import { rebased } from '../../../web/admin/draft/rebase.ts';

const li: Officer = { id: 'li', name: '李', subject: 'sub|li', posts: [{ unit: 'jianong', role: 'clerk' }] };
const wang: Officer = { ...li, id: 'wang', name: '王', subject: 'sub|wang' };
const base: Documents = { units: [], officers: [li, wang], rosters: [], categories: [], calendars: [] };
const withOfficers = (...officers: Officer[]): Documents => ({ ...base, officers });

describe('a working copy', () => {
  test('keeps the order in force, with new rows last', () => {
    const renamed = withRow(NO_EDITS, base, 'officers', 'li', { ...li, name: '黎' });
    const edits = withRow(renamed, base, 'officers', 'an', { ...li, id: 'an', name: '安' });
    expect(rowsWith(base, edits, 'officers').map(({ name }) => name)).toEqual(['黎', '王', '安']);
    expect(linesOf(edits)).toMatchObject([
      { id: 'li', what: 'changed', fields: ['name'] },
      { id: 'an', what: 'added', fields: [] },
    ]);
  });

  test('forgets an edit that leads back to what is in force, whatever the order of the fields', () => {
    const { posts, subject, name, id } = li;
    const away = withRow(NO_EDITS, base, 'officers', 'li', { ...li, name: '黎' });
    const back = withRow(away, base, 'officers', 'li', { posts, subject, name, id });
    expect(linesOf(back)).toEqual([]);
  });

  test('forgets a row that was added and taken out again', () => {
    const added = withRow(NO_EDITS, base, 'officers', 'an', { ...li, id: 'an' });
    expect(linesOf(withRow(added, base, 'officers', 'an', undefined))).toEqual([]);
  });

  test('takes a row out', () => {
    const edits = withRow(NO_EDITS, base, 'officers', 'wang', undefined);
    expect(documentsWith(base, edits).officers).toEqual([li]);
    expect(linesOf(edits)).toMatchObject([{ id: 'wang', what: 'removed' }]);
  });

  test('holds a field without a value and one that is missing for the same', () => {
    expect(isSame({ id: 'a', nameEn: undefined }, { id: 'a' })).toBe(true);
  });
});

describe('a working copy upon a newer directory', () => {
  const renamed = withRow(NO_EDITS, base, 'officers', 'li', { ...li, name: '黎' });

  test('joins what each side changed in different fields', () => {
    const newer = withOfficers({ ...li, subject: 'sub|new' }, wang);
    const { edits, collisions } = rebased(renamed, newer);
    expect(collisions).toEqual([]);
    expect(documentsWith(newer, edits).officers[0]).toEqual({ ...li, name: '黎', subject: 'sub|new' });
  });

  test('keeps its own where both changed the same, and tells it', () => {
    const newer = withOfficers({ ...li, name: '李四' }, wang);
    const { edits, collisions } = rebased(renamed, newer);
    expect(collisions).toEqual([{ kind: 'officers', id: 'li', field: 'name', mine: '黎', theirs: '李四' }]);
    expect(documentsWith(newer, edits).officers[0]?.name).toBe('黎');
  });

  test('forgets what the newer one has already', () => {
    const { edits, collisions } = rebased(renamed, withOfficers({ ...li, name: '黎' }, wang));
    expect([linesOf(edits), collisions]).toEqual([[], []]);
  });

  test('tells a row that one side took out and the other changed', () => {
    const gone = rebased(renamed, withOfficers(wang));
    expect(gone.collisions).toMatchObject([{ id: 'li', field: '', theirs: undefined }]);
    expect(documentsWith(withOfficers(wang), gone.edits).officers.map(({ id }) => id)).toEqual(['wang', 'li']);
    const taken = withRow(NO_EDITS, base, 'officers', 'li', undefined);
    const changed = rebased(taken, withOfficers({ ...li, name: '李四' }, wang));
    expect(changed.collisions).toMatchObject([{ id: 'li', field: '', mine: undefined }]);
  });

  test('a second time changes nothing', () => {
    const newer = withOfficers({ ...li, name: '李四' }, wang);
    const once = rebased(renamed, newer).edits;
    expect(rebased(once, newer)).toEqual({ edits: once, collisions: [] });
  });
});
