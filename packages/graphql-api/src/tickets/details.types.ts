import type { Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { DateTime } from '../scalars.ts';
import {
  BreachVerdict,
  ChangeKind,
  ChangeResult,
  NotDoneCode,
  NotifiedParty,
  Severity,
  TestResult,
  WorkOrderKind,
} from './details.enums.ts';
import { TicketType } from './ticket.enums.ts';

type Details = Record<string, unknown>;
interface Of {
  readonly type: unknown;
  readonly description: string;
  readonly nullable?: boolean;
}

const TYPE_OF: Readonly<Record<string, string>> = {
  SERVICE_REQUEST: 'RequestDetails',
  PROBLEM: 'ProblemDetails',
  CHANGE: 'ChangeDetails',
  WORK_ORDER: 'WorkOrderDetails',
  SECURITY_INCIDENT: 'SecurityIncidentDetails',
};

const TicketDetails = builder.interfaceRef<Details>('TicketDetails').implement({
  description: 'What a ticket has by its type alone; each type has its own.',
  resolveType: (details) => TYPE_OF[details.of as string] as string,
  fields: (t) => ({
    ticketType: t.field({
      type: TicketType,
      description: 'The type of tickets that have these.',
      resolve: (details) => details.of as never,
    }),
  }),
});

type Keys = Readonly<Record<string, Of>>;

/** A type whose fields are keys of a JSON object, each with its own type: no bag of anything. */
function keyed(name: string, description: string, keys: Keys, ofTicket = false) {
  return builder.objectRef<Details>(name).implement({
    description,
    ...(ofTicket ? { interfaces: [TicketDetails] } : {}),
    fields: (t) =>
      Object.fromEntries(
        Object.entries(keys).map(([key, { type, description, nullable = true }]) => [
          key,
          t.field({
            type: type as never,
            nullable,
            description,
            resolve: ((details: Details) => details[key] ?? null) as never,
          }),
        ]),
      ) as never,
  });
}

const TimeWindow = keyed('TimeWindow', 'A stretch of time.', {
  from: { type: DateTime, nullable: false, description: 'Its first instant.' },
  until: { type: DateTime, nullable: false, description: 'The first instant after it.' },
});
const CompatibilityTest = keyed('CompatibilityTest', 'The proof that what depends on it works.', {
  result: { type: TestResult, nullable: false, description: 'What it found.' },
  note: { type: 'String', nullable: false, description: 'What was tested.' },
  at: { type: DateTime, nullable: false, description: 'When it was recorded.' },
});
const AttemptCount = keyed('AttemptCount', 'How often something came to nothing.', {
  reason: { type: NotDoneCode, nullable: false, description: 'Why.' },
  count: { type: 'Int', nullable: false, description: 'How often.' },
});
const RiskAnswer = keyed('RiskAnswer', 'An answer to a risk question.', {
  question: { type: 'String', nullable: false, description: 'The question’s code.' },
  answer: { type: 'String', nullable: false, description: 'The answer’s code.' },
});

const details = (name: string, description: string, keys: Keys) =>
  keyed(name, description, keys, true);
details('RequestDetails', 'What only a service request has.', {
  approvalRequired: { type: 'Boolean', nullable: false, description: 'Whether to approve it.' },
  waiverReason: {
    type: 'String',
    nullable: true,
    description: 'Why nobody has to approve it after all.',
  },
  approvalAsked: {
    type: 'Boolean',
    nullable: false,
    description: 'Whether its approval was ever asked for; from then on it is needed.',
  },
});
details('ProblemDetails', 'What only a problem has.', {
  rootCause: { type: 'String', description: 'The cause behind the incidents.' },
  workaround: { type: 'String', description: 'How to live with it; its incidents show it.' },
  knownErrorAt: { type: DateTime, description: 'When it became a known error.' },
});
details('ChangeDetails', 'What only a change has.', {
  kind: { type: ChangeKind, nullable: false, description: 'How it is approved.' },
  model: { type: 'String', description: 'Of a standard change: its model.' },
  plan: { type: 'String', description: 'What is to be done.' },
  backOutPlan: { type: 'String', description: 'How it is taken back.' },
  testPlan: { type: 'String', description: 'How it is tested.' },
  window: { type: TimeWindow, description: 'When it is to be done.' },
  implementerId: { type: 'ID', description: 'The person who does it.' },
  compatibilityTest: { type: CompatibilityTest, description: 'The test after it was done.' },
  result: { type: ChangeResult, description: 'How it ended.' },
  shownWindow: {
    type: TimeWindow,
    description:
      'When it was to be done as its approvers were asked last: it keeps their approval no longer than that, and within a week of it. Null: they saw none.',
  },
  involvedIds: {
    type: ['ID'],
    nullable: false,
    description:
      'Everybody who ever asked for it, was to do it or did it: none of them approves it.',
  },
  riskAnswers: { type: [RiskAnswer], nullable: false, description: 'The answered questions.' },
});
details('WorkOrderDetails', 'What only a work order has.', {
  kind: { type: WorkOrderKind, nullable: false, description: 'What it is for.' },
  window: { type: TimeWindow, description: 'When it is to be done.' },
  outcome: { type: TestResult, description: 'What it found; null until completed.' },
  notDone: { type: NotDoneCode, description: 'Why the last attempt came to nothing.' },
  attempts: { type: [AttemptCount], nullable: false, description: 'What came to nothing so far.' },
});
details('SecurityIncidentDetails', 'What only a security incident has.', {
  discoveredAt: { type: DateTime, nullable: false, description: 'When somebody first knew.' },
  occurredAt: { type: DateTime, description: 'When it began, if known.' },
  severity: { type: Severity, nullable: false, description: 'How bad it is.' },
  containment: { type: 'String', description: 'What keeps it from spreading.' },
  breach: { type: BreachVerdict, nullable: false, description: 'Whether it is a breach.' },
});

/** `details` of a ticket. */
export function detailsField(t: Fields) {
  return t.field({
    type: TicketDetails,
    nullable: true,
    description: 'What only tickets of its type have; null for an incident.',
    extensions: readsExtension({ columns: ['details'] }),
    resolve: ({ details }: Row) => details && withLists(details as Details),
  });
}

function withLists(details: Details): Details {
  const attempts = Object.entries((details.attempts as Record<string, number>) ?? {}).map(
    ([reason, count]) => ({ reason, count }),
  );
  const riskAnswers = Object.entries((details.riskAnswers as Record<string, string>) ?? {}).map(
    ([question, answer]) => ({ question, answer }),
  );
  const implementer = details.implementerId as string | null | undefined;
  const implementerId = implementer ? toGlobalId('Person', implementer) : null;
  const involved = (details.involved ?? []) as readonly { readonly personId: string }[];
  const ids = new Set(involved.map(({ personId }) => personId));
  const involvedIds = [...ids].map((id) => toGlobalId('Person', id));
  return { ...details, attempts, riskAnswers, implementerId, involvedIds };
}

const TicketNotification = keyed('TicketNotification', 'Somebody was told.', {
  party: { type: NotifiedParty, nullable: false, description: 'Who.' },
  recipient: { type: 'String', nullable: false, description: 'Which one.' },
  notifiedAt: { type: DateTime, nullable: false, description: 'When.' },
  reference: { type: 'String', description: 'Their number for it.' },
});

/** `notifications` of a ticket. */
export function notificationsField(t: Fields) {
  return t.field({
    type: [TicketNotification],
    description: 'Who was told of it because the law says so.',
    extensions: readsExtension({ columns: ['notifications'] }),
    resolve: (row: Row) => row.notifications as Details[],
  });
}

const TicketRating = keyed('TicketRating', 'What a requester thinks of how it was resolved.', {
  score: { type: 'Int', nullable: false, description: 'From 1 (bad) to 5 (good).' },
  comment: { type: 'String', description: 'In their words.' },
  ratedAt: { type: DateTime, nullable: false, description: 'When.' },
});

/** `rating` of a ticket. */
export function ratingField(t: Fields) {
  return t.field({
    type: TicketRating,
    nullable: true,
    description: 'What its requester thinks of how it was resolved; null until rated.',
    extensions: readsExtension({ columns: ['rating'] }),
    resolve: (row: Row) => row.rating as Details | null,
  });
}
