import type { Actor, PersonId } from '@wardline/kernel';
import { describe, expect, test } from 'vitest';
import {
  aTicketOf,
  biomed,
  byKey,
  byTechnician,
  days,
  minutes,
  monday9,
  nurse,
  technician,
  uuid,
} from '../../test/a-ticket.ts';
import type { TicketEvent } from '../events.ts';
import { evolveAll } from '../evolve.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { updateTicket } from '../tickets/update-ticket.ts';
import {
  type ApprovalStage,
  type Delegation,
  openStages,
  outcomeOfStage,
  summarizeApprovals,
} from './approval.ts';
import { type DecideApprovalCommand, decideApproval } from './decide-approval.ts';
import { evolveApprovals } from './evolve-approvals.ts';
import { type RequestApprovalFacts, requestApproval, type StageInput } from './request-approval.ts';
import { voidApprovals } from './void-approvals.ts';

const at = monday9 + minutes(5);
const [ann, bob, cyd] = [301, 302, 303].map((n) => uuid<PersonId>(n)) as [
  PersonId,
  PersonId,
  PersonId,
];
const by = (id: PersonId): Actor => ({ kind: 'MEMBER', id });
const assessed: TicketState = {
  ...aTicketOf('CHANGE', { details: { of: 'CHANGE', kind: 'NORMAL', implementerId: technician } }),
  state: 'ASSESSED',
};
/** Everybody is of every lane, where a test says nothing else. */
const lanesOf = new Map(
  [ann, bob, cyd, nurse, technician, biomed].map((id) => [id, ['IT', 'HTM'] as const]),
);
const facts: RequestApprovalFacts = {
  lanesOf,
  people: [ann, bob, cyd, nurse, technician, biomed],
  stages: [],
  risk: 'LOW',
  medicalDeviceAffected: false,
  outsiders: [],
  mayApprove: [ann, bob, cyd, nurse, technician, biomed],
};
const ask = (
  stages: readonly StageInput[],
  known: Partial<RequestApprovalFacts> = {},
  ticket = assessed,
) =>
  requestApproval(
    ticket,
    { at, by: byTechnician, stages, stageIds: stages.map((_, n) => uuid(800 + n)) },
    { ...facts, ...known },
  );
const asked = (...stages: StageInput[]) => {
  const outcome = ask(stages);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.reduce<readonly ApprovalStage[]>(evolveApprovals, []);
};
const decide = (
  stages: readonly ApprovalStage[],
  person: PersonId,
  more: Partial<DecideApprovalCommand> = {},
  delegations: readonly Delegation[] = [],
  ticket = assessed,
  lanes: ReadonlyMap<PersonId, readonly ('IT' | 'HTM')[]> = lanesOf,
) =>
  decideApproval(
    ticket,
    { at, by: by(person), stageId: stages[0]?.id ?? uuid(0), decision: 'APPROVE', ...more },
    { stages, delegations, lanesOf: lanes },
  );
const votes = (
  stages: readonly ApprovalStage[],
  ...cast: [PersonId, 'APPROVE' | 'REJECT' | 'ABSTAIN'][]
) =>
  cast.reduce((now, [person, decision]) => {
    const outcome = decide(now, person, { decision, note: 'So.' });
    if (!outcome.ok) throw new Error(outcome.error.message);
    return (outcome.value as readonly TicketEvent[]).reduce(evolveApprovals, now);
  }, stages);

const board: StageInput = { name: 'Board', approverIds: [ann, bob, cyd], quorum: 2 };

test('who could not answer is not asked', () => {
  const board = [{ name: 'Board', approverIds: [ann, bob] }];
  expect(ask(board, { mayApprove: [ann] })).toMatchObject({
    ok: false,
    error: { code: 'APPROVER_WITHOUT_RIGHTS', path: ['stages', 0, 'approverIds', 1] },
  });
});

test('who is asked and could not read the ticket follows it from then on, once', () => {
  const outsiders = [ann, cyd, nurse];
  const events = ask([{ name: 'Board', approverIds: [ann, bob, cyd] }], { outsiders });
  const added = (personId: PersonId) => ({
    type: 'WatcherAdded',
    ticketId: assessed.id,
    at,
    by: byTechnician,
    personId,
  });
  expect(events).toMatchObject({
    value: [added(ann), added(cyd), { type: 'ApprovalRequested' }],
  });
  const watched = { ...assessed, watcherIds: [ann] };
  const again = ask([{ name: 'Board', approverIds: [ann, cyd] }], { outsiders }, watched);
  expect(again).toMatchObject({ value: [added(cyd), { type: 'ApprovalRequested' }] });
  const crowd = Array.from({ length: 100 }, (_, n) => uuid<PersonId>(1000 + n));
  const full = ask(
    [{ name: 'Board', approverIds: [ann] }],
    { outsiders },
    { ...assessed, watcherIds: crowd },
  );
  expect(full).toMatchObject({ ok: false, error: { code: 'LIST_TOO_LONG', path: ['stages'] } });
});

describe('a quorum of two out of three', () => {
  test.each([
    [[], 'PENDING'],
    [[[ann, 'APPROVE']], 'PENDING'],
    [
      [
        [ann, 'APPROVE'],
        [bob, 'APPROVE'],
      ],
      'GRANTED',
    ],
    [[[ann, 'REJECT']], 'PENDING'],
    [
      [
        [ann, 'ABSTAIN'],
        [bob, 'REJECT'],
      ],
      'REFUSED',
    ],
    [
      [
        [ann, 'APPROVE'],
        [bob, 'REJECT'],
        [cyd, 'APPROVE'],
      ],
      'GRANTED',
    ],
  ] as [[PersonId, 'APPROVE' | 'REJECT' | 'ABSTAIN'][], string][])('%j is %s', (cast, outcome) => {
    expect(votes(asked(board), ...cast).map(outcomeOfStage)).toEqual([outcome]);
  });

  test('the settling vote takes the waiting ticket along', () => {
    const outcome = decide(votes(asked(board), [ann, 'APPROVE']), bob);
    expect(outcome.ok && outcome.value).toMatchObject([
      { type: 'ApprovalDecided' },
      { type: 'TicketStateChanged', from: 'ASSESSED', to: 'APPROVED' },
    ]);
    const no = decide(votes(asked(board), [ann, 'ABSTAIN']), bob, {
      decision: 'REJECT',
      note: 'Not in flu season.',
    });
    expect(no.ok && no.value[1]).toMatchObject({ to: 'REJECTED', note: 'Not in flu season.' });
  });

  test('a vote may be changed while it is open; the same again is no news', () => {
    const once = votes(asked(board), [ann, 'REJECT']);
    expect(decide(once, ann, { decision: 'REJECT', note: 'So.' })).toEqual({ ok: true, value: [] });
    expect(votes(once, [ann, 'APPROVE'])[0]?.votes).toMatchObject([{ decision: 'APPROVE' }]);
  });
});

describe('stages', () => {
  const it = { name: 'IT', lane: 'IT', approverIds: [ann, bob], position: 0 } as const;
  const htm = { name: 'HTM', lane: 'HTM', approverIds: [ann, bob], position: 0 } as const;
  const last = { name: 'Owner', approverIds: [cyd], position: 1 } as const;
  const three = asked(it, htm, last);

  test('of one position run side by side, later ones wait', () => {
    expect(openStages(three).map(({ name }) => name)).toEqual(['IT', 'HTM']);
    expect(decide(three, cyd, { stageId: three[2]?.id as never })).toMatchObject({
      error: { code: 'STAGE_NOT_OPEN' },
    });
  });
  test('one person does not decide for two lanes', () => {
    const first = votes(three, [ann, 'APPROVE']);
    const second = { stageId: three[1]?.id as never };
    expect(decide(first, ann, second)).toMatchObject({ error: { code: 'SIGNED_OTHER_LANE' } });
    const both = decide(first, bob, second);
    expect(both.ok).toBe(true);
    const summary = summarizeApprovals(
      both.ok ? (both.value as readonly TicketEvent[]).reduce(evolveApprovals, first) : [],
    );
    expect(summary).toEqual({
      ...{ outcome: 'PENDING', lanes: ['IT', 'HTM'], approverIds: [ann, bob] },
      voices: 2,
    });
  });
  test('nor is one person’s voice heard in two lanes, whoever carries it', () => {
    const first = votes(three, [ann, 'APPROVE']);
    const second = { stageId: three[1]?.id as never, approverId: ann };
    const forAnn = { fromId: ann, toId: biomed, from: at, until: at + days(1) };
    expect(decide(first, biomed, second, [forAnn])).toMatchObject({
      error: { code: 'SIGNED_OTHER_LANE' },
    });
  });
  test('are decided by people of their lane, and only they stand in', () => {
    const lanes = new Map([[ann, ['IT' as const]]]);
    const forAnn = { fromId: ann, toId: biomed, from: at, until: at + days(1) };
    const stoodIn = { approverId: ann };
    expect(decide(three, ann, {}, [], assessed, lanes).ok).toBe(true);
    expect(decide(three, bob, {}, [], assessed, lanes)).toMatchObject({
      error: { code: 'NOT_IN_LANE', path: ['stageId'] },
    });
    expect(decide(three, biomed, stoodIn, [forAnn], assessed, lanes)).toMatchObject({
      error: { code: 'NOT_IN_LANE' },
    });
  });
  test('asked for anew, earlier ones lose their force', () => {
    const outcome = ask([board], { stages: three });
    if (!outcome.ok) throw new Error('refused');
    const all = outcome.value.reduce<readonly ApprovalStage[]>(evolveApprovals, three);
    expect(all.map(({ withdrawnAt }) => withdrawnAt)).toEqual([at, at, at, null]);
    expect(openStages(all)).toHaveLength(1);
  });
});

describe('standing in', () => {
  const forAnn = { fromId: ann, toId: biomed, from: at, until: at + days(1) };
  test('counts as the other’s vote, while it lasts', () => {
    const stages = asked(board);
    expect(decide(stages, biomed, { approverId: ann }, [forAnn])).toMatchObject({
      ok: true,
      value: [{ vote: { approverId: ann, castById: biomed } }],
    });
    const late = { approverId: ann, at: at + days(1) };
    expect(decide(stages, biomed, late, [forAnn])).toMatchObject({
      error: { code: 'NOT_AN_APPROVER' },
    });
  });
  test('gives nobody two votes', () => {
    const bobForAnn = { ...forAnn, toId: bob };
    const stages = votes(asked(board), [bob, 'APPROVE']);
    expect(decide(stages, bob, { approverId: ann }, [bobForAnn])).toMatchObject({
      error: { code: 'VOTED_ALREADY' },
    });
  });
});

describe('refused', () => {
  const stages = asked(board);
  test.each([
    ['a stranger', decide(stages, biomed), 'NOT_AN_APPROVER'],
    [
      'a key',
      decideApproval(
        assessed,
        { at, by: byKey, stageId: uuid(800), decision: 'APPROVE' },
        { stages, delegations: [], lanesOf },
      ),
      'PERSON_NEEDED',
    ],
    ['no stage', decide([], ann), 'NOT_FOUND'],
    ['no without a word', decide(stages, ann, { decision: 'REJECT' }), 'TEXT_EMPTY'],
    ['no decision', decide(stages, ann, { decision: 'MAYBE' as never }), 'VALUE_UNKNOWN'],
    ['a stage of nobody', ask([{ name: 'X', approverIds: [] }]), 'STAGES_COUNT'],
    ['no stage at all', ask([]), 'STAGES_COUNT'],
    ['a quorum beyond all', ask([{ ...board, quorum: 4 }]), 'QUORUM_INVALID'],
    ['half a quorum', ask([{ ...board, quorum: 0.5 }]), 'QUORUM_INVALID'],
    ['the implementer', ask([{ name: 'X', approverIds: [technician] }]), 'APPROVER_INVOLVED'],
    ['who asked for it', ask([{ name: 'X', approverIds: [nurse] }]), 'APPROVER_INVOLVED'],
    [
      'one person for two lanes',
      ask([
        { name: 'IT', lane: 'IT', approverIds: [ann] },
        { name: 'HTM', lane: 'HTM', approverIds: [ann] },
      ]),
      'SIGNED_OTHER_LANE',
    ],
    [
      'somebody of another lane',
      ask([{ ...board, lane: 'HTM' }], { lanesOf: new Map([[ann, ['HTM']]]) }),
      'APPROVER_NOT_IN_LANE',
    ],
    [
      'one person in every stage, of a high risk',
      ask(
        [
          { ...board, quorum: 1 },
          { name: 'Again', approverIds: [bob, biomed] },
        ],
        {
          risk: 'HIGH',
        },
      ),
      'APPROVAL_TOO_WEAK',
    ],
    ['somebody unknown', ask([{ name: 'X', approverIds: [uuid(999)] }]), 'NOT_FOUND'],
    [
      'one trade for a medical device',
      ask([{ ...board, lane: 'IT' }], { medicalDeviceAffected: true }),
      'APPROVAL_TOO_WEAK',
    ],
    [
      'one voice for a high risk',
      ask([{ ...board, quorum: 1 }], { risk: 'HIGH' }),
      'APPROVAL_TOO_WEAK',
    ],
    ['of an incident', ask([board], {}, aTicketOf('INCIDENT')), 'NOT_FOR_THIS_TYPE'],
  ])('%s', (_, outcome, code) => {
    expect(outcome).toMatchObject({ ok: false, error: { code } });
  });
  test('who became the implementer after being asked', () => {
    const self: TicketState = {
      ...assessed,
      details: { ...(assessed.details as never as object), implementerId: ann } as never,
    };
    expect(decide(stages, ann, {}, [], self)).toMatchObject({
      error: { code: 'APPROVER_INVOLVED' },
    });
  });
});

describe('approvals lose their force', () => {
  const stages = votes(asked(board), [ann, 'APPROVE']);
  const draft: TicketState = { ...assessed, state: 'DRAFT' };
  const told = (details: object) => {
    const outcome = updateTicket(
      draft,
      { at, by: byTechnician, changes: { details: { of: 'CHANGE', ...details } as never } },
      { people: [technician, biomed] },
    );
    if (!outcome.ok) throw new Error(outcome.error.message);
    return voidApprovals(draft, stages, outcome.value);
  };
  test('when what they are about changes', () => {
    const events = told({ plan: 'Something else.' });
    expect(events).toMatchObject([{ type: 'ApprovalsWithdrawn', stageIds: [stages[0]?.id] }]);
    expect(
      summarizeApprovals(events.reduce<readonly ApprovalStage[]>(evolveApprovals, stages)).outcome,
    ).toBe('PENDING');
  });
  const shown = { from: at + days(2), until: at + days(2) + minutes(60) };
  const moved = (by: number, length = minutes(60)) => ({
    ...draft,
    details: { ...(draft.details as never as object), shownWindow: shown, window: shown } as never,
    next: { from: shown.from + by, until: shown.from + by + length },
  });
  test.each([
    ['a week later', moved(days(7)), 0],
    ['a week earlier', moved(-days(7)), 0],
    ['made shorter', moved(0, minutes(30)), 0],
    ['more than a week later', moved(days(7) + 1), 1],
    ['more than a week earlier', moved(-days(7) - 1), 1],
    ['made longer', moved(0, minutes(61)), 1],
  ])('when what its approvers saw is %s or not', (_, { next, ...ticket }, withdrawn) => {
    const changes = { details: { of: 'CHANGE', window: next } } as const;
    const outcome = updateTicket(ticket, { at, by: byTechnician, changes }, {});
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(voidApprovals(ticket, stages, outcome.value)).toHaveLength(withdrawn);
  });
  test('not when its time or its implementer does', () => {
    expect(told({ window: { from: at, until: at + 1 }, implementerId: biomed })).toEqual([]);
  });
  test('not without any', () => {
    const state = evolveAll(null, [])?.state ?? 'DRAFT';
    expect(
      voidApprovals(
        draft,
        [],
        [
          {
            type: 'TicketStateChanged',
            ticketId: draft.id,
            at,
            by: byTechnician,
            from: 'ASSESSED',
            to: state,
            holdReason: null,
            resolutionCode: null,
            note: null,
            outcome: null,
            notDoneCode: null,
          },
        ],
      ),
    ).toEqual([]);
  });
});
