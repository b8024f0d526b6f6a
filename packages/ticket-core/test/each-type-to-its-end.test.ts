// One ticket of each type from its opening to its end, with every door that is closed on the way.
import { describe, expect, test } from 'vitest';
import {
  type AvailabilityFacts,
  availableTransitions,
  childFact,
  RISK_QUESTIONS,
  recordNotification,
  type TicketDetailsInput,
  type TicketState,
  type TransitionTicketCommand,
  transitionTicket,
  updateTicket,
} from '../src/index.ts';
import {
  after,
  aTicketOf,
  biomed,
  byNurse,
  byTechnician,
  days,
  minutes,
  monday9,
  nurse,
  facts as references,
  technician,
} from './a-ticket.ts';

type Facts = Omit<AvailabilityFacts, 'at'>;
const at = monday9 + minutes(10);
const go = (
  ticket: TicketState,
  step: Omit<TransitionTicketCommand, 'at' | 'by'>,
  facts: Facts = {},
) => after(ticket, transitionTicket(ticket, { at, by: byTechnician, ...step }, facts));
const told = (ticket: TicketState, details: TicketDetailsInput) =>
  after(ticket, updateTicket(ticket, { at, by: byTechnician, changes: { details } }, references));
const blockers = (ticket: TicketState, to: string, facts: Facts = {}) =>
  availableTransitions(ticket, { ...facts, at })
    .find((each) => each.to === to)
    ?.blockedBy.map(({ code }) => code);

describe('a service request', () => {
  const approvalRequired = true;
  const asked = aTicketOf('SERVICE_REQUEST', {
    details: { of: 'SERVICE_REQUEST', approvalRequired },
  });
  const granted = { outcome: 'GRANTED', lanes: [], approverIds: [nurse], voices: 1 } as const;

  test('that needs an approval is not worked on before it has one', () => {
    for (const to of ['TRIAGED', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED']) {
      expect(blockers(asked, to)).toContain('APPROVAL_MISSING');
    }
    const waiting = go(asked, { to: 'AWAITING_APPROVAL' });
    expect(blockers(waiting, 'APPROVED')).toEqual(['APPROVAL_MISSING']);
    const refused = { ...granted, outcome: 'REFUSED' } as const;
    expect(blockers(waiting, 'APPROVED', { approvals: refused })).toEqual(['APPROVAL_REFUSED']);
    const approved = go(waiting, { to: 'APPROVED' }, { approvals: granted });
    const done = go(approved, { to: 'RESOLVED', resolutionCode: 'FULFILLED' });
    expect(go(done, { to: 'CLOSED' }).state).toBe('CLOSED');
  });
  test('that was rejected is asked for anew, or declined', () => {
    const rejected = go(go(asked, { to: 'AWAITING_APPROVAL' }), {
      to: 'REJECTED',
      note: 'Too dear.',
    });
    expect(go(rejected, { to: 'NEW' }).state).toBe('NEW');
    expect(go(rejected, { to: 'RESOLVED', resolutionCode: 'DECLINED' }).state).toBe('RESOLVED');
  });
  test('that needs none goes straight on', () => {
    const plain = aTicketOf('SERVICE_REQUEST');
    expect(blockers(plain, 'AWAITING_APPROVAL')).toEqual(['NO_APPROVAL_REQUIRED']);
    expect(go(plain, { to: 'IN_PROGRESS' }).state).toBe('IN_PROGRESS');
  });
});

test('a problem becomes a known error by its workaround and ends with its cause', () => {
  const studied = go(aTicketOf('PROBLEM'), { to: 'INVESTIGATING' });
  expect(blockers(studied, 'KNOWN_ERROR')).toEqual(['WORKAROUND_MISSING']);
  expect(blockers(studied, 'RESOLVED')).toEqual(['ROOT_CAUSE_MISSING']);
  const known = go(told(studied, { of: 'PROBLEM', workaround: 'Restart it.' }), {
    to: 'KNOWN_ERROR',
  });
  expect(known.details).toMatchObject({ knownErrorAt: at });
  const solved = told(known, { of: 'PROBLEM', rootCause: 'A leak.' });
  expect(go(solved, { to: 'RESOLVED', resolutionCode: 'FIXED' }).state).toBe('RESOLVED');
});

describe('a change', () => {
  const riskAnswers = Object.fromEntries(
    RISK_QUESTIONS.map(({ code, answers }) => [code, answers[0].code]),
  );
  const window = { from: monday9, until: monday9 + days(1) };
  const whole = { plan: 'Patch.', backOutPlan: 'Restore.', riskAnswers, window } as const;
  const approverIds = [biomed];
  const both = { outcome: 'GRANTED', lanes: ['IT', 'HTM'], approverIds, voices: 1 } as const;
  const opened = (kind: 'STANDARD' | 'NORMAL' | 'EMERGENCY') =>
    aTicketOf('CHANGE', { details: { of: 'CHANGE', kind } });
  const pass = { of: 'CHANGE', compatibilityTest: { result: 'PASS', note: 'All well.' } } as const;

  test('normal: described, assessed, approved by both trades, done in its window, tested', () => {
    const draft = opened('NORMAL');
    expect(blockers(draft, 'ASSESSED')).toEqual(['PLAN_MISSING', 'RISK_NOT_ASSESSED']);
    expect(blockers(draft, 'APPROVED')).toContain('NOT_AN_EMERGENCY');
    expect(blockers(draft, 'SCHEDULED')).toContain('NOT_A_STANDARD_CHANGE');
    const assessed = go(told(draft, { of: 'CHANGE', ...whole, window: null }), { to: 'ASSESSED' });
    expect(blockers(assessed, 'APPROVED')).toEqual(['APPROVAL_MISSING']);
    const onlyIt = { ...both, lanes: ['IT'] } as const;
    const approved = go(assessed, { to: 'APPROVED' }, { approvals: onlyIt });
    const facts = { approvals: onlyIt, medicalDeviceAffected: true };
    expect(blockers(approved, 'SCHEDULED', facts)).toEqual([
      'WINDOW_MISSING',
      'IMPLEMENTER_MISSING',
      'SIGN_OFF_MISSING',
    ]);
    const self = told(approved, { of: 'CHANGE', window, implementerId: biomed });
    expect(blockers(self, 'SCHEDULED', facts)).toContain('IMPLEMENTER_IS_APPROVER');
    const ready = told(approved, { of: 'CHANGE', window, implementerId: technician });
    const conflicts = [{ code: 'CARE_HOURS', message: 'The clinic is open then.' }];
    expect(blockers(ready, 'SCHEDULED', { approvals: both, conflicts })).toEqual(['CARE_HOURS']);
    const scheduled = go(
      ready,
      { to: 'SCHEDULED' },
      { approvals: both, medicalDeviceAffected: true },
    );
    const risky = { approvals: both, risk: 'HIGH' } as const;
    expect(blockers(ready, 'SCHEDULED', risky)).toEqual(['APPROVAL_TOO_WEAK']);
    expect(blockers(ready, 'SCHEDULED', { ...risky, approvals: { ...both, voices: 2 } })).toEqual(
      [],
    );
    const late = { approvals: both, medicalDeviceAffected: true, risk: 'HIGH' } as const;
    expect(blockers(scheduled, 'IMPLEMENTING', late)).toEqual(['APPROVAL_TOO_WEAK']);
    expect(blockers(scheduled, 'IMPLEMENTING', { approvals: both, actorId: biomed })).toEqual([
      'IMPLEMENTER_IS_APPROVER',
    ]);
    const done = go(go(scheduled, { to: 'IMPLEMENTING' }, { approvals: both }), { to: 'REVIEW' });
    for (const [personId, code] of [
      [technician, 'IMPLEMENTER_IS_APPROVER'],
      [nurse, 'REQUESTER_IS_APPROVER'],
    ] as const) {
      const approvals = { ...both, approverIds: [personId] };
      expect(blockers(told(done, pass), 'CLOSED', { approvals })).toEqual([code]);
    }
    expect(done.details).toMatchObject({ result: 'IMPLEMENTED' });
    expect(blockers(done, 'CLOSED', { approvals: both })).toEqual(['COMPATIBILITY_TEST_MISSING']);
    const failed = {
      of: 'CHANGE',
      compatibilityTest: { result: 'FAIL', note: 'No images.' },
    } as const;
    expect(blockers(told(done, failed), 'CLOSED')).toEqual([
      'COMPATIBILITY_TEST_FAILED',
      'APPROVAL_MISSING',
    ]);
    expect(go(told(done, pass), { to: 'CLOSED' }, { approvals: both }).state).toBe('CLOSED');
  });

  test('outside its window it does not begin', () => {
    const late = { ...window, from: monday9 + minutes(60) };
    const scheduled: TicketState = {
      ...told(opened('NORMAL'), {
        of: 'CHANGE',
        ...whole,
        window: late,
        implementerId: technician,
      }),
      state: 'SCHEDULED',
    };
    expect(blockers(scheduled, 'IMPLEMENTING', { approvals: both })).toEqual(['WINDOW_CLOSED']);
    expect(blockers(scheduled, 'IMPLEMENTING')).toContain('APPROVAL_MISSING');
  });

  test('standard: by its model, without assessment', () => {
    const change = told(opened('STANDARD'), { of: 'CHANGE', ...whole, implementerId: technician });
    expect(blockers(change, 'SCHEDULED')).toEqual(['MODEL_NOT_APPROVED']);
    const modelled = told(change, { of: 'CHANGE', model: 'Monthly patch' });
    const approvedModels = ['Monthly patch'];
    expect(blockers(modelled, 'SCHEDULED')).toEqual(['MODEL_NOT_APPROVED']);
    expect(go(modelled, { to: 'SCHEDULED' }, { approvedModels }).state).toBe('SCHEDULED');
  });

  test('emergency: approved and done, made good before it is closed', () => {
    const urgent = told(opened('EMERGENCY'), {
      of: 'CHANGE',
      backOutPlan: 'Restore.',
      implementerId: technician,
    });
    const approved = go(urgent, { to: 'APPROVED' }, { approvals: both });
    const done = go(go(approved, { to: 'IMPLEMENTING' }, { approvals: both }), { to: 'REVIEW' });
    expect(blockers(told(done, pass), 'CLOSED', { medicalDeviceAffected: true })).toEqual([
      'RISK_NOT_ASSESSED',
      'APPROVAL_MISSING',
      'SIGN_OFF_MISSING',
    ]);
    const assessed = told(told(done, pass), { of: 'CHANGE', riskAnswers });
    expect(go(assessed, { to: 'CLOSED' }, { approvals: both }).state).toBe('CLOSED');
  });

  test('backed out: an older proof proves nothing', () => {
    const reviewed: TicketState = { ...opened('NORMAL'), state: 'REVIEW', resolvedAt: at };
    const failed = go(told(reviewed, pass), { to: 'FAILED', note: 'Images are lost.' });
    const back = go(failed, { to: 'BACKED_OUT', note: 'Restored.' });
    expect(back.details).toMatchObject({ compatibilityTest: null, result: 'BACKED_OUT' });
    expect(go(back, { to: 'REVIEW' }).details).toMatchObject({ result: 'BACKED_OUT' });
  });
});

describe('a work order', () => {
  const order = aTicketOf('WORK_ORDER', { details: { of: 'WORK_ORDER', kind: 'PM' } });
  const tried = (ticket: TicketState, notDoneCode: 'COULD_NOT_LOCATE' | 'IN_USE' | 'RETIRED') =>
    go(go(ticket, { to: 'SCHEDULED' }), { to: 'NOT_DONE', notDoneCode });

  test('is completed with an outcome, verified, closed', () => {
    const working = go(order, { to: 'IN_PROGRESS' });
    expect(transitionTicket(working, { at, by: byTechnician, to: 'COMPLETED' })).toMatchObject({
      error: { code: 'OUTCOME_REQUIRED', path: ['outcome'] },
    });
    const completed = go(working, { to: 'COMPLETED', outcome: 'FAIL' });
    expect(completed.details).toMatchObject({ outcome: 'FAIL' });
    expect(go(completed, { to: 'IN_PROGRESS' }).details).toMatchObject({ outcome: null });
    expect(go(go(completed, { to: 'VERIFIED' }), { to: 'CLOSED' }).state).toBe('CLOSED');
  });
  test('that was in use is tried again, however often', () => {
    const thrice = tried(tried(tried(order, 'IN_USE'), 'IN_USE'), 'IN_USE');
    expect(thrice.details).toMatchObject({ notDone: 'IN_USE', attempts: { IN_USE: 3 } });
    expect(blockers(thrice, 'CLOSED')).toEqual(['MUST_BE_TRIED_AGAIN']);
  });
  test('is closed as not located only after three searches', () => {
    const twice = tried(tried(order, 'COULD_NOT_LOCATE'), 'COULD_NOT_LOCATE');
    expect(blockers(twice, 'CLOSED')).toEqual(['MUST_BE_TRIED_AGAIN']);
    expect(go(tried(twice, 'COULD_NOT_LOCATE'), { to: 'CLOSED' }).state).toBe('CLOSED');
  });
  test('of what is retired ends', () => {
    expect(go(tried(order, 'RETIRED'), { to: 'CLOSED' }).state).toBe('CLOSED');
  });
});

describe('a security incident', () => {
  const reviewed = (breach: 'UNDECIDED' | 'BREACH' | 'NO_PHI') => {
    const found = go(aTicketOf('SECURITY_INCIDENT'), { to: 'INVESTIGATING' });
    expect(blockers(found, 'CONTAINED')).toEqual(['CONTAINMENT_MISSING']);
    const known = told(found, { of: 'SECURITY_INCIDENT', containment: 'Unplugged.', breach });
    return (['CONTAINED', 'ERADICATED', 'RECOVERED', 'REVIEW'] as const).reduce(
      (ticket, to) => go(ticket, { to }),
      known,
    );
  };

  test('is not closed before it is decided whether it is a breach', () => {
    expect(blockers(reviewed('UNDECIDED'), 'CLOSED')).toEqual(['BREACH_UNDECIDED']);
    expect(blockers(reviewed('NO_PHI'), 'CLOSED')).toEqual([]);
  });
  test('that is a breach is neither dismissed nor closed before the patients know', () => {
    const breach = reviewed('BREACH');
    expect(blockers(breach, 'CLOSED')).toEqual(['INDIVIDUALS_NOT_NOTIFIED']);
    const again = go(breach, { to: 'INVESTIGATING' });
    expect(blockers(again, 'CANCELLED')).toEqual(['IS_A_BREACH']);
    const letters = { party: 'AFFECTED_INDIVIDUALS', recipient: '212 patients' } as const;
    const notified = after(
      breach,
      recordNotification(breach, { at, by: byTechnician, ...letters }),
    );
    expect(blockers(notified, 'CLOSED')).toEqual([]);
  });
});

describe('given the requester acts', () => {
  const asRequester = true;
  const incident = aTicketOf('INCIDENT');
  const resolved = go(incident, { to: 'RESOLVED', resolutionCode: 'FIXED' });
  const free = (ticket: TicketState) =>
    availableTransitions(ticket, { at, asRequester })
      .filter(({ blockedBy }) => blockedBy.length === 0)
      .map(({ to }) => to);

  test('what nobody has begun can be withdrawn, what is resolved confirmed or reopened', () => {
    expect(free(incident)).toEqual(['CANCELLED']);
    expect(free(go(incident, { to: 'IN_PROGRESS' }))).toEqual([]);
    expect(free(resolved)).toEqual(['CLOSED', 'IN_PROGRESS']);
    expect(free(aTicketOf('CHANGE'))).toEqual([]);
  });
  test('the rest is for those who work on it', () => {
    expect(
      transitionTicket(incident, { at, by: byNurse, to: 'IN_PROGRESS' }, { asRequester }),
    ).toMatchObject({
      error: { code: 'TRANSITION_REFUSED', blockedBy: [{ code: 'NOT_FOR_REQUESTERS' }] },
    });
  });
});

test('required tasks and children hold a resolution back, by name', () => {
  const openRequiredTasks = Array.from({ length: 7 }, (_, n) => ({ title: `Step ${n + 1}` }));
  const openChildren = [
    childFact(
      { ...aTicketOf('INCIDENT'), number: 'INC-7' },
      { at, openRequiredTasks: [{ title: 'Seal' }] },
    ),
    childFact({ ...aTicketOf('INCIDENT'), number: 'INC-8' }, { at }),
  ];
  const refused = transitionTicket(
    aTicketOf('INCIDENT'),
    { at, by: byTechnician, to: 'RESOLVED', resolutionCode: 'FIXED' },
    { openRequiredTasks, openChildren },
  );
  expect(refused).toMatchObject({
    error: {
      blockedBy: [
        {
          code: 'REQUIRED_TASKS_OPEN',
          message: 'Required tasks are open: Step 1, Step 2, Step 3, Step 4, Step 5 and 2 more.',
        },
        {
          code: 'CHILDREN_HAVE_OPEN_WORK',
          message:
            'Children cannot be resolved with it: INC-7. INC-7: Required tasks are open: Seal.',
        },
      ],
    },
  });
});
