import { keep, recall } from './kept.ts';

/** What this device calls itself when it reports: drawn once by chance, kept here, and good for counting alone. */
export async function deviceName(): Promise<string> {
  const kept = await recall('device', '');
  if (kept !== '') return kept;
  const drawn = crypto.randomUUID();
  await keep('device', drawn);
  return drawn;
}
