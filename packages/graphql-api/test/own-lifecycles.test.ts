// An embedding application changes how tickets pass through their states: what it declares holds for
// every way in, availableTransitions says exactly what ticketTransition accepts, and mistakes stop the start.

import { createWardline, type WardlineConfig } from '@wardline/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  days,
  type MspWorld,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

const blocked = (code: string, unless: boolean) => (unless ? null : { code, message: `${code}.` });
const lifecycles = {
  reopenWindowMs: days(3),
  extensions: {
    // Triage is done by a machine beforehand; nothing is closed before its requester was heard.
    INCIDENT: {
      initial: 'TRIAGED',
      remove: {
        NEW: ['TRIAGED', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CANCELLED'],
      },
      add: {
        RESOLVED: [{ to: 'CLOSED', guards: ['RATED'] }],
        TRIAGED: [{ to: 'RESOLVED', guards: ['LOCATED', 'CHILDLESS'], requires: ['NOTE'] }],
        IN_PROGRESS: [{ to: 'TRIAGED', guards: ['TAGGED', 'NOTHING_FAILED'] }],
      },
      guards: {
        RATED: ({ ticket }) => blocked('RATING_MISSING', ticket.rating !== null),
        LOCATED: ({ ticket }) =>
          blocked('PLACE_MISSING', ticket.locationId !== null || ticket.assetIds.length > 0),
        TAGGED: ({ ticket }) => blocked('TAG_MISSING', ticket.tags.includes('back')),
        CHILDLESS: ({ facts }) => blocked('HAS_CHILDREN', (facts.openChildren ?? []).length === 0),
        NOTHING_FAILED: ({ facts }) => blocked('STEP_FAILED', (facts.failedTasks ?? 0) === 0),
      },
    },
  },
} as const satisfies WardlineConfig['lifecycles'];

let api: TestApi;
let a: MspWorld;
let admin: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi({}, {}, { lifecycles });
  ({ a } = await twoMsps(api.wardline));
  admin = await api.client(a.people.mspAdmin);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

interface Arrow {
  readonly to: string;
  readonly requires: readonly string[];
  readonly blockedBy: readonly { readonly code: string }[];
}
const read = async (who: Client, id: string) =>
  (
    await who.data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { version state availableTransitions { to requires blockedBy { code } } } } }',
      { id },
    )
  ).node as { version: number; state: string; availableTransitions: Arrow[] };
const arrow = async (who: Client, id: string, to: string) =>
  (await read(who, id)).availableTransitions.find((each) => each.to === to);
const codesOf = (each: Arrow | undefined) => each?.blockedBy.map(({ code }) => code);

const open = async (more: object = {}) => {
  const { ticket } = await nurse.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', a.clinics.riverside),
      ...{ type: 'INCIDENT', domain: 'IT', title: 'Slow', ...more },
    },
    'ticket { id state }',
  );
  return ticket as { id: string; state: string };
};
const BRINGS = { RESOLVED: { resolutionCode: 'FIXED' }, ON_HOLD: { holdReason: 'PARTS' } } as const;
const go = async (who: Client, id: string, to: string, more: object = {}) =>
  who.mutate(
    'ticketTransition',
    {
      ...{ ticketId: id, to, note: 'So it is.', expectedVersion: (await read(who, id)).version },
      ...BRINGS[to as keyof typeof BRINGS],
      ...more,
    },
    'ticket { state }',
    {},
  );
const refusalsOf = async (who: Client, id: string, to: string) => {
  const { userErrors } = await who
    .data(
      `mutation($input: TicketTransitionInput!) { ticketTransition(input: $input) {
      userErrors { code ... on TransitionRefused { blockedBy { code } } } } }`,
      {
        input: {
          ...{ ticketId: id, to, note: 'So.', expectedVersion: (await read(who, id)).version },
          ...BRINGS[to as keyof typeof BRINGS],
        },
      },
    )
    .then((data) => data.ticketTransition);
  return userErrors.flatMap((error: { blockedBy?: { code: string }[] }) =>
    (error.blockedBy ?? []).map(({ code }) => code),
  );
};

describe('what was declared', () => {
  test('is where a ticket begins', async () => {
    expect((await open()).state).toBe('TRIAGED');
  });

  test('a guard sees all of a ticket, wherever it is asked', async () => {
    const nowhere = await open();
    const placed = await open({ assetIds: [toGlobalId('Asset', a.assets.printer)] });
    expect(await arrow(admin, nowhere.id, 'RESOLVED')).toMatchObject({
      requires: ['RESOLUTION_CODE', 'NOTE'],
      blockedBy: [{ code: 'PLACE_MISSING' }],
    });
    expect(await refusalsOf(admin, nowhere.id, 'RESOLVED')).toEqual(['PLACE_MISSING']);
    expect(codesOf(await arrow(admin, placed.id, 'RESOLVED'))).toEqual([]);
    expect((await go(admin, placed.id, 'RESOLVED')).ticket).toEqual({ state: 'RESOLVED' });
    // The requester confirms, once they have rated: the arrow has kept what it was built with.
    expect(codesOf(await arrow(nurse, placed.id, 'CLOSED'))).toEqual(['RATING_MISSING']);
    expect(await refusalsOf(nurse, placed.id, 'CLOSED')).toEqual(['RATING_MISSING']);
    await nurse.mutate('ticketRate', { ticketId: placed.id, score: 5 });
    expect((await go(nurse, placed.id, 'CLOSED')).ticket).toEqual({ state: 'CLOSED' });
  });

  test('an arrow that was added is gone along, and sees tags and steps', async () => {
    const { id } = await open();
    expect((await go(admin, id, 'IN_PROGRESS')).userErrors).toEqual([]);
    const both = async () => {
      const predicted = codesOf(await arrow(admin, id, 'TRIAGED'));
      expect(await refusalsOf(admin, id, 'TRIAGED')).toEqual(predicted);
      return predicted;
    };
    await admin.mutate(
      'checklistStart',
      {
        ticketId: id,
        name: 'Look',
        steps: [{ title: 'It is quick', kind: 'CHECK', lane: 'IT', required: false }],
      },
      'ticket { id }',
    );
    const { tasks } = (
      await admin.data(
        'query($id: ID!) { node(id: $id) { ... on Ticket { tasks(first: 1) { nodes { id } } } } }',
        { id },
      )
    ).node;
    const technician = await api.client(a.people.technician);
    const failed = { taskId: tasks.nodes[0].id, passed: false };
    expect((await technician.mutate('taskComplete', failed)).userErrors).toEqual([]);
    expect(await both()).toEqual(['TAG_MISSING', 'STEP_FAILED']);
    await admin.mutate('ticketTagsAdd', { ticketId: id, tags: ['Back'] });
    expect(await both()).toEqual(['STEP_FAILED']);
  });

  test('children are known to a guard of the embedder’s', async () => {
    const parent = await open({ assetIds: [toGlobalId('Asset', a.assets.printer)] });
    const child = await open();
    await admin.data(
      'mutation($input: TicketLinkInput!) { ticketLinkAdd(input: $input) { userErrors { code } } }',
      { input: { ticketId: child.id, kind: 'CHILD_OF', targetId: parent.id } },
    );
    const predicted = codesOf(await arrow(admin, parent.id, 'RESOLVED'));
    expect(predicted).toContain('HAS_CHILDREN');
    expect(await refusalsOf(admin, parent.id, 'RESOLVED')).toEqual(predicted);
  });

  test('what was taken away is gone', async () => {
    const { id } = await open();
    expect((await read(admin, id)).availableTransitions.map(({ to }) => to)).not.toContain('NEW');
    expect(await refusalsOf(admin, id, 'NEW')).toEqual(['NO_SUCH_TRANSITION']);
  });

  test('so is the time in which one may reopen', async () => {
    const { id } = await open({ assetIds: [toGlobalId('Asset', a.assets.printer)] });
    await go(admin, id, 'RESOLVED');
    api.ports.advance(days(3));
    expect(codesOf(await arrow(nurse, id, 'IN_PROGRESS'))).toEqual([]);
    api.ports.advance(1);
    expect(codesOf(await arrow(nurse, id, 'IN_PROGRESS'))).toEqual(['REOPEN_WINDOW_OVER']);
    expect(await refusalsOf(nurse, id, 'IN_PROGRESS')).toEqual(['REOPEN_WINDOW_OVER']);
    // The refusal says what to do instead, and that can be done.
    const again = { ticketId: id, title: 'Slow again' };
    const { newTicket } = await nurse.mutate(
      'ticketFollowUp',
      again,
      'newTicket { state links(first: 1) { nodes { kind to { id } } } }',
    );
    expect(newTicket).toEqual({
      state: 'TRIAGED',
      links: { nodes: [{ kind: 'FOLLOWS', to: { id } }] },
    });
  });

  test('while it can be reopened, nothing follows it', async () => {
    const { id } = await open({ assetIds: [toGlobalId('Asset', a.assets.printer)] });
    await go(admin, id, 'RESOLVED');
    api.ports.advance(days(3));
    const early = await nurse.mutate('ticketFollowUp', { ticketId: id, title: 'Slow again' });
    expect(early.userErrors).toMatchObject([{ code: 'FOLLOWS_OPEN' }]);
  });

  test('is said before, for every ticket and everybody, as it is decided', async () => {
    let asked = 0;
    for (const ticketId of Object.values(a.tickets)) {
      const id = toGlobalId('Ticket', ticketId);
      for (const who of [admin, nurse]) {
        const ticket = await read(who, id);
        for (const { to, blockedBy } of ticket?.availableTransitions ?? []) {
          if (blockedBy.length === 0) continue;
          asked++;
          const refusals = await refusalsOf(who, id, to);
          if (refusals.length > 0) expect(refusals).toEqual(blockedBy.map(({ code }) => code));
        }
      }
    }
    expect(asked).toBeGreaterThan(5);
  });
});

const starting = (mistaken: WardlineConfig['lifecycles']) =>
  createWardline({ database: { kind: 'embedded', folder: 'memory://' }, lifecycles: mistaken });

describe('a mistake stops the start', () => {
  test.each([
    [
      'what nothing leads to',
      { INCIDENT: { add: { APPROVED: [{ to: 'CLOSED' }] } } },
      'UNREACHABLE',
    ],
    ['no way to an end', { PROBLEM: { add: { NEW: [{ to: 'REVIEW' }] } } }, 'DEAD_END'],
    [
      'a guard nobody defined',
      { CHANGE: { add: { DRAFT: [{ to: 'CANCELLED', guards: ['BOARD_MET'] }] } } },
      'UNKNOWN_GUARD',
    ],
    [
      'a guard in the place of a built-in one',
      { INCIDENT: { guards: { CHILDREN_READY: () => null } } },
      'BUILT_IN_GUARD',
    ],
    ['a type there is not', { TASK: {} }, 'No ticket type is named TASK'],
  ])('%s', async (_what, extensions, says) => {
    const start = starting({ extensions: extensions as never });
    await expect(start).rejects.toMatchObject({
      code: 'LIFECYCLE_INVALID',
      message: expect.stringContaining(says),
    });
  });

  test('a time that is none', async () => {
    const start = starting({ reopenWindowMs: -1 });
    await expect(start).rejects.toMatchObject({ code: 'LIFECYCLE_INVALID' });
  });
});
