import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { type Clock, startClock } from '../time/clock.ts';
import type { CommandOf, Content, ReviewCommand } from './command.ts';
import type { By, Evidence, Subject, What } from './event.ts';
import type { Actor } from './moves.ts';
import { isAbout, postFor, REVIEW_MOVES } from './moves.ts';
import { type ReviewRefusal, refuse } from './refusal.ts';
import { isOpen, type Review, responsibleIn, same, unappealed, unfound, unheard } from './review.ts';
import { STAGES, type StageName } from './stages.ts';

/** An event decided and not yet on record. */
export interface Draft {
  by: By;
  what: What;
  content?: Content;
  command?: string;
}

export type Decision = Draft[] | ReviewRefusal;

/** What was frozen of the case: the bundle in the vault, and whom it concerns. */
export interface Frozen {
  evidence: Evidence;
  units: string[];
  officers: Subject[];
}

/** What a decision is made with. `frozen` only where a review begins. */
export interface Circumstances {
  now: Instant;
  directory: Directory;
  frozen?: Frozen;
}

/** The clock of a stage that begins now, by the calendar of the district centre. */
export const clockOf = (stage: StageName, now: Instant, directory: Directory): Clock =>
  startClock(now, STAGES[stage].limit, directory.calendar(directory.root.id), directory.revision);

/** What a person's command does to a review: events, or why not. */
export function decide(review: Review, command: ReviewCommand, actor: Actor, now: Circumstances): Decision {
  const { who, from, rule } = REVIEW_MOVES[command.type];
  if (!isOpen(review)) return refuse('not-at-this-stage', `the review is ${review.status}; nothing more is done`, rule);
  const post = postFor(who, review, actor, now.directory);
  if (!post) return refuse('not-yours', `${command.type} is not for your posts: ${rule}`, rule);
  if (!from.some((stage) => stage === review.status)) {
    return refuse(
      'not-at-this-stage',
      `the review is at ${review.status}; ${command.type} is made at ${from.join(' or ')}`,
      rule,
    );
  }
  const mine = (subject: Subject): boolean => isAbout(subject, actor, post);
  const decision = move(review, command, { by: { officer: actor.officer, ...post }, mine, rule, ...now });
  if (!Array.isArray(decision)) return decision;
  return decision.map((draft) => (command.id === undefined ? draft : { ...draft, command: command.id }));
}

/** Who makes the move, what is about them, and the rule it is made by. */
interface Mover extends Circumstances {
  by: Exclude<By, { system: string }>;
  mine: (subject: Subject) => boolean;
  rule: string;
}

function move(review: Review, command: ReviewCommand, mover: Mover): Decision {
  const { by, now, directory, rule } = mover;
  const told = (what: What): Draft[] => [
    { by, what, ...('words' in command && { content: { words: command.words } }) },
  ];
  switch (command.type) {
    case 'take-up': {
      if (!mover.frozen) throw new Error(`review ${review.id} is taken up without its evidence`);
      const consequence = command.consequence ?? review.consequence;
      return told({ type: 'taken-up', consequence, ...mover.frozen, clock: clockOf('statements', now, directory) });
    }
    case 'set-aside':
      return told({ type: 'set-aside' });
    case 'state':
      return state(review, command, mover, told);
    case 'end-statements': {
      const [unit] = unheard(review);
      return unit === undefined
        ? told({ type: 'statements-ended', because: 'all-stated', clock: clockOf('findings', now, directory) })
        : refuse(
            'not-heard',
            `${unheard(review).join(', ')} have not stated yet; wait for them, or for the time to end`,
            rule,
          );
    }
    case 'find':
      return find(review, command, mover, told);
    case 'end-findings': {
      const open = unfound(review).map(({ unit, officer }) => officer ?? unit);
      return open.length === 0
        ? told({ type: 'findings-ended', clock: clockOf('decision', now, directory) })
        : refuse('not-found-yet', `nothing was found about ${open.join(', ')} yet; find it first`, rule);
    }
    case 'decide': {
      const appeal = responsibleIn(review).length > 0 && { clock: clockOf('appeal', now, directory) };
      return ownCause(review, mover) ?? told({ type: 'decided', ...appeal });
    }
    case 'appeal':
      return appeal(review, command, mover, told);
    case 'rule':
      return ruling(review, command, mover, told);
    case 'withdraw':
      return review.findings.length === 0
        ? told({ type: 'withdrawn' })
        : refuse('not-at-this-stage', 'something was found already; go on to the decision', rule);
    default:
      return command satisfies never;
  }
}

type Told = (what: What) => Draft[];

/** In the name of one's own unit, or of the one given if one has a post there or acted for it. */
function state(review: Review, { unit }: CommandOf<'state'>, { by, rule }: Mover, told: Told): Decision {
  const acted = review.officers.filter(({ officer }) => officer === by.officer).map((subject) => subject.unit);
  const own = [...(review.units.includes(by.unit) ? [by.unit] : []), ...acted];
  const chosen = unit ?? own[0];
  return chosen !== undefined && own.includes(chosen)
    ? told({ type: 'stated', unit: chosen })
    : refuse('not-concerned', `you state for ${own.join(' or ')}, not for ${chosen}`, rule);
}

function find(review: Review, command: CommandOf<'find'>, { by, rule }: Mover, told: Told): Decision {
  const { about, responsible, events } = command;
  const [name, subjects] =
    about.officer === undefined
      ? [about.unit, review.units.map((unit): Subject => ({ unit }))]
      : [about.officer, review.officers];
  if (!subjects.some((subject) => same(subject, about))) {
    return refuse(
      'not-concerned',
      `${name} neither held the case nor acted on it in ${about.unit}; see units and officers of the review`,
      rule,
    );
  }
  if (about.officer === by.officer) {
    return refuse('own-cause', 'this finding would be about yourself; somebody else at the centre makes it', rule);
  }
  const most = review.evidence?.events ?? 0;
  const unknown = events.find((event) => event > most);
  if (unknown !== undefined) {
    return refuse(
      'unknown-event',
      `the case had ${most} events when it was frozen; there is no event ${unknown}`,
      rule,
    );
  }
  return told({ type: 'found', about, responsible, events });
}

/** Nobody decides on what was found about themselves. What was found about the centre as a unit, its leader must. */
function ownCause(review: Review, { by, rule }: Mover): ReviewRefusal | undefined {
  return responsibleIn(review).some(({ officer }) => officer === by.officer)
    ? refuse('own-cause', 'you were found responsible yourself; another leader of the centre decides', rule)
    : undefined;
}

function appeal(
  review: Review,
  { about }: CommandOf<'appeal'>,
  { mine, now, directory, rule }: Mover,
  told: Told,
): Decision {
  const found = responsibleIn(review).find((subject) => same(subject, about));
  if (!found || !mine(found)) {
    return refuse(
      'not-concerned',
      `${about.officer ?? about.unit} was not found responsible, or is not you; appeal for yourself or your unit`,
      rule,
    );
  }
  if (review.appeals.some((made) => same(made.about, about))) {
    return refuse('already-appealed', `${about.officer ?? about.unit} has appealed already; the ruling follows`, rule);
  }
  const drafts = told({ type: 'appealed', about });
  const last = unappealed(review).every((subject) => same(subject, about));
  const clock = clockOf('ruling', now, directory);
  const ended: Draft = { by: { system: 'timer' }, what: { type: 'appeals-ended', because: 'all-appealed', clock } };
  return last ? [...drafts, ended] : drafts;
}

function ruling(review: Review, { changes }: CommandOf<'rule'>, mover: Mover, told: Told): Decision {
  const twice = changes.find(({ about }, index) => changes.findIndex((other) => same(other.about, about)) !== index);
  if (twice) return refuse('named-twice', `${twice.about.unit} is named twice; say one thing of each`, mover.rule);
  const strange = changes.find(({ about }) => !review.appeals.some((made) => same(made.about, about)));
  return strange
    ? refuse(
        'not-concerned',
        `${strange.about.officer ?? strange.about.unit} has not appealed; rule on the appeals`,
        mover.rule,
      )
    : (ownCause(review, mover) ?? ownDecision(review, mover) ?? told({ type: 'ruled', changes }));
}

/** Another leader rules on appeals than the one who decided, where the centre has another who was not found responsible. */
function ownDecision(review: Review, { by, directory, rule }: Mover): ReviewRefusal | undefined {
  const blamed = new Set(responsibleIn(review).map(({ officer }) => officer));
  const others = directory.documents.officers.filter(
    ({ id, posts }) =>
      id !== by.officer &&
      !blamed.has(id) &&
      posts.some(({ unit, role }) => unit === directory.root.id && role === 'leader'),
  );
  if (review.decidedBy !== by.officer || others.length === 0) return undefined;
  const names = others.map(({ id }) => id).join(' or ');
  return refuse('own-cause', `you decided it yourself; ${names} rules on the appeals`, rule);
}
