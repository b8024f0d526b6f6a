import type { Instant } from '@wardline/kernel';
import {
  ASSET_CRITICALITIES,
  type AssetCriticality,
  type PriorityExplanation,
  type TicketEvent,
} from '@wardline/ticket-core';
import {
  type Facts,
  type Fields,
  TICKET_FIELDS,
  type TriggeringEvent,
} from '@wardline/triage-rules';

/** The fields that rules can ask about here: those that tickets have. */
export const FIELDS: Fields = TICKET_FIELDS;

/** What rules look at: the columns of a ticket, wherever they were read. */
export interface TriagedTicket {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly channel: string;
  readonly domain: string;
  readonly category: string | null;
  readonly supportTier: number;
  readonly impact: string;
  readonly urgency: string;
  readonly careImpact: string;
  readonly priority: string;
  readonly priorityReason: Pick<PriorityExplanation, 'override'>;
  readonly state: string;
  readonly confidential: boolean;
  readonly clinicId: string;
  readonly requesterId: string | null;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly locationId: string | null;
  readonly assetIds: readonly string[];
  readonly tags: readonly string[];
  readonly reopenCount: number;
  readonly holdReason: string | null;
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly stateSince: number;
  readonly requesterRepliedAt: number | null;
  readonly deskRepliedAt: number | null;
}

/** What stands beside a ticket that rules ask about. */
export interface BesideTicket {
  readonly criticalities: readonly AssetCriticality[];
  /** The templates of its checklists; empty also where no rule asks. */
  readonly templateIds: readonly string[];
  /** The groups its clinic belongs to; empty also where no rule asks. */
  readonly clinicGroupIds: readonly string[];
}

/** A ticket as rules ask about it at an instant. */
export function factsOfTicket(
  ticket: TriagedTicket,
  { criticalities, templateIds, clinicGroupIds }: BesideTicket,
  now: number,
): Facts {
  const { openedAt, updatedAt, stateSince, requesterRepliedAt, deskRepliedAt } = ticket;
  const own = Object.entries(ticket).filter(([name]) => Object.hasOwn(FIELDS, name));
  const most = ASSET_CRITICALITIES.find((each) => criticalities.includes(each)) ?? null;
  return {
    ...Object.fromEntries(own),
    templateIds,
    clinicGroupIds,
    priorityByHand: isByHand(ticket),
    assetCriticality: most,
    ageMinutes: minutesSince(openedAt, now),
    minutesInState: minutesSince(stateSince, now),
    minutesSinceActivity: minutesSince(updatedAt, now),
    minutesSinceRequesterReply: minutesSince(requesterRepliedAt, now),
    minutesSinceDeskReply: minutesSince(deskRepliedAt, now),
  };
}

const isByHand = ({ priorityReason: { override } }: TriagedTicket) =>
  override !== null && override.byRule !== true;

// Servers' clocks differ: what has just happened did not happen in the future.
const minutesSince = <At extends number | null>(at: At, now: number) =>
  (at === null ? null : Math.max(0, Math.floor((now - at) / 60_000))) as At;

/** Something that sets rules off, with what only it knows. */
export interface Pending {
  readonly event: TriggeringEvent;
  readonly facts: Facts;
  /** A round of a schedule: only this rule set hears of it, and each of its rules acts once in it. */
  readonly round?: ScheduledRound;
}

/** One going-through of the tickets, for the rules of one set with one interval. */
export interface ScheduledRound {
  readonly ruleSetId: string;
  readonly everyMinutes: number;
  readonly startedAt: Instant;
}

/** What has happened to a ticket as rules are set off by it, with what only the event knows. */
export function triggersOf(events: readonly TicketEvent[]): Pending[] {
  return events.flatMap((event): Pending[] => {
    switch (event.type) {
      case 'TicketOpened':
        return [{ event: { trigger: 'OPENED', changed: [] }, facts: {} }];
      case 'TicketUpdated': {
        const changed = event.changes.map((change) => change.field);
        return [{ event: { trigger: 'UPDATED', changed }, facts: {} }];
      }
      case 'TicketPriorityChanged':
        return event.from === event.to
          ? []
          : [{ event: { trigger: 'UPDATED', changed: ['priority'] }, facts: {} }];
      case 'TicketStateChanged':
        return [{ event: { trigger: 'STATE_CHANGED', changed: ['state'] }, facts: {} }];
      case 'TicketAssigned': {
        const changed = [
          ...(event.teamId === event.previousTeamId ? [] : ['teamId']),
          ...(event.assigneeId === event.previousAssigneeId ? [] : ['assigneeId']),
        ];
        return [{ event: { trigger: 'ASSIGNED', changed }, facts: {} }];
      }
      case 'PublicReplyAdded': {
        const facts = { replyText: event.body, replyByRequester: event.byRequester };
        return [{ event: { trigger: 'REPLIED', changed: [] }, facts }];
      }
      default:
        return [];
    }
  });
}
