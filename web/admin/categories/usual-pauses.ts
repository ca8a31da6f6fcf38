/** What the domain takes where a category says nothing of pauses; a test holds the two together. */
export const USUAL_PAUSES = { most: 2, days: 30 };
