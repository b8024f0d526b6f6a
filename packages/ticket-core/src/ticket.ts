import type {
  AssetId,
  ClinicId,
  Id,
  Instant,
  LocationId,
  PersonId,
  TeamId,
  TicketId,
} from '@wardline/kernel';
import type { CareImpact, Impact, Priority, PriorityExplanation, Urgency } from './priority.ts';
import type { TicketStateName } from './state.ts';

/** What kind of work a ticket is; it decides the lifecycle and the number's prefix. */
export const TICKET_TYPES = [
  'INCIDENT',
  'SERVICE_REQUEST',
  'PROBLEM',
  'CHANGE',
  'WORK_ORDER',
  'SECURITY_INCIDENT',
] as const;
export type TicketType = (typeof TICKET_TYPES)[number];

/**
 * The types `openTicket` accepts today. The others have their lifecycle declared, but not yet the
 * guards (approvals, sign-offs, evidence) without which opening them would promise too much.
 */
export const SERVED_TICKET_TYPES = ['INCIDENT', 'SERVICE_REQUEST'] as const;

/** Whose trade the work is: computing, medical devices (healthcare technology management), or the building. */
export const DOMAINS = ['IT', 'HTM', 'FACILITIES'] as const;
export type Domain = (typeof DOMAINS)[number];

/** How a ticket reached the desk. */
export const CHANNELS = [
  'PORTAL',
  'PHONE',
  'EMAIL',
  'API',
  'IMPORT',
  'MONITORING',
  'WALK_IN',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a ticket on hold waits for. Which of them stop an SLA clock is the agreement's decision. */
export const HOLD_REASONS = [
  'REQUESTER',
  'VENDOR',
  'CHANGE',
  'PARTS',
  'PATIENT_CARE_WINDOW',
  'PROBLEM',
  'EVIDENCE',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** How a ticket ended. `NOT_RECORDED` is accepted only on imported tickets, whose source did not say. */
export const RESOLUTION_CODES = [
  'FIXED',
  'FULFILLED',
  'WORKAROUND_GIVEN',
  'GUIDANCE_GIVEN',
  'FIXED_BY_VENDOR',
  'RECOVERED_BY_ITSELF',
  'NO_FAULT_FOUND',
  'CANNOT_REPRODUCE',
  'DUPLICATE',
  'DECLINED',
  'NOT_RECORDED',
] as const;
export type ResolutionCode = (typeof RESOLUTION_CODES)[number];

/** One entry of a ticket's timeline (reply, note, work log). */
export type EntryId = Id<'TimelineEntry'>;

/** A ticket as the decisions see it: plain JSON, the fold of its events. */
export interface TicketState {
  readonly id: TicketId;
  readonly type: TicketType;
  /** For people, unique per MSP: `INC-1042`. Never an id. */
  readonly number: string;
  readonly clinicId: ClinicId;
  /** Who asked for help; null when a machine or an import named nobody. */
  readonly requesterId: PersonId | null;
  readonly title: string;
  readonly description: string;
  readonly channel: Channel;
  readonly domain: Domain;
  readonly category: string | null;
  readonly impact: Impact;
  readonly urgency: Urgency;
  readonly careImpact: CareImpact;
  readonly priority: Priority;
  /** Why `priority` has its value. */
  readonly priorityReason: PriorityExplanation;
  readonly teamId: TeamId | null;
  readonly assigneeId: PersonId | null;
  readonly assetIds: readonly AssetId[];
  readonly locationId: LocationId | null;
  readonly state: TicketStateName;
  /** Set exactly while `state` is `ON_HOLD`. */
  readonly holdReason: HoldReason | null;
  /** Hidden from the clinic's other staff: only requester, watchers, clinic admins and the provider see it. */
  readonly confidential: boolean;
  readonly openedAt: Instant;
  /** When the work was last done; null again after a reopening. */
  readonly resolvedAt: Instant | null;
  /** When it reached its end (closed or cancelled). */
  readonly closedAt: Instant | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly resolutionNote: string | null;
  readonly reopenCount: number;
  readonly watcherIds: readonly PersonId[];
  /** The stored row's version. The store counts it; decisions and `evolve` only carry it. */
  readonly version: number;
}

/** The most Unicode code points a text may have, and the most entries a list. */
export const LIMITS = {
  title: 200,
  body: 20_000,
  category: 100,
  number: 40,
  listEntries: 100,
} as const;
