import type { Officer, Role } from '../../../domain/directory/documents.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { setRow } from '../draft/draft.ts';
import { AddRow } from '../parts/add-row.tsx';
import { errorsOf } from '../parts/faults.tsx';
import { Ordered } from '../parts/ordered.tsx';
import { Remove, RowPage } from '../parts/row-page.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { UnitField, unitName } from '../parts/unit-field.tsx';
import { PhoneField } from '../rosters/phone-field.tsx';

const ROLES = ['officer', 'clerk', 'leader', 'administrator'] as const satisfies readonly Role[];
const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'officer';
const MOST_POSTS = 20;
const NO_POST: Officer['posts'][number] = { unit: '', role: 'officer' };

const postsText = ({ posts }: Officer): string =>
  posts.map(({ unit, role }) => `${unitName(unit)} · ${t(`role.${role}`)}`).join('; ');

/** Everybody with a post. */
export const Officers = () => (
  <div class="stack">
    <h1>{t('admin.officers')}</h1>
    <AddRow
      kind="officers"
      label={t('admin.officers.add')}
      hint={t('admin.id.hint.officer')}
      make={(id) => ({ id, name: '', subject: '', posts: [NO_POST] })}
    />
    <RowTable
      kind="officers"
      caption={t('admin.officers')}
      nameOf={({ name }) => name}
      textOf={(row) => `${row.subject} ${row.phone ?? ''} ${postsText(row)}`}
      columns={[
        { head: t('admin.name'), cell: ({ name, id }) => name || id },
        { head: t('admin.posts'), cell: postsText },
        { head: t('admin.subject'), cell: ({ subject }) => <span class="mono">{subject}</span> },
      ]}
    />
  </div>
);

/** An emptied field is a number left out. */
const withPhone = ({ phone: _, ...officer }: Officer, phone: string): Officer =>
  phone === '' ? officer : { ...officer, phone };

/** One person: their name, what the identity provider calls them, their telephone, and their posts. */
export const OfficerPage = ({ id }: { id: string }) => (
  <RowPage kind="officers" id={id} nameOf={({ name }) => name}>
    {(officer) => <OfficerForm officer={officer} />}
  </RowPage>
);

function OfficerForm({ officer }: { officer: Officer }) {
  const errors = errorsOf('officers', officer.id);
  const set = (patch: Partial<Officer>) => setRow('officers', officer.id, { ...officer, ...patch });
  return (
    <>
      <div class="pair">
        <TextField
          label={t('admin.name')}
          required
          maxLength={80}
          value={officer.name}
          error={errors('name')}
          onInput={(name) => set({ name })}
        />
        <TextField
          label={t('admin.subject')}
          hint={t('admin.subject.hint')}
          required
          maxLength={200}
          autocomplete="off"
          value={officer.subject}
          error={errors('subject')}
          onInput={(subject) => set({ subject })}
        />
      </div>
      <PhoneField
        label={t('admin.officer.phone')}
        hint={t('admin.officer.phone.hint')}
        value={officer.phone ?? ''}
        error={errors('phone')}
        onInput={(phone) => setRow('officers', officer.id, withPhone(officer, phone))}
      />
      <section class="stack-tight" aria-labelledby="posts">
        <h2 id="posts">{t('admin.posts')}</h2>
        <p class="faint small">{t('admin.posts.about')}</p>
        {officer.posts.length === 0 && <p class="error">{errors('posts')}</p>}
        <Ordered
          values={officer.posts}
          most={MOST_POSTS}
          add={t('admin.posts.add')}
          fresh={NO_POST}
          nameOf={({ unit }, index) => unitName(unit) || String(index + 1)}
          onInput={(posts) => set({ posts })}
        >
          {(post, index, setPost) => (
            <div class="pair">
              <UnitField
                label={t('admin.unit')}
                value={post.unit}
                error={errors(`posts[${index}].unit`) ?? errors(`posts[${index}]`)}
                onInput={(unit) => setPost({ ...post, unit })}
              />
              <SelectField
                label={t('admin.role')}
                value={post.role}
                options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
                onInput={(role) => setPost({ ...post, role: roleOf(role) })}
              />
            </div>
          )}
        </Ordered>
      </section>
      <Remove kind="officers" id={officer.id} label={t('admin.officers.end')} why={t('admin.officers.end.why')} />
    </>
  );
}
