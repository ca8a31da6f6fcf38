import * as z from 'zod/mini';
import { Key, Label, Language, Phone } from '../primitives.ts';
import { Calendar } from '../time/calendar-document.ts';
import { Limit, Warning } from '../time/limit.ts';
import { Attribute } from './attribute.ts';
import { Shift, ShiftChange } from './shift.ts';

/** Levels of the platform 四級平臺, and the departments beside it. */
export const Level = z.enum(['grid', 'village', 'township', 'district', 'department']);
export type Level = z.infer<typeof Level>;

const Position = z.tuple([
  z.number().check(z.minimum(-180), z.maximum(180)),
  z.number().check(z.minimum(-90), z.maximum(90)),
]);

/** A unit of the tree. `boundary` is one closed ring of [longitude, latitude] in WGS 84. */
export const Unit = z.strictObject({
  id: Key,
  name: Label,
  nameEn: z.optional(Label),
  level: Level,
  parent: z.optional(Key),
  /** No longer takes cases; stays known to those it had. */
  retired: z.optional(z.boolean()),
  boundary: z.optional(z.array(Position).check(z.minLength(4), z.maxLength(200))),
});
export type Unit = z.infer<typeof Unit>;

/** Officers, clerks and leaders work on cases alike; an administrator keeps the directory and touches no case. */
export const Role = z.enum(['officer', 'clerk', 'leader', 'administrator']);
export type Role = z.infer<typeof Role>;

export const Post = z.strictObject({ unit: Key, role: Role });
export type Post = z.infer<typeof Post>;

/**
 * A person with posts. `subject` is what the identity provider calls them; `phone` is the one telephone from which an SMS
 * counts as theirs 登記電話, for officers without a handheld.
 */
export const Officer = z.strictObject({
  id: Key,
  name: Label,
  subject: z.string().check(z.minLength(1), z.maxLength(200)),
  phone: z.optional(Phone),
  posts: z.array(Post).check(z.minLength(1), z.maxLength(20)),
});
export type Officer = z.infer<typeof Officer>;

/**
 * Whom to call for a unit 值班表: who is on a shift, then the standing telephones 固定值班電話, in the order to try; and the
 * telephone of its leader.
 */
export const Roster = z.strictObject({
  unit: Key,
  /** The standing telephones: there around the clock, whoever is on a shift. */
  duty: z.array(Phone).check(z.minLength(1), z.maxLength(10)),
  leader: Phone,
  shifts: z.optional(z.array(Shift).check(z.maxLength(400))),
  changes: z.optional(z.array(ShiftChange).check(z.maxLength(400))),
  /** Of the SMS to it; Chinese unless said. */
  language: z.optional(Language),
});
export type Roster = z.infer<typeof Roster>;

export const Limits = z.strictObject({
  case: Limit,
  grid: Limit,
  village: Limit,
  township: Limit,
  district: Limit,
  department: Limit,
});
export type Limits = z.infer<typeof Limits>;

/** A kind of matter 事項類別 with its limits, and what happens when red lasts. */
export const Category = z.strictObject({
  id: Key,
  name: Label,
  nameEn: z.optional(Label),
  /** Takes no new cases. */
  retired: z.optional(z.boolean()),
  limits: Limits,
  warning: z.optional(Warning),
  /** Whom the centre usually dispatches it to, most likely first: suggested, never enforced. */
  departments: z.optional(z.array(Key).check(z.maxLength(20))),
  /** Asked of whoever reports such a matter over Open311. */
  attributes: z.optional(z.array(Attribute).check(z.maxLength(20))),
  /** About persons more than places 涉及個人: neither taken in nor shown over Open311, where everybody looks on. */
  personal: z.optional(z.boolean()),
  /** How often a case may be paused in a cycle, and for how many days at a time; twice and 30 if absent. */
  pauses: z.optional(
    z.strictObject({
      most: z.int().check(z.minimum(0), z.maximum(5)),
      days: z.int().check(z.minimum(1), z.maximum(180)),
    }),
  ),
  /** While red: remind so often, at most so many times; then hand the case up by itself, unless absent. */
  overdue: z.strictObject({
    remindEvery: Limit,
    reminders: z.int().check(z.minimum(0), z.maximum(10)),
    escalateAfter: z.optional(Limit),
    /** When the whole case is red for so long, a review is proposed to the centre; never, if absent. */
    reviewAfter: z.optional(Limit),
  }),
});
export type Category = z.infer<typeof Category>;

/** The five kinds of document that make a directory; each is replaced as a whole, all of them checked together. */
export const Documents = z.strictObject({
  units: z.array(Unit),
  officers: z.array(Officer),
  rosters: z.array(Roster),
  categories: z.array(Category),
  calendars: z.array(Calendar),
});
export type Documents = z.infer<typeof Documents>;
export const Kind = z.enum(['units', 'officers', 'rosters', 'categories', 'calendars']);
export type Kind = z.infer<typeof Kind>;
