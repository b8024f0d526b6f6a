// Whatever people do to a change, in whatever order: who approves it has no other part in it.
import type { Actor, AssetId, PersonId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ApprovalStage,
  type ApprovalStageId,
  assignTicket,
  availableTransitions,
  CHANGE_KINDS,
  type ChangeDetails,
  decideApproval,
  detailsOf,
  evolve,
  evolveApprovals,
  involvedIn,
  type Lane,
  openTicket,
  RISK_QUESTIONS,
  recordVisit,
  requestApproval,
  summarizeApprovals,
  type TicketEvent,
  type TicketState,
  transitionTicket,
  updateTicket,
  voidApprovals,
  withdrawApproval,
} from '../src/index.ts';
import {
  accepted,
  biomed,
  facts,
  minutes,
  monday9,
  pump,
  report,
  riverside,
  uuid,
} from './a-ticket.ts';

const people = [301, 302, 303, 304, 305].map((n) => uuid<PersonId>(n));
const [ann, bob, cyd, dan, eve] = people as [PersonId, PersonId, PersonId, PersonId, PersonId];
const lanesOf: ReadonlyMap<PersonId, readonly Lane[]> = new Map([
  [ann, ['IT']],
  [bob, ['IT', 'HTM']],
  [cyd, ['HTM']],
  [dan, ['IT']],
]);
const switchboard = uuid<AssetId>(41);
const assets = [pump, switchboard].map((id) => ({
  id,
  clinicId: riverside,
  criticality: 'HIGH_RISK' as const,
}));
const by = (id: PersonId): Actor => ({ kind: 'MEMBER', id });
const lowest = Object.fromEntries(
  RISK_QUESTIONS.map(({ code, answers }) => [code, answers[0].code]),
);

/** A change, its approvals, and all that happened. */
interface World {
  readonly ticket: TicketState;
  readonly stages: readonly ApprovalStage[];
  readonly history: readonly TicketEvent[];
}
interface AskedStage {
  readonly name: string;
  readonly position: number;
  readonly lane: 'IT' | 'HTM' | null;
  readonly approverIds: readonly PersonId[];
}
interface Around {
  readonly risk: 'LOW' | 'HIGH';
  readonly medicalDeviceAffected: boolean;
}
type Outcome = { ok: true; value: readonly TicketEvent[] } | { ok: false; error: unknown };

const person = fc.constantFrom(...people);
const nobodyOr = fc.option(person, { nil: null });
const stage = fc.record({
  name: fc.constant('Stage'),
  position: fc.constant(0),
  lane: fc.constantFrom(null, 'IT' as const, 'HTM' as const),
  approverIds: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
});
const both: readonly AskedStage[] = [
  { name: 'IT', position: 0, lane: 'IT', approverIds: [ann] },
  { name: 'HTM', position: 0, lane: 'HTM', approverIds: [cyd] },
];
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('assign' as const), to: nobodyOr }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('name' as const), to: nobodyOr }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('visit' as const), to: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('request' as const), to: nobodyOr }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      stages: fc.oneof(
        fc.constant(both),
        fc.array(stage, { minLength: 1, maxLength: 2 }),
      ) as fc.Arbitrary<readonly AskedStage[]>,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('takeBack' as const), actor: person }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('touch' as const),
      assetIds: fc.subarray([pump, switchboard], { minLength: 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      actor: person,
      forId: nobodyOr,
      pick: fc.nat(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('go' as const), actor: person, pick: fc.nat() }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const opened = (kind: ChangeDetails['kind'], requesterId: PersonId | null): World => {
  const outcome = openTicket(
    {
      ...{ ...report, type: 'CHANGE', by: by(eve), requesterId, assetIds: [pump] },
      details: {
        ...{ of: 'CHANGE', kind, plan: 'Patch.', backOutPlan: 'Restore.', riskAnswers: lowest },
        window: { from: monday9, until: monday9 + minutes(1000) },
      },
    },
    { ...facts, people: [...people, biomed], assets },
  );
  const [event] = accepted(outcome);
  return { ticket: evolve(null, event), stages: [], history: [event] };
};

/** What is decided, as the platform does it: by the same facts, and what it voids along with it. */
function taken(world: World, step: Step, around: Around, at: number): World {
  const { ticket, stages } = world;
  const approvals = summarizeApprovals(stages);
  const { approverIds } = approvals;
  const update = (changes: Parameters<typeof updateTicket>[1]['changes']) =>
    updateTicket(ticket, { at, by: by(eve), changes }, { people, assets, approverIds });
  const decide = (): Outcome => {
    switch (step.kind) {
      case 'assign':
        return assignTicket(
          ticket,
          { at, by: by(eve), assigneeId: step.to },
          { people, approverIds },
        );
      case 'visit': {
        const plan = { personId: step.to, from: at, until: at + minutes(30) };
        const visit = { kind: 'PLANNED', visitId: 'visit', plan } as const;
        return recordVisit(ticket, { at, by: by(eve), ...visit }, { approverIds });
      }
      case 'name':
        return update({ details: { of: 'CHANGE', implementerId: step.to } });
      case 'request':
        return update({ requesterId: step.to });
      case 'touch':
        return update({ assetIds: step.assetIds });
      case 'takeBack':
        return withdrawApproval(ticket, { at, by: by(step.actor) }, { stages, manages: false });
      case 'ask':
        return requestApproval(
          ticket,
          {
            ...{ at, by: by(eve), stages: step.stages },
            stageIds: step.stages.map((_, n) => uuid<ApprovalStageId>(1000 + at - monday9 + n)),
          },
          { ...around, people, stages, mayApprove: people, outsiders: [], lanesOf },
        );
      case 'vote': {
        const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
        const stageId = live[step.pick % Math.max(live.length, 1)]?.id ?? uuid(1);
        const approverId = step.forId ?? step.actor;
        // Everybody may stand in for everybody: the laws hold all the same.
        const delegations = people.flatMap((fromId) =>
          people.map((toId) => ({ fromId, toId, from: monday9, until: at + 1 })),
        );
        return decideApproval(
          ticket,
          { at, by: by(step.actor), stageId, decision: 'APPROVE', approverId },
          { ...around, stages, delegations, lanesOf },
        );
      }
      case 'go': {
        const known = { ...around, approvals, approvedModels: [] };
        const open = availableTransitions(ticket, { ...known, at, actorId: step.actor });
        const free = open.filter(
          ({ to, blockedBy }) => !GIVING_UP.includes(to) && blockedBy.length === 0,
        );
        const next = free[step.pick % Math.max(free.length, 1)];
        if (!next) return { ok: true, value: [] };
        const note = next.requires.includes('NOTE') ? 'Because.' : null;
        const gone = transitionTicket(ticket, { at, by: by(step.actor), to: next.to, note }, known);
        // What is predicted for somebody is accepted from them.
        expect(gone.ok).toBe(true);
        return gone;
      }
    }
  };
  const outcome = decide();
  if (!outcome.ok || outcome.value.length === 0) return world;
  // Whatever is said of parts, nobody whose approval stands is given one.
  for (const event of outcome.value) {
    if (event.type === 'VisitPlanned') expect(approverIds).not.toContain(event.personId);
    if (event.type === 'TicketAssigned') expect(approverIds).not.toContain(event.assigneeId);
    if (event.type !== 'TicketUpdated') continue;
    for (const { field, to } of event.changes) {
      if (field === 'requesterId') expect(approverIds).not.toContain(to);
      if (field === 'details') {
        expect(approverIds).not.toContain((to as ChangeDetails).implementerId);
      }
    }
  }
  const events = [...outcome.value, ...voidApprovals(ticket, stages, outcome.value)];
  return {
    ticket: events.reduce(evolve, ticket),
    stages: events.reduce(evolveApprovals, stages),
    history: [...world.history, ...events],
  };
}

/** Who had a part in it, read from what happened alone. */
function partsOf(history: readonly TicketEvent[]) {
  const requesters = new Set<string>();
  const doers = new Set<string>();
  let state: TicketState | null = null;
  for (const event of history) {
    state = evolve(state, event);
    if (event.type === 'TicketOpened' && state.requesterId === null) requesters.add(event.by.id);
    if (state.requesterId) requesters.add(state.requesterId);
    const { implementerId } = state.details as ChangeDetails;
    if (implementerId) doers.add(implementerId);
    if (event.type === 'VisitPlanned') doers.add(event.personId);
    const doing = ['IMPLEMENTING', 'FAILED', 'BACKED_OUT'].includes(state.state);
    if (doing && state.assigneeId) doers.add(state.assigneeId);
    if (event.type === 'TicketStateChanged' && event.to === 'IMPLEMENTING') doers.add(event.by.id);
  }
  return { requesters, doers };
}

const GIVING_UP: readonly string[] = ['DRAFT', 'CANCELLED', 'REJECTED'];

const go = (actor: PersonId, pick = 0): Step => ({ kind: 'go', actor, pick });
const vote = (actor: PersonId, pick: number): Step => ({ kind: 'vote', actor, forId: null, pick });
/** How it is meant to go; what else people do comes in between. */
const PLAIN: readonly Step[] = [
  { kind: 'name', to: dan },
  go(dan),
  { kind: 'ask', stages: both },
  ...[vote(ann, 0), vote(cyd, 1)],
  ...[go(dan), go(dan), go(dan), go(dan)],
  { kind: 'ask', stages: both },
  ...[vote(ann, 0), vote(cyd, 1)],
  ...[go(dan), go(dan)],
];
const interrupted = fc
  .array(fc.record({ before: fc.nat(PLAIN.length), other: step }), { maxLength: 8 })
  .map((others) =>
    [...PLAIN, null].flatMap((each, index) => [
      ...others.filter(({ before }) => before === index).map(({ other }) => other),
      ...(each ? [each] : []),
    ]),
  );
const walks = fc.record({
  kind: fc.constantFrom(...CHANGE_KINDS),
  requesterId: nobodyOr,
  around: fc.record({
    risk: fc.constantFrom('LOW' as const, 'HIGH' as const),
    medicalDeviceAffected: fc.boolean(),
  }),
  steps: fc.oneof(interrupted, fc.array(step, { maxLength: 40 })) as fc.Arbitrary<Step[]>,
});
function walk({
  kind,
  requesterId,
  around,
  steps,
}: typeof walks extends fc.Arbitrary<infer V> ? V : never) {
  const worlds = [opened(kind, requesterId)];
  const tested = (world: World): World => {
    if (world.ticket.state !== 'REVIEW' || detailsOf(world.ticket, 'CHANGE')?.compatibilityTest)
      return world;
    const compatibilityTest = { result: 'PASS', note: 'Works.' } as const;
    const details = { of: 'CHANGE', compatibilityTest } as const;
    const at = monday9 + minutes(500);
    const told = accepted(
      updateTicket(world.ticket, { at, by: by(eve), changes: { details } }, { people, assets }),
    );
    const ticket = told.reduce(evolve, world.ticket);
    return { ...world, ticket, history: [...world.history, ...told] };
  };
  for (const [index, each] of steps.entries()) {
    const world = tested(worlds.at(-1) as World);
    worlds.push(taken(world, each, around, monday9 + minutes(index + 1)));
  }
  return worlds;
}
const runs = { numRuns: 1500 };

describe('a part somebody once had', () => {
  const run = (kind: ChangeDetails['kind'], ...steps: Step[]) =>
    steps.reduce(
      (world, each, n) =>
        taken(world, each, { risk: 'LOW', medicalDeviceAffected: false }, monday9 + minutes(n + 1)),
      opened(kind, eve),
    );
  const assign = (to: PersonId | null): Step => ({ kind: 'assign', to });
  const name = (to: PersonId | null): Step => ({ kind: 'name', to });
  const comes = (to: PersonId): Step => ({ kind: 'visit', to });
  const wants = (to: PersonId | null): Step => ({ kind: 'request', to });
  // Ann and Cyd have agreed, and it has its time; Bob begins it, which is Dan's to do.
  const asking: Step = { kind: 'ask', stages: both };
  const planned = [name(dan), go(dan), asking, vote(ann, 0), vote(cyd, 1), go(dan)];
  const begun = [...planned, go(bob)];
  const partOf = ({ ticket }: World) =>
    involvedIn(ticket).filter(({ personId }) => personId === bob || personId === dan);

  test.each([
    ['who was named to do it', [name(bob), name(dan)], ['IMPLEMENTER', 'IMPLEMENTER']],
    ['who wanted it', [wants(bob), wants(eve), name(dan)], ['REQUESTER', 'IMPLEMENTER']],
    ['who has it now', [assign(bob)], ['IMPLEMENTER']],
    ['not who had it before it was done', [assign(bob), assign(null)], []],
    ['who was to come for it', [comes(bob), comes(dan)], ['IMPLEMENTER', 'IMPLEMENTER']],
    ['who began it', begun, ['IMPLEMENTER', 'IMPLEMENTER']],
    [
      'who had it while it was done',
      [...planned, go(dan), assign(bob), assign(null)],
      ['IMPLEMENTER', 'IMPLEMENTER'],
    ],
  ] as [string, Step[], string[]][])('stays theirs: %s', (_, steps, parts) => {
    const world = run('NORMAL', ...steps);
    expect(
      partOf(world)
        .map((part) => part.as)
        .sort(),
    ).toEqual([...parts].sort());
    const stages = [{ name: 'Board', position: 0, lane: null, approverIds: [bob] }];
    const asked = taken(
      world,
      { kind: 'ask', stages },
      { risk: 'LOW', medicalDeviceAffected: false },
      monday9 + minutes(90),
    );
    const isAsked = asked.stages.some(({ approverIds }) => approverIds.includes(bob));
    expect(isAsked).toBe(!parts.length);
  });
});

describe('whatever is done to a change', () => {
  test('who approved what is begun or closed never asked for it, nor did it', () => {
    let closed = 0;
    fc.assert(
      fc.property(walks, (walked) => {
        for (const { ticket, stages, history } of walk(walked)) {
          if (!['SCHEDULED', 'IMPLEMENTING', 'CLOSED'].includes(ticket.state)) continue;
          const { requesters, doers } = partsOf(history);
          const last = history.at(-1);
          const arrived = last?.type === 'TicketStateChanged' && last.to === ticket.state;
          if (!arrived) continue;
          if (ticket.state === 'CLOSED') closed += 1;
          const { approverIds, voices, lanes, outcome } = summarizeApprovals(stages);
          for (const id of approverIds) {
            expect(requesters).not.toContain(id);
            expect(doers).not.toContain(id);
          }
          if (walked.kind !== 'STANDARD') expect(outcome).toBe('GRANTED');
          const whole = walked.kind !== 'EMERGENCY' || ticket.state === 'CLOSED';
          if (whole && walked.around.medicalDeviceAffected) {
            expect([...lanes].sort()).toEqual(['HTM', 'IT']);
          }
          if (whole && walked.kind === 'NORMAL' && walked.around.risk === 'HIGH') {
            expect(voices).toBeGreaterThan(1);
          }
        }
      }),
      runs,
    );
    // The walks get there: a law about nothing would hold too.
    expect(closed).toBeGreaterThan(100);
  });

  test('a lane is decided by its own people, and by others than the other lane', () => {
    fc.assert(
      fc.property(walks, (walked) => {
        const { stages } = walk(walked).at(-1) as World;
        const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
        const spoke = new Map<PersonId, Set<Lane>>();
        for (const { lane, votes } of live) {
          if (lane === null) continue;
          for (const { approverId, castById } of votes) {
            for (const id of [approverId, castById]) {
              expect(lanesOf.get(id)).toContain(lane);
              spoke.set(id, (spoke.get(id) ?? new Set()).add(lane));
            }
          }
        }
        for (const lanes of spoke.values()) expect(lanes.size).toBe(1);
        const casts = live.flatMap(({ votes }) => votes);
        for (const { castById } of casts) {
          const spokenFor = casts.filter((vote) => vote.castById === castById);
          expect(new Set(spokenFor.map(({ approverId }) => approverId)).size).toBe(1);
        }
      }),
      runs,
    );
  });

  test('what is closed touches at least what it touched when it was begun', () => {
    fc.assert(
      fc.property(walks, (walked) => {
        let begun: readonly AssetId[] | null = null;
        for (const { ticket } of walk(walked)) {
          if (['IMPLEMENTING', 'FAILED', 'BACKED_OUT', 'REVIEW', 'CLOSED'].includes(ticket.state)) {
            begun ??= ticket.assetIds;
            expect(ticket.assetIds).toEqual(expect.arrayContaining([...begun]));
            if (walked.kind !== 'EMERGENCY') expect(ticket.assetIds).toHaveLength(begun.length);
          }
        }
      }),
      runs,
    );
  });
});
