import type { Actor, Instant, Result } from '@wardline/kernel';
import { err, ok } from '@wardline/kernel';
import { updateRefused } from '../approvals/update-refused.ts';
import type { TicketRefusal } from '../errors.ts';
import {
  EDITABLE_FIELDS,
  type EditableField,
  type FieldChange,
  type TicketPriorityChanged,
  type TicketUpdated,
} from '../events.ts';
import type { PriorityFacts, ReferenceFacts } from '../facts.ts';
import { checkPriorityOverride } from '../priority/check-priority-override.ts';
import { computePriority } from '../priority/compute-priority.ts';
import { type AssetCriticality, DEFAULT_PRIORITY_MATRIX } from '../priority/priority.ts';
import { checkAt, checkNotFinal } from './check-input.ts';
import { checkTicketChanges, type TicketChanges } from './check-ticket-changes.ts';
import type { TicketState } from './ticket.ts';

export interface UpdateTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly changes: TicketChanges;
}

/**
 * `facts.assets`: those of the resulting ticket. Without them the criticality that is known from
 * before counts on, unless the command names assets.
 */
export interface UpdateTicketFacts extends ReferenceFacts, PriorityFacts {}

/**
 * Changes fields, and the priority where impact, urgency, care impact, assets or override ask for it.
 * @returns `TicketUpdated` and `TicketPriorityChanged`, each only if something changed; refusals:
 *   `TICKET_CLOSED`, texts, `NOT_FOUND`, `PRIORITY_BELOW_CARE_FLOOR`, `DETAIL_…`; of approvals
 *   `APPROVER_INVOLVED`, `IMPLEMENTER_IS_APPROVER`, `APPROVAL_ASKED_FOR`.
 */
export function updateTicket(
  ticket: TicketState,
  command: UpdateTicketCommand,
  facts: UpdateTicketFacts,
): Result<readonly (TicketUpdated | TicketPriorityChanged)[], TicketRefusal> {
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(command.at, ticket.openedAt);
  if (!moment.ok) return moment;
  const checked = checkTicketChanges(ticket, command.changes, facts, command.at);
  if (!checked.ok) return checked;
  const next: TicketState = { ...ticket, ...checked.value };
  const refused = updateRefused(ticket, next, command.by, facts);
  if (refused) return err(refused);

  const matrix = facts.priorityMatrix ?? DEFAULT_PRIORITY_MATRIX;
  const wanted = command.changes.priorityOverride;
  const override =
    wanted === undefined
      ? ok(ticket.priorityReason.override)
      : checkPriorityOverride(wanted, next.careImpact, matrix);
  if (!override.ok) return override;

  const happened = { ticketId: ticket.id, at: command.at, by: command.by };
  const events: (TicketUpdated | TicketPriorityChanged)[] = [];
  const changes = EDITABLE_FIELDS.flatMap((field) => changeOf(field, ticket, next));
  if (changes.length > 0) events.push({ type: 'TicketUpdated', ...happened, changes });

  const touched = changes.some(({ field }) => PRIORITY_FIELDS.has(field));
  if (touched || !same(override.value, ticket.priorityReason.override)) {
    const criticalities = criticalitiesOf(next, facts);
    const explanation = computePriority({ ...next, criticalities }, matrix, override.value);
    if (!same(explanation, ticket.priorityReason)) {
      const [from, to] = [ticket.priority, explanation.priority];
      events.push({ type: 'TicketPriorityChanged', ...happened, from, to, explanation });
    }
  }
  return ok(events);
}

// A changed title must not apply a matrix that was changed meanwhile.
const PRIORITY_FIELDS: ReadonlySet<EditableField> = new Set([
  'impact',
  'urgency',
  'careImpact',
  'statedCareImpact',
  'patientConnected',
  'alternativeAvailable',
  'assetIds',
]);

function changeOf(field: EditableField, before: TicketState, after: TicketState): FieldChange[] {
  if (same(before[field], after[field])) return [];
  return [{ field, from: before[field], to: after[field] } as FieldChange];
}

function criticalitiesOf(ticket: TicketState, facts: ReferenceFacts): readonly AssetCriticality[] {
  const found = (facts.assets ?? []).filter((asset) => ticket.assetIds.includes(asset.id));
  if (found.length === ticket.assetIds.length) return found.map((asset) => asset.criticality);
  const known = ticket.priorityReason.inputs.criticality;
  return known === null ? [] : [known];
}

// Values here are JSON with a fixed order of keys.
function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
