import { builder } from '../builder.ts';
import { optionalUuidOf } from '../node/global-id.ts';
import { DateTime } from '../scalars.ts';
import { BreachVerdict, ChangeKind, Severity, TestResult, WorkOrderKind } from './details.enums.ts';

const text = 'At most 20,000 characters; null: none.';

export const TimeWindowInput = builder.inputType('TimeWindowInput', {
  description: 'A stretch of time.',
  fields: (t) => ({
    from: t.field({ type: DateTime, required: true, description: 'Its first instant.' }),
    until: t.field({ type: DateTime, required: true, description: 'The first instant after it.' }),
  }),
});

const RequestDetailsInput = builder.inputType('RequestDetailsInput', {
  description: 'What only a service request has.',
  fields: (t) => ({
    approvalRequired: t.boolean({
      description:
        'Whether somebody must approve it. Default: no. Taken back only before approval was asked for, by somebody who did not ask for the ticket, with `waiverReason`.',
    }),
    waiverReason: t.string({ description: `Why nobody has to approve it after all. ${text}` }),
  }),
});

const ProblemDetailsInput = builder.inputType('ProblemDetailsInput', {
  description: 'What only a problem has.',
  fields: (t) => ({
    rootCause: t.string({ description: `The cause behind the incidents. ${text}` }),
    workaround: t.string({
      description: `How to live with it; written for the clinics, whose incidents show it. ${text}`,
    }),
  }),
});

const RiskAnswerInput = builder.inputType('RiskAnswerInput', {
  description: 'An answer to a risk question.',
  fields: (t) => ({
    question: t.string({ required: true, description: 'The question’s code.' }),
    answer: t.string({ required: true, description: 'The answer’s code.' }),
  }),
});

const CompatibilityTestInput = builder.inputType('CompatibilityTestInput', {
  description: 'The proof, after the change, that what depends on it works.',
  fields: (t) => ({
    result: t.field({ type: TestResult, required: true, description: 'What it found.' }),
    note: t.string({ required: true, description: 'What was tested, and how.' }),
  }),
});

const ChangeDetailsInput = builder.inputType('ChangeDetailsInput', {
  description: 'What only a change has.',
  fields: (t) => ({
    kind: t.field({ type: ChangeKind, description: 'How it is approved; needed to open one.' }),
    model: t.string({ description: 'Of a standard change: its pre-approved model.' }),
    plan: t.string({ description: `What is to be done. ${text}` }),
    backOutPlan: t.string({ description: `How it is taken back. ${text}` }),
    testPlan: t.string({ description: `How it is tested. ${text}` }),
    riskAnswers: t.field({
      type: [RiskAnswerInput],
      description: 'All answered questions: replaces the list.',
    }),
    window: t.field({ type: TimeWindowInput, description: 'When it is to be done; null: open.' }),
    implementerId: t.id({ description: 'Who does it; nobody who approved it.' }),
    compatibilityTest: t.field({
      type: CompatibilityTestInput,
      description: 'The test after it was done; null: none.',
    }),
  }),
});

const WorkOrderDetailsInput = builder.inputType('WorkOrderDetailsInput', {
  description: 'What only a work order has.',
  fields: (t) => ({
    kind: t.field({ type: WorkOrderKind, description: 'What it is for; needed to open one.' }),
    window: t.field({ type: TimeWindowInput, description: 'When it is to be done; null: open.' }),
  }),
});

const SecurityIncidentDetailsInput = builder.inputType('SecurityIncidentDetailsInput', {
  description: 'What only a security incident has.',
  fields: (t) => ({
    discoveredAt: t.field({
      type: DateTime,
      description: 'When somebody first knew. Default: now.',
    }),
    occurredAt: t.field({ type: DateTime, description: 'When it began; null: not known.' }),
    severity: t.field({ type: Severity, description: 'How bad it is. Default: MEDIUM.' }),
    containment: t.string({ description: `What keeps it from spreading. ${text}` }),
    breach: t.field({ type: BreachVerdict, description: 'Whether it is a breach.' }),
  }),
});

export const TicketDetailsInput = builder.inputType('TicketDetailsInput', {
  description: 'What a ticket has by its type alone: exactly the one field of its type.',
  isOneOf: true,
  fields: (t) => ({
    request: t.field({ type: RequestDetailsInput, description: 'Of a SERVICE_REQUEST.' }),
    problem: t.field({ type: ProblemDetailsInput, description: 'Of a PROBLEM.' }),
    change: t.field({ type: ChangeDetailsInput, description: 'Of a CHANGE.' }),
    workOrder: t.field({ type: WorkOrderDetailsInput, description: 'Of a WORK_ORDER.' }),
    securityIncident: t.field({
      type: SecurityIncidentDetailsInput,
      description: 'Of a SECURITY_INCIDENT.',
    }),
  }),
});

const TYPE_OF = {
  request: 'SERVICE_REQUEST',
  problem: 'PROBLEM',
  change: 'CHANGE',
  workOrder: 'WORK_ORDER',
  securityIncident: 'SECURITY_INCIDENT',
} as const;
/** What may be null in the domain; null elsewhere says no more than leaving it out. */
const NULLABLE = new Set([
  'rootCause',
  'workaround',
  'model',
  'plan',
  'backOutPlan',
  'testPlan',
  'window',
  'implementerId',
  'compatibilityTest',
  'occurredAt',
  'containment',
]);

type Given = typeof TicketDetailsInput.$inferInput;

/** The details as the use cases take them. */
export function detailsOfInput(input: Given | null | undefined): never {
  for (const [field, of] of Object.entries(TYPE_OF)) {
    const given = input?.[field as keyof Given];
    if (!given) continue;
    const values = Object.entries(given)
      .filter(([key, value]) => value !== undefined && (value !== null || NULLABLE.has(key)))
      .map(([key, value]) => [key, translated(key, value)]);
    return { of, ...Object.fromEntries(values) } as never;
  }
  return undefined as never;
}

function translated(key: string, value: unknown): unknown {
  if (key === 'implementerId') return optionalUuidOf('Person', value as string | null);
  if (key !== 'riskAnswers') return value;
  const answers = value as readonly { question: string; answer: string }[];
  return Object.fromEntries(answers.map(({ question, answer }) => [question, answer]));
}

/** Where the domain says `details.plan`, the input says `details.change.plan`. */
export function detailsPath(
  input: Given | null | undefined,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  if (path[0] !== 'details' || path.length === 1) return path;
  const field = Object.keys(TYPE_OF).find((key) => input?.[key as keyof Given]);
  return field === undefined ? path : ['details', field, ...path.slice(1)];
}
