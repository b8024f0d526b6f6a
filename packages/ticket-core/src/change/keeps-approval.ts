import type { TimeWindow } from '../details/details.ts';

/** How far from what its approvers saw a change may be moved without asking them again. */
export const MOVABLE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether a change in this window is still what was approved (docs/decisions/0011): it takes no longer
 * than the window its approvers were shown, and begins at most a week earlier or later. Who was shown
 * none left the time to those who plan. That it meets no care hours, blackout or other change, the
 * guards see to wherever it is moved.
 */
export function keepsApproval(shown: TimeWindow | null, window: TimeWindow | null): boolean {
  if (shown === null || window === null) return true;
  const longer = window.until - window.from > shown.until - shown.from;
  return !longer && Math.abs(window.from - shown.from) <= MOVABLE_MS;
}
