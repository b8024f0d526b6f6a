import { type Actor, type Instant, ok, type PersonId, type Result } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { WorkLogAdded } from '../events.ts';
import { checkAt, checkBody, checkChoice } from '../tickets/check-input.ts';
import { checkPerson } from '../tickets/check-references.ts';
import type { EntryId, TicketState } from '../tickets/ticket.ts';
import {
  checkMinutes,
  WORK_LOG_BILLINGS,
  WORK_LOG_KINDS,
  type WorkLogBilling,
  type WorkLogKind,
} from './work-log.ts';

/** Time spent on a ticket. */
export interface AddWorkLogCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly entryId: EntryId;
  /** Who worked. */
  readonly personId: PersonId;
  /** Whole minutes, 1 to 1440. */
  readonly minutes: number;
  readonly kind: WorkLogKind;
  readonly billable: WorkLogBilling;
  readonly note?: string | null | undefined;
}

export interface AddWorkLogFacts {
  readonly people: readonly PersonId[];
}

/**
 * Records worked time. A closed ticket takes it too: time sheets are written in the evening.
 * @returns one `WorkLogAdded`; refusals: `MINUTES_OUT_OF_RANGE`, `NOT_FOUND`, `VALUE_UNKNOWN`, texts.
 */
export function addWorkLog(
  ticket: TicketState,
  command: AddWorkLogCommand,
  facts: AddWorkLogFacts,
): Result<readonly [WorkLogAdded], TicketRefusal> {
  const { at, by, entryId, personId, minutes, kind, billable } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const counted = checkMinutes(minutes);
  if (!counted.ok) return counted;
  const knownKind = checkChoice(kind, WORK_LOG_KINDS, ['kind']);
  if (!knownKind.ok) return knownKind;
  const knownBilling = checkChoice(billable, WORK_LOG_BILLINGS, ['billable']);
  if (!knownBilling.ok) return knownBilling;
  const note = checkBody(command.note ?? '', 'note', true);
  if (!note.ok) return note;
  const person = checkPerson(personId, facts.people, ['personId']);
  if (!person.ok) return person;
  return ok([
    {
      type: 'WorkLogAdded',
      ticketId: ticket.id,
      at,
      by,
      entryId,
      personId,
      minutes,
      kind,
      billable,
      note: note.value,
    },
  ] as const);
}
