import type { Documents } from '../../domain/directory/documents.ts';
import { documents } from './a-district.ts';
import { personasOf } from './personas.ts';

const LEADER = {
  id: 'of-leader',
  name: '主任',
  subject: 'local|of-leader',
  posts: [{ unit: 'shawan', role: 'leader' as const }],
};

/** The small district, with a leader at its centre, who decides reviews; log in as `leader`. Appeals are for `deputy`. */
export const withLeader = (over: Partial<Documents> = {}): Documents => {
  const own = documents(over);
  return { ...own, officers: [...own.officers, LEADER] };
};
export const personas = [
  ...personasOf(documents()),
  { id: 'leader', subject: LEADER.subject, name: LEADER.name, role: 'leader', unit: 'shawan' },
  { id: 'deputy', subject: 'local|leader-shawan', name: '副主任', role: 'leader', unit: 'shawan' },
];
