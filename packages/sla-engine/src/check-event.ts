import { err, type InputPath, isInstant, ok, type Result, refusal } from '@wardline/kernel';
import { findPolicy } from './apply-change.ts';
import { isLive } from './clock.ts';
import type { SlaContext } from './context.ts';
import type { SlaRefusal, SlaRefusalCode } from './errors.ts';
import { EVENT_TYPES, type TicketEvent } from './event.ts';
import type { Policy } from './policy.ts';
import type { SlaState } from './sla-state.ts';

const MODES = ['CARRY', 'RESTART', 'RECOMPUTE'];

/** The event, or why it cannot be applied, with the path of the bad field. */
export function checkEvent(
  event: TicketEvent,
  context: SlaContext,
  path: InputPath,
): Result<TicketEvent, SlaRefusal> {
  if (typeof event !== 'object' || event === null) {
    return no('SLA_EVENT_INVALID', 'An event is an object.', path);
  }
  if (typeof event.id !== 'string' || event.id === '') {
    return no('SLA_EVENT_INVALID', 'An event has an id.', [...path, 'id']);
  }
  if (!isInstant(event.at)) {
    return no('SLA_EVENT_INSTANT_INVALID', 'at is integer milliseconds in 1900–2199.', [
      ...path,
      'at',
    ]);
  }
  if (context.now !== undefined && event.at > context.now) {
    return no('SLA_EVENT_IN_FUTURE', 'The event lies in the future.', [...path, 'at']);
  }
  if (!Number.isSafeInteger(event.seq)) {
    return no('SLA_EVENT_INVALID', 'seq is an integer.', [...path, 'seq']);
  }
  if (!EVENT_TYPES.includes(event.type)) {
    return no('SLA_EVENT_INVALID', `There is no event type ${event.type}.`, [...path, 'type']);
  }
  return checkFields(event, context, path);
}

function checkFields(
  event: TicketEvent,
  context: SlaContext,
  path: InputPath,
): Result<TicketEvent, SlaRefusal> {
  if ('mode' in event && event.mode !== undefined && !MODES.includes(event.mode)) {
    return no('SLA_EVENT_INVALID', `mode is one of ${MODES.join(', ')}.`, [...path, 'mode']);
  }
  switch (event.type) {
    case 'OPENED':
      if (event.occurredAt !== undefined && !isInstant(event.occurredAt)) {
        return no('SLA_EVENT_INSTANT_INVALID', 'occurredAt is an instant.', [
          ...path,
          'occurredAt',
        ]);
      }
      break;
    case 'PAUSED':
      if (typeof event.reason !== 'string' || event.reason === '') {
        return no('SLA_EVENT_INVALID', 'A pause has a reason.', [...path, 'reason']);
      }
      break;
    case 'PRIORITY_CHANGED':
      if (typeof event.priority !== 'string') {
        return no('SLA_EVENT_INVALID', 'A priority is a text.', [...path, 'priority']);
      }
      break;
    case 'POLICY_CHANGED': {
      const policy = findPolicy(context, event.policyId, event.version);
      if (!policy) {
        return no(
          'SLA_POLICY_MISSING',
          `Policy ${event.policyId} version ${event.version} was not passed in.`,
          [...path, 'policyId'],
        );
      }
      const calendars = checkCalendars(policy, context, path);
      if (!calendars.ok) return calendars;
      break;
    }
    case 'CALENDAR_CHANGED':
      if (!Object.hasOwn(context.calendars, event.to)) {
        return no('SLA_CALENDAR_MISSING', `Calendar ${event.to} was not passed in.`, [
          ...path,
          'to',
        ]);
      }
      break;
    case 'DEADLINE_SET':
      if (event.dueAt !== null && !isInstant(event.dueAt)) {
        return no('SLA_EVENT_INSTANT_INVALID', 'dueAt is an instant or null.', [...path, 'dueAt']);
      }
      break;
  }
  return ok(event);
}

/** Refuses a policy whose calendars were not passed in. */
export function checkCalendars(
  policy: Policy,
  context: SlaContext,
  path: InputPath,
): Result<null, SlaRefusal> {
  for (const { calendarId } of policy.targets) {
    if (!Object.hasOwn(context.calendars, calendarId)) {
      return no('SLA_CALENDAR_MISSING', `Calendar ${calendarId} was not passed in.`, path);
    }
  }
  return ok(null);
}

/** Refuses a state that counts in calendars that were not passed in. */
export function checkState(state: SlaState, context: SlaContext): Result<null, SlaRefusal> {
  const used = [
    ...Object.values(state.facts.calendars),
    ...state.clocks
      .filter(isLive)
      .flatMap(({ calendarId, segments }) => [
        calendarId,
        ...segments.flatMap((segment) => segment.calendarId ?? []),
      ]),
  ];
  const missing = used.find((id) => !Object.hasOwn(context.calendars, id));
  return missing === undefined
    ? ok(null)
    : no('SLA_CALENDAR_MISSING', `Calendar ${missing} was not passed in.`, ['calendars']);
}

function no(code: SlaRefusalCode, message: string, path: InputPath) {
  return err(refusal(code, message, path));
}
