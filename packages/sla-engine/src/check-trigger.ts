import { type InputPath, refusal } from '@wardline/kernel';
import type { PolicyRefusal } from './errors.ts';
import { EVENT_TYPES } from './event.ts';
import type { EventMatch, Trigger } from './trigger.ts';

/** The refusal of a malformed condition, or undefined. */
export function checkTrigger(trigger: Trigger, path: InputPath): PolicyRefusal | undefined {
  if (typeof trigger === 'function') return undefined;
  if (!Array.isArray(trigger)) {
    return refusal('POLICY_TRIGGER_INVALID', 'A condition is a list of matches.', path);
  }
  for (const [index, match] of (trigger as readonly EventMatch[]).entries()) {
    const types = match?.on;
    if (!Array.isArray(types) || types.some((type) => !EVENT_TYPES.includes(type))) {
      return refusal('POLICY_TRIGGER_INVALID', 'A match names event types in `on`.', [
        ...path,
        index,
        'on',
      ]);
    }
  }
  return undefined;
}
