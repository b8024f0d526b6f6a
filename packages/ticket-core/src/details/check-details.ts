import {
  checkText,
  err,
  type InputPath,
  type Instant,
  isInstant,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import { checkBody, checkChoice } from '../tickets/check-input.ts';
import { checkPerson } from '../tickets/check-references.ts';
import { LIMITS } from '../tickets/ticket.ts';
import { checkRiskAnswers } from './check-risk-answers.ts';
import {
  BREACH_VERDICTS,
  CHANGE_KINDS,
  type ChangeKind,
  type CompatibilityTest,
  type DetailedType,
  SEVERITIES,
  TEST_RESULTS,
  type TicketDetails,
  type TicketDetailsInput,
  type TimeWindow,
  WORK_ORDER_KINDS,
} from './details.ts';

interface Context {
  readonly at: Instant;
  readonly people: readonly PersonId[] | undefined;
  /** Null while the ticket is being opened. */
  readonly state: TicketStateName | null;
}

type RuleContext = Context & { readonly before: TicketDetails };

type Checked = Result<unknown, TicketInputRefused>;
type Rule = (value: never, path: InputPath, context: RuleContext) => Checked;

const text = (value: string | null, path: InputPath): Checked => {
  const checked = checkText(value ?? '', { path, max: LIMITS.body, mayBeEmpty: true });
  return checked.ok && checked.value === '' ? ok(null) : checked;
};
const choice =
  (choices: readonly string[]): Rule =>
  (value: string, path) =>
    checkChoice(value, choices, path);

/** The fields of each type's details, and what their values must be. */
const RULES: Readonly<Record<DetailedType, Readonly<Record<string, Rule>>>> = {
  SERVICE_REQUEST: { approvalRequired: (value: boolean) => ok(value), waiverReason: text },
  PROBLEM: { rootCause: text, workaround: text },
  CHANGE: {
    kind: choice(CHANGE_KINDS),
    model: (value: string | null, path) => {
      const checked = checkText(value ?? '', { path, max: LIMITS.title, mayBeEmpty: true });
      return checked.ok && checked.value === '' ? ok(null) : checked;
    },
    plan: text,
    backOutPlan: text,
    testPlan: text,
    riskAnswers: checkRiskAnswers,
    window: checkWindow,
    implementerId: (value: PersonId | null, path, { people }) => checkPerson(value, people, path),
    compatibilityTest: checkCompatibilityTest,
  },
  WORK_ORDER: { kind: choice(WORK_ORDER_KINDS), window: checkWindow },
  SECURITY_INCIDENT: {
    discoveredAt: checkPast,
    occurredAt: (value: Instant | null, path, context) =>
      value === null ? ok(null) : checkPast(value, path, context),
    severity: choice(SEVERITIES),
    containment: text,
    breach: choice(BREACH_VERDICTS),
  },
};

/**
 * What was approved is what is done: these fields of a change stay once it left the states named.
 * Taking it back to DRAFT opens them again, and its approvals with them.
 */
const CHANGEABLE_IN: Readonly<Record<string, readonly TicketStateName[]>> = {
  kind: ['DRAFT'],
  model: ['DRAFT'],
  plan: ['DRAFT'],
  backOutPlan: ['DRAFT'],
  testPlan: ['DRAFT'],
  riskAnswers: ['DRAFT'],
  window: ['DRAFT', 'ASSESSED', 'APPROVED'],
  implementerId: ['DRAFT', 'ASSESSED', 'APPROVED', 'SCHEDULED'],
  compatibilityTest: ['IMPLEMENTING', 'BACKED_OUT', 'REVIEW'],
};

function changeableIn(field: string, kind: ChangeKind): readonly TicketStateName[] | undefined {
  // An emergency is assessed afterwards.
  if (field === 'riskAnswers' && kind === 'EMERGENCY') return ['DRAFT', 'REVIEW'];
  return CHANGEABLE_IN[field];
}

/**
 * The details as they are with what is given: each field known for the type, its value sound, and
 * changeable in the present state.
 */
export function checkDetails(
  before: TicketDetails | null,
  input: TicketDetailsInput | undefined,
  context: Context,
): Result<TicketDetails | null, TicketInputRefused> {
  if (input === undefined) return ok(before);
  if (input.of !== before?.of) {
    return err(
      refusal('DETAIL_NOT_ACCEPTED', `The ticket takes no details of a ${String(input.of)}.`, [
        'details',
      ]),
    );
  }
  const rules = RULES[before.of];
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    if (field === 'of' || value === undefined) continue;
    const path = ['details', field];
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (!rule) {
      return err(refusal('DETAIL_NOT_ACCEPTED', `A ${before.of} has no ${field}.`, path));
    }
    const checked = rule(value as never, path, { ...context, before });
    if (!checked.ok) return checked;
    const same =
      JSON.stringify(checked.value) === JSON.stringify(before[field as keyof TicketDetails]);
    const states = before.of === 'CHANGE' ? changeableIn(field, before.kind) : undefined;
    if (!same && context.state !== null && states && !states.includes(context.state)) {
      return err(
        refusal(
          'DETAIL_FIXED',
          `${field} of a change can be changed in ${states.join(', ')}, not in ${context.state}.`,
          path,
        ),
      );
    }
    values[field] = checked.value;
  }
  return inOrder({ ...before, ...values } as TicketDetails);
}

function inOrder(details: TicketDetails): Result<TicketDetails, TicketInputRefused> {
  // What has to be approved is not freed of it.
  if (details.of === 'SERVICE_REQUEST' && details.approvalRequired) {
    return ok({ ...details, waiverReason: null });
  }
  if (details.of !== 'SECURITY_INCIDENT' || details.occurredAt === null) return ok(details);
  if (details.occurredAt <= details.discoveredAt) return ok(details);
  return err(
    refusal('TIME_OUT_OF_ORDER', 'It cannot have been discovered before it occurred.', [
      'details',
      'occurredAt',
    ]),
  );
}

function checkWindow(value: TimeWindow | null, path: InputPath): Checked {
  if (value === null) return ok(null);
  for (const end of ['from', 'until'] as const) {
    if (!isInstant(value[end])) return err(notAnInstant([...path, end]));
  }
  if (value.until <= value.from) {
    return err(refusal('TIME_OUT_OF_ORDER', 'A window ends after it begins.', [...path, 'until']));
  }
  return ok({ from: value.from, until: value.until });
}

function checkPast(value: Instant, path: InputPath, { at }: RuleContext): Checked {
  if (!isInstant(value)) return err(notAnInstant(path));
  if (value <= at) return ok(value);
  return err(refusal('TIME_IN_FUTURE', `${path.at(-1)} lies in the future.`, path));
}

function checkCompatibilityTest(
  value: Omit<CompatibilityTest, 'at'> | null,
  path: InputPath,
  { at, before }: RuleContext,
): Checked {
  if (value === null) return ok(null);
  const result = checkChoice(value.result, TEST_RESULTS, [...path, 'result']);
  if (!result.ok) return result;
  const note = checkBody(value.note, 'note');
  if (!note.ok) return err({ ...note.error, path: [...path, 'note'] });
  // The same said again is the same test, not a later one.
  const known = before.of === 'CHANGE' ? before.compatibilityTest : null;
  const again = known?.result === result.value && known.note === note.value;
  return ok({ result: result.value, note: note.value, at: again ? known.at : at });
}

const notAnInstant = (path: InputPath) =>
  refusal(
    'INSTANT_INVALID',
    `${path.at(-1)} must be whole milliseconds between 1900 and 2199.`,
    path,
  );
