import type { Light } from '../../domain/case/colours.ts';
import { lightOf, type Shown } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';

/** What the API tells of a clock; its instants are null while it stands still. A row of a list never is settled. */
interface Told {
  light: Light;
  settled?: boolean;
  warnAt: Instant | null;
  dueAt: Instant | null;
}

/** The light of a clock at an instant, from what was told of it: what is settled or stands still stays as it was told. */
export const lightAt = ({ light, settled = false, warnAt, dueAt }: Told, now: Instant): Shown =>
  settled || warnAt === null || dueAt === null ? { light, settled } : lightOf({ warnAt, dueAt }, null, now);
