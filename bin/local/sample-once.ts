import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../../local/cloud.ts';
import { loadSample } from '../../sample/load.ts';

type State = 'empty' | 'loading' | 'loaded';

/**
 * Loads the sample into new data, unless it is to stay empty; what was decided is kept in the data directory and holds for
 * every later start. A load that was cut off is told of and not repeated: it would double what is there.
 */
export async function loadSampleOnce(cloud: Cloud, data: string, empty: boolean, say: (text: string) => void) {
  const file = join(data, 'sample');
  const note = (state: State) => writeFileSync(file, state);
  if (existsSync(file)) {
    if (readFileSync(file, 'utf8') !== 'loading') return;
    return say(
      `Loading the sample was cut off, so part of it is missing. To have all of it, stop, delete ${data}, start again.`,
    );
  }
  if (empty) return note('empty');
  note('loading');
  await loadSample({
    url: cloud.url,
    token: cloud.token,
    endpoints: cloud.endpoints,
    clock: cloud.clock,
    progress: say,
  });
  note('loaded');
}
