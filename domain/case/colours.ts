import * as z from 'zod/mini';

/** What a light 三色燈 can be. By itself, so that pages that compute lights need not load what parses them. */
export const Light = z.enum(['green', 'yellow', 'red']);
export type Light = z.infer<typeof Light>;
