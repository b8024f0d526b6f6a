import type { Refusal } from '@wardline/kernel';

/** What {@link definePolicy} can refuse. */
export type PolicyRefusalCode =
  | 'POLICY_INVALID'
  | 'POLICY_TARGET_DUPLICATE'
  | 'POLICY_BUDGET_INVALID'
  | 'POLICY_STEP_INVALID'
  | 'POLICY_TRIGGER_INVALID';

/** Why {@link definePolicy} refused an input; `path` names the place. */
export type PolicyRefusal = Refusal<PolicyRefusalCode>;

/** What {@link fold} and {@link step} can refuse. */
export type SlaRefusalCode =
  | 'SLA_EVENT_INVALID'
  | 'SLA_EVENT_INSTANT_INVALID'
  | 'SLA_EVENT_IN_FUTURE'
  | 'SLA_EVENT_ID_REUSED'
  | 'SLA_EVENT_OUT_OF_ORDER'
  | 'SLA_POLICY_MISSING'
  | 'SLA_CALENDAR_MISSING';

/** Why a history could not be folded; `path` begins with the event's index in a list. */
export type SlaRefusal = Refusal<SlaRefusalCode>;

/**
 * Thrown when a clock is read without the calendar it counts in: a mistake of the caller, which
 * {@link fold} and {@link step} check for beforehand and refuse as data.
 */
export class SlaContextError extends Error {
  override readonly name = 'SlaContextError';
  readonly code = 'SLA_CALENDAR_MISSING';
  readonly calendarId: string;

  constructor(calendarId: string) {
    super(`No calendar ${calendarId} was passed in.`);
    this.calendarId = calendarId;
  }
}
