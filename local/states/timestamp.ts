const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch ms of an RFC 3339 timestamp with a capital T and an offset or Z; NaN for anything else. */
export const parseTimestamp = (text: unknown): number =>
  typeof text === 'string' && RFC3339.test(text) ? Date.parse(text) : Number.NaN;
