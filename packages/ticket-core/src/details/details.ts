import type { Instant, PersonId } from '@wardline/kernel';
import type { TicketType } from '../tickets/ticket.ts';

/** A stretch of time from `from` until just before `until`. */
export interface TimeWindow {
  readonly from: Instant;
  readonly until: Instant;
}

/** A part that keeps somebody from approving a ticket: they asked for it, or they do it. */
export interface Involved {
  readonly personId: PersonId;
  readonly as: 'REQUESTER' | 'IMPLEMENTER';
}

/** What only a service request has. */
export interface RequestDetails {
  readonly of: 'SERVICE_REQUEST';
  /** Whether somebody must approve it before it is worked on. Asking for approval says so too. */
  readonly approvalRequired: boolean;
  /** Why nobody has to approve it after all; null if somebody has to, or never had. */
  readonly waiverReason: string | null;
  /** Whether its approval was ever asked for, or refused: from then on it is needed. */
  readonly approvalAsked: boolean;
  /** Everybody who ever asked for it. */
  readonly involved: readonly Involved[];
}

/** What only a problem has (ITIL 4: the cause of one or more incidents). */
export interface ProblemDetails {
  readonly of: 'PROBLEM';
  readonly rootCause: string | null;
  /** How to live with it; shown on the incidents of the problem, so it is written for the clinic. */
  readonly workaround: string | null;
  /** When it became a known error (analysed, not yet resolved); null if never. */
  readonly knownErrorAt: Instant | null;
}

/** ITIL 4: pre-approved by its model; approved one by one; done at once, assessed afterwards. */
export const CHANGE_KINDS = ['STANDARD', 'NORMAL', 'EMERGENCY'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const TEST_RESULTS = ['PASS', 'FAIL'] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

/** The proof, after the change, that what depends on it still works. */
export interface CompatibilityTest {
  readonly result: TestResult;
  readonly note: string;
  readonly at: Instant;
}

/** The answers to the risk questionnaire: the question's code → the chosen answer's code. */
export type RiskAnswers = Readonly<Record<string, string>>;

/** What only a change has. */
export interface ChangeDetails {
  readonly of: 'CHANGE';
  readonly kind: ChangeKind;
  /** Of a standard change: the name of the pre-approved model it follows. */
  readonly model: string | null;
  readonly plan: string | null;
  readonly backOutPlan: string | null;
  readonly testPlan: string | null;
  readonly riskAnswers: RiskAnswers;
  /** When it is to be done. */
  readonly window: TimeWindow | null;
  /** Who does it; never somebody who approved it. */
  readonly implementerId: PersonId | null;
  /** Null until tested, and again whenever it is implemented or backed out: an older proof proves nothing. */
  readonly compatibilityTest: CompatibilityTest | null;
  /** How the implementation ended; null before. */
  readonly result: 'IMPLEMENTED' | 'BACKED_OUT' | null;
  /** Everybody who ever asked for it, was named to do it, was to come for it, began it, or had it while it was done. */
  readonly involved: readonly Involved[];
  /** The window it had when its approvers were asked last; null: none, or they were not. */
  readonly shownWindow: TimeWindow | null;
}

/** Preventive maintenance, repair, inspection, acceptance (incoming inspection), recall. */
export const WORK_ORDER_KINDS = ['PM', 'REPAIR', 'INSPECTION', 'ACCEPTANCE', 'RECALL'] as const;
export type WorkOrderKind = (typeof WORK_ORDER_KINDS)[number];

/** Why a work order could not be done (HTM completion codes, Joint Commission EC.02.04.03 practice). */
export const NOT_DONE_CODES = [
  'COULD_NOT_LOCATE',
  'IN_USE',
  'ACCESS_REFUSED',
  'DEFERRED',
  'RETIRED',
] as const;
export type NotDoneCode = (typeof NOT_DONE_CODES)[number];

/** What only a work order has. */
export interface WorkOrderDetails {
  readonly of: 'WORK_ORDER';
  readonly kind: WorkOrderKind;
  readonly window: TimeWindow | null;
  /** Set by completing it. FAIL calls for a corrective work order. */
  readonly outcome: TestResult | null;
  /** Why the last attempt came to nothing; null if none did, or it is done now. */
  readonly notDone: NotDoneCode | null;
  /** How many attempts came to nothing, by reason: surveyors ask how often it was looked for. */
  readonly attempts: Readonly<Partial<Record<NotDoneCode, number>>>;
}

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * The verdict on unsecured protected health information (45 CFR 164.402): not yet made; a breach;
 * a low probability of compromise by the documented risk assessment; none was involved.
 */
export const BREACH_VERDICTS = ['UNDECIDED', 'BREACH', 'LOW_PROBABILITY', 'NO_PHI'] as const;
export type BreachVerdict = (typeof BREACH_VERDICTS)[number];

/** What only a security incident has. */
export interface SecurityIncidentDetails {
  readonly of: 'SECURITY_INCIDENT';
  /** When somebody first knew; regulatory clocks count from here (45 CFR 164.404(a)(2)). */
  readonly discoveredAt: Instant;
  /** When it began, if known. */
  readonly occurredAt: Instant | null;
  readonly severity: Severity;
  /** What was done so that it spreads no further. */
  readonly containment: string | null;
  readonly breach: BreachVerdict;
}

/** What a ticket has by its type alone. An incident has nothing of the kind. */
export type TicketDetails =
  | RequestDetails
  | ProblemDetails
  | ChangeDetails
  | WorkOrderDetails
  | SecurityIncidentDetails;

export type DetailedType = TicketDetails['of'];

type Input<Details, Fields extends keyof Details> = {
  readonly [Field in Fields]?: Details[Field] | undefined;
};

/** The details a person may give, at the opening or later; what is left out stays (or takes its default). */
export type TicketDetailsInput =
  | ({ readonly of: 'SERVICE_REQUEST' } & Input<
      RequestDetails,
      'approvalRequired' | 'waiverReason'
    >)
  | ({ readonly of: 'PROBLEM' } & Input<ProblemDetails, 'rootCause' | 'workaround'>)
  | ({
      readonly of: 'CHANGE';
      readonly compatibilityTest?: Omit<CompatibilityTest, 'at'> | null | undefined;
    } & Input<
      ChangeDetails,
      | 'kind'
      | 'model'
      | 'plan'
      | 'backOutPlan'
      | 'testPlan'
      | 'riskAnswers'
      | 'window'
      | 'implementerId'
    >)
  | ({ readonly of: 'WORK_ORDER' } & Input<WorkOrderDetails, 'kind' | 'window'>)
  | ({ readonly of: 'SECURITY_INCIDENT' } & Input<
      SecurityIncidentDetails,
      'discoveredAt' | 'occurredAt' | 'severity' | 'containment' | 'breach'
    >);

/** The details of a ticket if it is of that type: `detailsOf(ticket, 'CHANGE')?.window`. */
export function detailsOf<Type extends DetailedType>(
  ticket: { readonly type: TicketType; readonly details: TicketDetails | null },
  type: Type,
): Extract<TicketDetails, { of: Type }> | null {
  const { details } = ticket;
  return details?.of === type ? (details as Extract<TicketDetails, { of: Type }>) : null;
}
