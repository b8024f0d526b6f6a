import { checkText, err, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import { checkChoice } from '../tickets/check-input.ts';
import { isMoreUrgent } from './compute-priority.ts';
import {
  type CareImpact,
  PRIORITIES,
  type PriorityMatrix,
  type PriorityOverride,
} from './priority.ts';

/** An override needs a reason and may not undercut the floor that the care impact sets. */
export function checkPriorityOverride(
  override: PriorityOverride | null,
  careImpact: CareImpact,
  matrix: PriorityMatrix,
): Result<PriorityOverride | null, TicketInputRefused> {
  if (override === null) return ok(null);
  const priority = checkChoice(override.priority, PRIORITIES, ['priorityOverride', 'priority']);
  if (!priority.ok) return priority;
  const reason = checkText(override.reason, { path: ['priorityOverride', 'reason'], max: 500 });
  if (!reason.ok) return reason;
  const floor = matrix.careImpactFloors[careImpact];
  if (floor !== null && isMoreUrgent(floor, priority.value)) {
    return err(
      refusal(
        'PRIORITY_BELOW_CARE_FLOOR',
        `Care impact ${careImpact} is at least ${floor}; correct the care impact if it is wrong.`,
        ['priorityOverride', 'priority'],
      ),
    );
  }
  const decided = { priority: priority.value, reason: reason.value };
  return ok(override.byRule ? { ...decided, byRule: true } : decided);
}
