import type { Directory } from '../directory/directory.ts';
import type { Post } from '../directory/documents.ts';
import type { ReviewCommand } from './command.ts';
import type { Subject } from './event.ts';
import { type Review, responsibleIn } from './review.ts';
import type { StageName } from './stages.ts';

/** Who asks: an officer of the directory with their posts. */
export interface Actor {
  officer: string;
  posts: readonly Post[];
}

/** How a person stands to a review. */
export type Relation = 'centre' | 'leader' | 'concerned' | 'responsible';

export interface Rule {
  who: Relation;
  from: readonly StageName[];
  /** The rule in words, as refusals tell it. */
  rule: string;
}

export type Move = ReviewCommand['type'];

/**
 * Who may do what at which stage. A test walks every pair, allowed and forbidden, and holds the table in
 * docs/architecture.md against this one.
 */
export const REVIEW_MOVES: Record<Move, Rule> = {
  'take-up': { who: 'centre', from: ['proposed'], rule: 'the centre takes up what the system proposes' },
  'set-aside': { who: 'centre', from: ['proposed'], rule: 'the centre sets a proposal aside, with a reason' },
  state: {
    who: 'concerned',
    from: ['statements'],
    rule: 'every unit and officer that held the case or acted on it may state, as often as they like, while the time lasts',
  },
  'end-statements': {
    who: 'centre',
    from: ['statements'],
    rule: 'statements end when every unit concerned has stated, or by themselves when their time is over',
  },
  find: {
    who: 'centre',
    from: ['findings'],
    rule: 'the centre finds, for each unit and officer concerned, from events of the case; nobody finds about themselves',
  },
  'end-findings': {
    who: 'centre',
    from: ['findings'],
    rule: 'findings end when there is one for every unit and officer concerned',
  },
  decide: {
    who: 'leader',
    from: ['decision'],
    rule: 'a leader of the centre decides on the findings, but nobody who was found responsible',
  },
  appeal: {
    who: 'responsible',
    from: ['appeal'],
    rule: 'a unit or officer found responsible, wholly or in part, may appeal once, while the time lasts',
  },
  rule: {
    who: 'leader',
    from: ['ruling'],
    rule: 'a leader of the centre rules on the appeals, but nobody who was found responsible, nor who decided while there is another',
  },
  withdraw: {
    who: 'centre',
    from: ['statements', 'findings'],
    rule: 'the centre withdraws a review before anything was found, with a reason',
  },
};

const isWorking = (post: Post): boolean => post.role !== 'administrator';
const ofOfficer = (subject: Subject, actor: Actor): boolean => subject.officer === actor.officer;
const ofPost = ({ unit, officer }: Subject, post: Post): boolean => officer === undefined && unit === post.unit;

/** Whether a subject is this person, or the unit of this post of theirs. */
export const isAbout = (subject: Subject, actor: Actor, post: Post): boolean =>
  ofOfficer(subject, actor) || ofPost(subject, post);

/** Whether somebody stands to a review in this way, in one of their posts. */
function stands(relation: Relation, review: Review, actor: Actor, post: Post, directory: Directory): boolean {
  const centre = post.unit === directory.root.id;
  switch (relation) {
    case 'centre':
      return centre;
    case 'leader':
      return centre && post.role === 'leader';
    case 'concerned':
      return review.units.includes(post.unit) || review.officers.some((subject) => ofOfficer(subject, actor));
    case 'responsible':
      return responsibleIn(review).some((subject) => isAbout(subject, actor, post));
    default:
      return relation satisfies never;
  }
}

/** The post in which a person has a relation to a review: the first that gives it. */
export const postFor = (relation: Relation, review: Review, actor: Actor, directory: Directory): Post | undefined =>
  actor.posts.filter(isWorking).find((post) => stands(relation, review, actor, post, directory));

/** The post in which a person works for the district centre, which opens reviews and sees everything of them. */
export const postAtCentre = ({ posts }: Actor, directory: Directory): Post | undefined =>
  posts.filter(isWorking).find((post) => post.unit === directory.root.id);

/** Whether a person may see a review: those of the centre, and those concerned once it is more than proposed. */
export const mayRead = (actor: Actor, review: Review, directory: Directory): boolean =>
  postAtCentre(actor, directory) !== undefined || postFor('concerned', review, actor, directory) !== undefined;
