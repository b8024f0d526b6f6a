import { formatInstant, type PersonId } from '@wardline/kernel';
import { involvedIn } from '../approvals/involvement.ts';
import { RISK_QUESTIONS } from '../change/risk-questions.ts';
import { detailsOf } from '../details/details.ts';
import type { GuardContext, Guards, TransitionBlocker } from './lifecycle.ts';

const changeOf = ({ ticket }: GuardContext) => detailsOf(ticket, 'CHANGE');
const blockedUnless = (held: unknown, code: string, message: string): TransitionBlocker | null =>
  held ? null : { code, message };

/** Conditions on changes. */
export const CHANGE_GUARDS = {
  PLAN_WRITTEN: (context) =>
    blockedUnless(changeOf(context)?.plan, 'PLAN_MISSING', 'Write down what is to be done.'),
  RISK_ASSESSED: (context) => {
    const { kind, riskAnswers = {} } = changeOf(context) ?? {};
    // Its model was assessed once for all of its kind.
    if (kind === 'STANDARD') return null;
    const open = RISK_QUESTIONS.filter(({ code }) => !Object.hasOwn(riskAnswers, code));
    return blockedUnless(
      open.length === 0,
      'RISK_NOT_ASSESSED',
      `Answer the risk questions ${open.map(({ code }) => code).join(', ')}.`,
    );
  },
  /** Approvals lose their force when what they were about changes. */
  STILL_APPROVED: (context) =>
    changeOf(context)?.kind === 'STANDARD' || context.facts.approvals?.outcome === 'GRANTED'
      ? null
      : { code: 'APPROVAL_MISSING', message: 'Its approvals are missing or withdrawn.' },
  EMERGENCY: (context) =>
    blockedUnless(
      changeOf(context)?.kind === 'EMERGENCY',
      'NOT_AN_EMERGENCY',
      'Only an emergency change goes this way.',
    ),
  STANDARD_MODEL: (context) => {
    const { kind, model } = changeOf(context) ?? {};
    if (kind !== 'STANDARD') {
      return { code: 'NOT_A_STANDARD_CHANGE', message: 'It has to be assessed and approved.' };
    }
    return blockedUnless(
      model && context.facts.approvedModels?.includes(model),
      'MODEL_NOT_APPROVED',
      'A standard change follows a pre-approved model.',
    );
  },
  BACK_OUT_PLAN_WRITTEN: (context) =>
    blockedUnless(
      changeOf(context)?.backOutPlan,
      'BACK_OUT_PLAN_MISSING',
      'Write down how it is taken back.',
    ),
  WINDOW_AHEAD: (context) => {
    const window = changeOf(context)?.window;
    if (!window) return { code: 'WINDOW_MISSING', message: 'Choose when it is done.' };
    return blockedUnless(
      context.at < window.until,
      'WINDOW_OVER',
      `Its window ended at ${formatInstant(window.until)}; choose another.`,
    );
  },
  WINDOW_OPEN: (context) => {
    const window = changeOf(context)?.window;
    if (!window) return { code: 'WINDOW_MISSING', message: 'Choose when it is done.' };
    return blockedUnless(
      window.from <= context.at && context.at < window.until,
      'WINDOW_CLOSED',
      `It is done from ${formatInstant(window.from)} until ${formatInstant(window.until)}.`,
    );
  },
  IMPLEMENTER_NAMED: (context) =>
    blockedUnless(
      changeOf(context)?.implementerId ?? context.ticket.assigneeId,
      'IMPLEMENTER_MISSING',
      'Name who does it.',
    ),
  /** Segregation of duties: nobody approves what they asked for, do, or ever were to do. */
  APPROVERS_NOT_INVOLVED: ({ ticket, facts, to, actorId }) => {
    const approved = (personId: PersonId) => facts.approvals?.approverIds.includes(personId);
    const part = involvedIn(ticket).find(({ personId }) => approved(personId))?.as;
    if (part === 'REQUESTER') {
      const message = 'Who asked for it has approved it: ask somebody else.';
      return { code: 'REQUESTER_IS_APPROVER', message };
    }
    if (part) {
      const message =
        'Who approved it cannot do it: name another implementer, or ask another approver.';
      return { code: 'IMPLEMENTER_IS_APPROVER', message };
    }
    const begins = to === 'IMPLEMENTING' && actorId !== null && approved(actorId);
    const message = 'You approved it: somebody else begins it.';
    return begins ? { code: 'IMPLEMENTER_IS_APPROVER', message } : null;
  },
  /** A high risk is two people's to take. A standard change was assessed once, with its model. */
  RISK_SHARED: (context) => {
    const { risk, approvals } = context.facts;
    return blockedUnless(
      risk !== 'HIGH' ||
        changeOf(context)?.kind === 'STANDARD' ||
        (approvals?.outcome === 'GRANTED' && approvals.voices > 1),
      'APPROVAL_TOO_WEAK',
      'Its risk is high: two people must have approved it.',
    );
  },
  /** A medical device is both trades' business: computing and clinical engineering approve it. */
  TRADES_SIGNED_OFF: ({ facts }) => {
    if (!facts.medicalDeviceAffected) return null;
    const missing = (['IT', 'HTM'] as const).filter(
      (lane) => !facts.approvals?.lanes.includes(lane),
    );
    return blockedUnless(
      missing.length === 0,
      'SIGN_OFF_MISSING',
      `A medical device is affected: ${missing.join(' and ')} must sign off.`,
    );
  },
  NO_CONFLICTS: ({ facts }) => {
    const [first, ...more] = facts.conflicts ?? [];
    if (!first) return null;
    const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
    return { code: first.code, message: `${first.message}${rest}` };
  },
  COMPATIBILITY_TESTED: (context) => {
    const test = changeOf(context)?.compatibilityTest;
    if (!test) {
      return {
        code: 'COMPATIBILITY_TEST_MISSING',
        message: 'Test that what depends on it still works, and record it.',
      };
    }
    return blockedUnless(
      test.result === 'PASS',
      'COMPATIBILITY_TEST_FAILED',
      'The compatibility test failed: back it out, or mend it and test again.',
    );
  },
} as const satisfies Guards;
