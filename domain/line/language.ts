import * as z from 'zod/mini';

/** The languages that SMS are written in: each roster says which, Chinese unless said. */
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;
