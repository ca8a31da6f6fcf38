import { emergencies } from './emergencies.ts';
import { land } from './land.ts';
import { livelihood } from './livelihood.ts';
import { peace } from './peace.ts';
import { place } from './place.ts';
import { service } from './service.ts';
import type { Story } from './story.ts';

export type { Story, Tale } from './story.ts';

/** One story for every category of the sample. */
export const stories: readonly Story[] = [...peace, ...emergencies, ...place, ...land, ...livelihood, ...service];
