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
import type { TicketDetails } from '../details/details.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import type {
  CareImpact,
  Impact,
  Priority,
  PriorityExplanation,
  Urgency,
} from '../priority/priority.ts';

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

/** What somebody outside the desk may open: problems, changes and work orders are the desk's own tools. */
export const REQUESTABLE_TYPES = [
  'INCIDENT',
  'SERVICE_REQUEST',
  'SECURITY_INCIDENT',
] as const satisfies readonly TicketType[];

/** Whose trade the work is: computing, medical devices (healthcare technology management), or the building. */
export const DOMAINS = ['IT', 'HTM', 'FACILITIES'] as const;
export type Domain = (typeof DOMAINS)[number];

/** Whose part of the work something is: a trade, those who give care, or those who guard privacy. */
export const LANES = ['IT', 'HTM', 'CLINICAL', 'FACILITIES', 'PRIVACY'] as const;
export type Lane = (typeof LANES)[number];

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

/** Whom the law may want told. */
export const NOTIFIED_PARTIES = [
  'AFFECTED_INDIVIDUALS',
  'HHS',
  'MEDIA',
  'COVERED_ENTITY',
  'SUPERVISORY_AUTHORITY',
  'FDA',
  'MANUFACTURER',
  'LAW_ENFORCEMENT',
  'OTHER',
] as const;
export type NotifiedParty = (typeof NOTIFIED_PARTIES)[number];

/** A notification as it was made. */
export interface Notification {
  readonly party: NotifiedParty;
  /** Which one: the state's authority, the newspaper, the manufacturer. */
  readonly recipient: string;
  readonly notifiedAt: Instant;
  /** The number they gave it, if any. */
  readonly reference: string | null;
}

/** What a requester thinks of a resolution. */
export interface Rating {
  /** 1 (bad) to 5 (good). */
  readonly score: number;
  readonly comment: string | null;
  readonly ratedAt: Instant;
  readonly ratedBy: PersonId;
}

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
  /** What it does to care: what was stated, or what the two answers below mean if that is graver. */
  readonly careImpact: CareImpact;
  /** What somebody said it does to care. */
  readonly statedCareImpact: CareImpact;
  /** "Is a patient connected to it?" Null: not asked, not known, or nothing to connect to. */
  readonly patientConnected: boolean | null;
  /** "Is there another one, or another way?" Null: not asked or not known. */
  readonly alternativeAvailable: boolean | null;
  readonly priority: Priority;
  /** Why `priority` has its value. */
  readonly priorityReason: PriorityExplanation;
  /**
   * How far up it is: 1 is the first line, 9 the last. ITIL's functional escalation; co-managed
   * agreements say whose which tier is.
   */
  readonly supportTier: number;
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
  /** When the service worked again, be it provisionally; null again after a reopening. */
  readonly restoredAt: Instant | null;
  /** When the work was last done; null again after a reopening. */
  readonly resolvedAt: Instant | null;
  /** When it reached its end (closed or cancelled). */
  readonly closedAt: Instant | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly resolutionNote: string | null;
  readonly reopenCount: number;
  readonly watcherIds: readonly PersonId[];
  /**
   * The words those who work on it sort it by: a set, in lower case and in order. Working data: no
   * client is shown them, and none leaves with an event.
   */
  readonly tags: readonly string[];
  /** What only its type has; null for an incident. */
  readonly details: TicketDetails | null;
  /** Who was told of it because the law says so, in the order it was recorded. */
  readonly notifications: readonly Notification[];
  /** Set exactly while `state` is `MERGED`: the ticket that goes on in its place. */
  readonly mergedIntoId: TicketId | null;
  /** What its requester thinks of how it was resolved; null until rated, and again after a reopening. */
  readonly rating: Rating | null;
  /** The stored row's version. The store counts it; decisions and `evolve` only carry it. */
  readonly version: number;
}

/** The most Unicode code points a text may have, and the most entries a list. */
export const LIMITS = {
  title: 200,
  body: 20_000,
  category: 100,
  number: 40,
  tag: 50,
  tags: 20,
  listEntries: 100,
  supportTier: 9,
} as const;
