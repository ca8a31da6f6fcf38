import { signal } from '@preact/signals';
import type { Counts } from '../../functions/shell/list-messages.ts';
import { unitName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import type { Row } from './counts.ts';

/** The unit that is pointed at, on the map or in the table; both show it. */
export const pointedAt = signal<string | undefined>(undefined);

/** A unit and its lights in words. */
export const told = ({ unit, all }: Row): string => t('wall.told', { unit: unitName(unit), ...numbers(all) });
const numbers = ({ red, yellow, green }: Counts) => ({ red, yellow, green });
