import {
  type Actor,
  checkText,
  err,
  type Instant,
  isInstant,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { WorkLogCorrected, WorkLogTerms } from '../events.ts';
import { checkAt, checkChoice } from '../tickets/check-input.ts';
import type { EntryId, TicketState } from '../tickets/ticket.ts';
import { checkMinutes, WORK_LOG_BILLINGS, WORK_LOG_KINDS } from './work-log.ts';

const MAX_REASON = 500;

/** What holds instead; what is left out stays as it is. */
export type WorkLogChanges = {
  readonly [Term in keyof WorkLogTerms]?: WorkLogTerms[Term] | undefined;
};

/** What was wrong with a work log, and why. */
export interface CorrectWorkLogCommand {
  readonly at: Instant;
  readonly by: Actor;
  /** Null: it never happened. */
  readonly changes: WorkLogChanges | null;
  /** Why; at most 500 characters. Whoever reads the bill may ask. */
  readonly reason: string;
}

/** The work log as it stands. */
export interface WorkLogFacts extends WorkLogTerms {
  readonly entryId: EntryId;
  /** Who worked. */
  readonly personId: PersonId;
  /** True once it stands on an invoice. */
  readonly invoiced: boolean;
  readonly voided: boolean;
}

/**
 * Puts right what was logged, until it stands on an invoice: then accounting credits it. The first entry
 * stays in the timeline; the correction follows it.
 * @returns one `WorkLogCorrected`, none if nothing differs; refusals: `WORK_INVOICED`, `WORK_VOIDED`,
 *   `MINUTES_OUT_OF_RANGE`, `TIME_IN_FUTURE`, `VALUE_UNKNOWN`, texts.
 */
export function correctWorkLog(
  ticket: TicketState,
  { at, by, changes, reason }: CorrectWorkLogCommand,
  entry: WorkLogFacts,
): Result<readonly WorkLogCorrected[], TicketRefusal> {
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const open = checkWorkOpen(entry);
  if (!open.ok) return open;
  const why = checkText(reason, { path: ['reason'], max: MAX_REASON });
  if (!why.ok) return why;
  const { entryId, personId } = entry;
  const from = termsOf(entry);
  const to = changes && changed(from, changes);
  if (to !== null) {
    const fine = checkTerms(to, at);
    if (!fine.ok) return fine;
    if (FIELDS.every((field) => to[field] === from[field])) return ok([]);
  }
  const type = 'WorkLogCorrected';
  const told = { type, ticketId: ticket.id, at, by } as const;
  return ok([{ ...told, entryId, personId, from, to, reason: why.value }]);
}

/** Refuses what stands on an invoice, or never happened: of hours and of parts. */
export function checkWorkOpen({
  invoiced,
  voided,
}: Pick<WorkLogFacts, 'invoiced' | 'voided'>): Result<true, TicketRefusal> {
  if (voided) return err(refusal('WORK_VOIDED', 'It was taken back. Record it anew.'));
  if (!invoiced) return ok(true);
  const message = 'It stands on an invoice. Credit it there, and record what is right.';
  return err(refusal('WORK_INVOICED', message));
}

const FIELDS = ['startedAt', 'minutes', 'kind', 'billable'] as const;

const termsOf = ({ startedAt, minutes, kind, billable }: WorkLogTerms): WorkLogTerms => ({
  ...{ startedAt, minutes, kind, billable },
});

const changed = (from: WorkLogTerms, to: WorkLogChanges): WorkLogTerms => ({
  startedAt: to.startedAt ?? from.startedAt,
  minutes: to.minutes ?? from.minutes,
  kind: to.kind ?? from.kind,
  billable: to.billable ?? from.billable,
});

function checkTerms(
  { startedAt, minutes, kind, billable }: WorkLogTerms,
  now: Instant,
): Result<true, TicketRefusal> {
  const counted = checkMinutes(minutes);
  if (!counted.ok) return counted;
  const knownKind = checkChoice(kind, WORK_LOG_KINDS, ['kind']);
  if (!knownKind.ok) return knownKind;
  const knownBilling = checkChoice(billable, WORK_LOG_BILLINGS, ['billable']);
  if (!knownBilling.ok) return knownBilling;
  if (isInstant(startedAt) && startedAt <= now) return ok(true);
  const message = 'startedAt must not lie in the future.';
  return err(refusal('TIME_IN_FUTURE', message, ['startedAt']));
}
