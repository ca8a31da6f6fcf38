import type { Desk } from '../../functions/shell/execute.ts';
import type { HeldStore } from '../../functions/shell/held-store.ts';
import type { LineStore } from '../../functions/shell/line-store.ts';
import type { RemovePhotos } from '../../functions/shell/photo-removal.ts';
import type { ResidentStore } from '../../functions/shell/resident-store.ts';

/** Where there may be something of a person. */
export interface People {
  desk: Desk;
  residents: ResidentStore;
  held: HeldStore;
  lines: Pick<LineStore, 'log' | 'forget'>;
  removePhotos: RemovePhotos;
  /** Has the carrier forget what went to a telephone, where the carrier is this machine. */
  forget(phone: string): Promise<void>;
}
