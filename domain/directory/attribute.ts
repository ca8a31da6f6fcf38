import * as z from 'zod/mini';
import { Key, Label } from '../primitives.ts';

/** How an answer is given, in the words of Open311. */
export const Datatype = z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']);
export type Datatype = z.infer<typeof Datatype>;

const LISTS: ReadonlySet<Datatype> = new Set(['singlevaluelist', 'multivaluelist']);
const VALUES_OF_A_LIST = '"values" are what a list is chosen from: give them to a list, and to nothing else';

/** A question that is asked of whoever reports a matter of a category; its place in the list is its order. */
export const Attribute = z
  .strictObject({
    code: Key,
    datatype: Datatype,
    required: z.boolean(),
    /** The question itself. */
    description: Label,
    /** What helps to answer it in the right form. */
    hint: z.optional(Label),
    values: z.optional(z.array(z.strictObject({ key: Key, name: Label })).check(z.minLength(1), z.maxLength(50))),
  })
  .check(z.refine(({ datatype, values }) => LISTS.has(datatype) === (values !== undefined), VALUES_OF_A_LIST));
export type Attribute = z.infer<typeof Attribute>;
