import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import type { HeldView } from './moderation-messages.ts';

/** A held report as whoever has its receipt sees it. */
export function heldView({ id, at, report, ruled }: HeldReport, directory: Directory, now: Instant): HeldView {
  const { name, nameEn } = directory.category(report.category);
  const isDown = ruled?.decision === 'turn-down';
  return {
    id,
    at: now,
    zone: directory.calendar(directory.root.id).zone,
    status: isDown ? 'turned-down' : 'held',
    openedAt: at,
    category: { id: report.category, name, ...(nameEn && { nameEn }) },
    words: report.words,
    place: report.place ?? null,
    reason: isDown ? ruled.reason : null,
  };
}
