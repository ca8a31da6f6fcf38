import * as z from 'zod/mini';

/** How a case stands: worked on, checked by the centre, waiting for the resident's word, or how it ended. */
export const Status = z.enum(['open', 'checking', 'feedback', 'closed', 'cancelled', 'merged', 'continued']);
export type Status = z.infer<typeof Status>;
