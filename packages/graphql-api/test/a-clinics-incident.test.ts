// The story the house stands for: an infusion pump fails, and everybody who is involved sees what is
// theirs to see.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  hours,
  minutes,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let nurse: Client;
let dispatcher: Client;
let technician: Client;
/** The ticket’s id and the version it has by now. */
let ticketId: string;
let version: number;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { people } = world.a;
  nurse = await api.client(people.nurse);
  dispatcher = await api.client(people.dispatcher);
  technician = await api.client(people.technician);
});
afterAll(() => api.close());

const CLOCKS =
  'clocks(first: 5, filter: { kind: { eq: SLA } }) { nodes { metric status dueAt remaining } }';
const clocks = async () =>
  (
    await dispatcher.data(`query($id: ID!) { node(id: $id) { ... on Ticket { ${CLOCKS} } } }`, {
      id: ticketId,
    })
  ).node.clocks.nodes;

describe('a nurse reports a pump', () => {
  test('she opens an incident, and says what it does to care', async () => {
    const { ticket, userErrors } = await nurse.mutate(
      'ticketCreate',
      {
        clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
        type: 'INCIDENT',
        domain: 'HTM',
        title: 'Infusion pump stops by itself',
        description: 'Bed 4 waits for it.',
        urgency: 'LOW',
        careImpact: 'CARE_DELAYED',
        assetIds: [toGlobalId('Asset', world.a.assets.pump)],
      },
      `ticket {
        id version number state channel
        requester { displayName } clinic { name } assets(first: 3) { nodes { name criticality } }
        priority { level base reasons { code message raisedTo } careImpact criticality overrideReason }
        ${CLOCKS}
        availableTransitions { to }
        viewerCan { update transition assign reply note logWork watch }
      }`,
    );
    expect(userErrors).toEqual([]);
    const { id, version: first, ...seen } = ticket;
    ticketId = id;
    version = first;
    expect(seen).toMatchInlineSnapshot(`
      {
        "assets": {
          "nodes": [
            {
              "criticality": "CARE_CRITICAL",
              "name": "Infusion pump",
            },
          ],
        },
        "availableTransitions": [
          {
            "to": "TRIAGED",
          },
          {
            "to": "IN_PROGRESS",
          },
          {
            "to": "ON_HOLD",
          },
          {
            "to": "RESOLVED",
          },
          {
            "to": "CANCELLED",
          },
        ],
        "channel": "API",
        "clinic": {
          "name": "Riverside",
        },
        "clocks": {
          "nodes": [
            {
              "dueAt": "2026-11-23T15:00:00.000Z",
              "metric": "FIRST_RESPONSE",
              "remaining": "PT1H",
              "status": "RUNNING",
            },
            {
              "dueAt": "2026-11-24T22:00:00.000Z",
              "metric": "RESOLVE",
              "remaining": "PT16H",
              "status": "RUNNING",
            },
          ],
        },
        "number": "INC-9",
        "priority": {
          "base": "P4",
          "careImpact": "CARE_DELAYED",
          "criticality": "CARE_CRITICAL",
          "level": "P3",
          "overrideReason": null,
          "reasons": [
            {
              "code": "MATRIX",
              "message": "Impact MEDIUM and urgency LOW give P4.",
              "raisedTo": null,
            },
            {
              "code": "CARE_IMPACT",
              "message": "Care impact CARE_DELAYED is at least P3.",
              "raisedTo": "P3",
            },
          ],
        },
        "requester": {
          "displayName": "Nora Nurse",
        },
        "state": "NEW",
        "viewerCan": {
          "assign": false,
          "logWork": false,
          "note": false,
          "reply": true,
          "transition": true,
          "update": false,
          "watch": true,
        },
      }
    `);
  });

  test('other staff of the clinic see it, those of another clinic do not', async () => {
    const query = 'query($id: ID!) { node(id: $id) { ... on Ticket { title } } }';
    const { people } = world.a;
    for (const [who, sees] of [
      [people.otherNurse, true],
      [people.clinicAdmin, true],
      [people.lakesideNurse, false],
      [people.external, false],
      [world.b.people.mspAdmin, false],
    ] as const) {
      const { node } = await (await api.client(who)).data(query, { id: ticketId });
      expect(node !== null, who.id).toBe(sees);
    }
  });
});

describe('the desk takes it', () => {
  test('the dispatcher triages it', async () => {
    api.ports.advance(minutes(10));
    const { ticket } = await dispatcher.mutate(
      'ticketTransition',
      { ticketId, expectedVersion: version, to: 'TRIAGED' },
      'ticket { version state }',
    );
    expect(ticket.state).toBe('TRIAGED');
    version = ticket.version;
  });

  test('and gives it to a technician of the service desk', async () => {
    const { ticket } = await dispatcher.mutate(
      'ticketAssign',
      {
        ticketId,
        expectedVersion: version,
        teamId: toGlobalId('Team', world.a.teams.serviceDesk),
        assigneeId: toGlobalId('Person', world.a.people.technician.id),
      },
      'ticket { version team { name } assignee { displayName } }',
    );
    expect(ticket).toMatchObject({
      team: { name: 'Service desk' },
      assignee: { displayName: 'Tom Technician' },
    });
    version = ticket.version;
  });
});

describe('the technician works on it', () => {
  test('his first words to the nurse meet the first-response clock', async () => {
    api.ports.advance(minutes(10));
    await technician.mutate('publicReplyAdd', { ticketId, body: 'I am on my way.' });
    expect(await clocks()).toMatchInlineSnapshot(`
      [
        {
          "dueAt": "2026-11-23T15:00:00.000Z",
          "metric": "FIRST_RESPONSE",
          "remaining": "PT40M",
          "status": "MET",
        },
        {
          "dueAt": "2026-11-24T22:00:00.000Z",
          "metric": "RESOLVE",
          "remaining": "PT15H40M",
          "status": "RUNNING",
        },
      ]
    `);
  });

  test('while the vendor is waited for, the clock stands still', async () => {
    api.ports.advance(minutes(40));
    version = await versionNow();
    const { ticket } = await technician.mutate(
      'ticketTransition',
      {
        ticketId,
        expectedVersion: version,
        to: 'ON_HOLD',
        holdReason: 'VENDOR',
        note: 'The pump goes to its maker.',
      },
      'ticket { version state holdReason }',
    );
    expect(ticket).toMatchObject({ state: 'ON_HOLD', holdReason: 'VENDOR' });
    const before = await clocks();
    api.ports.advance(hours(3));
    expect(await clocks()).toEqual(before);
    expect(before).toMatchInlineSnapshot(`
      [
        {
          "dueAt": "2026-11-23T15:00:00.000Z",
          "metric": "FIRST_RESPONSE",
          "remaining": "PT40M",
          "status": "MET",
        },
        {
          "dueAt": null,
          "metric": "RESOLVE",
          "remaining": "PT15H",
          "status": "PAUSED",
        },
      ]
    `);
  });

  test('he notes what is nobody else’s business, and his time', async () => {
    const note = await technician.mutate(
      'internalNoteAdd',
      { ticketId, body: 'Third one of this batch. Is it a recall?' },
      'internalNote { body author { displayName } at } ticket { version }',
    );
    expect(note.internalNote).toMatchInlineSnapshot(`
      {
        "at": "2026-11-23T18:00:00.000Z",
        "author": {
          "displayName": "Tom Technician",
        },
        "body": "Third one of this batch. Is it a recall?",
      }
    `);
    const log = await technician.mutate(
      'workLogAdd',
      { ticketId, minutes: 25, kind: 'ON_SITE', billable: 'CONTRACT', note: 'Swapped the pump.' },
      'workLog { minutes workKind billable note } ticket { version }',
    );
    expect(log.workLog).toEqual({
      minutes: 25,
      workKind: 'ON_SITE',
      billable: 'CONTRACT',
      note: 'Swapped the pump.',
    });
  });

  test('he goes on and resolves it in time', async () => {
    const go = async (to: string, more: object = {}) => {
      const { ticket, userErrors } = await technician.mutate(
        'ticketTransition',
        { ticketId, expectedVersion: await versionNow(), to, ...more },
        'ticket { state resolvedAt resolutionCode resolutionNote availableTransitions { to requires blockedBy { code } } }',
      );
      expect(userErrors).toEqual([]);
      return ticket;
    };
    await go('IN_PROGRESS');
    api.ports.advance(minutes(30));
    const resolved = await go('RESOLVED', {
      resolutionCode: 'FIXED_BY_VENDOR',
      note: 'A new pump is at bed 4.',
    });
    expect(resolved).toMatchInlineSnapshot(`
      {
        "availableTransitions": [
          {
            "blockedBy": [],
            "requires": [],
            "to": "CLOSED",
          },
          {
            "blockedBy": [],
            "requires": [],
            "to": "IN_PROGRESS",
          },
        ],
        "resolutionCode": "FIXED_BY_VENDOR",
        "resolutionNote": "A new pump is at bed 4.",
        "resolvedAt": "2026-11-23T18:30:00.000Z",
        "state": "RESOLVED",
      }
    `);
    expect(await clocks()).toMatchInlineSnapshot(`
      [
        {
          "dueAt": "2026-11-23T15:00:00.000Z",
          "metric": "FIRST_RESPONSE",
          "remaining": "PT40M",
          "status": "MET",
        },
        {
          "dueAt": "2026-11-25T17:00:00.000Z",
          "metric": "RESOLVE",
          "remaining": "PT14H30M",
          "status": "MET",
        },
      ]
    `);
  });

  test('where the time went can be read from the clock', async () => {
    const { node } = await technician.data(
      `query($id: ID!) { node(id: $id) { ... on Ticket {
        clocks(first: 1, filter: { kind: { eq: SLA }, metric: { eq: RESOLVE } }) {
          nodes { elapsed ledger { from to counted duration reason details } agreement { name } calendar { name } }
        } } } }`,
      { id: ticketId },
    );
    expect(node.clocks.nodes).toMatchInlineSnapshot(`
      [
        {
          "agreement": {
            "name": "Riverside",
          },
          "calendar": {
            "name": "Office hours",
          },
          "elapsed": "PT1H30M",
          "ledger": [
            {
              "counted": true,
              "details": [],
              "duration": "PT1H",
              "from": "2026-11-23T14:00:00.000Z",
              "reason": "COUNTED",
              "to": "2026-11-23T15:00:00.000Z",
            },
            {
              "counted": false,
              "details": [
                "VENDOR",
              ],
              "duration": "PT0S",
              "from": "2026-11-23T15:00:00.000Z",
              "reason": "PAUSED",
              "to": "2026-11-23T18:00:00.000Z",
            },
            {
              "counted": true,
              "details": [],
              "duration": "PT30M",
              "from": "2026-11-23T18:00:00.000Z",
              "reason": "COUNTED",
              "to": "2026-11-23T18:30:00.000Z",
            },
          ],
        },
      ]
    `);
  });
});

describe('what is left to read', () => {
  const TIMELINE = `query($id: ID!) { node(id: $id) { ... on Ticket {
    state resolutionNote
    timeline(first: 50) { totalCount nodes {
      __typename kind at author { displayName }
      ... on StateChangedEntry { from to holdReason note }
      ... on PublicReply { body byRequester }
      ... on InternalNote { body }
      ... on WorkLog { minutes }
    } }
  } } }`;

  test('the nurse reads what concerns her and nothing internal', async () => {
    const { node } = await nurse.data(TIMELINE, { id: ticketId });
    expect(node).toMatchInlineSnapshot(`
      {
        "resolutionNote": "A new pump is at bed 4.",
        "state": "RESOLVED",
        "timeline": {
          "nodes": [
            {
              "__typename": "TicketOpenedEntry",
              "at": "2026-11-23T14:00:00.000Z",
              "author": {
                "displayName": "Nora Nurse",
              },
              "kind": "OPENED",
            },
            {
              "__typename": "StateChangedEntry",
              "at": "2026-11-23T14:10:00.000Z",
              "author": {
                "displayName": "Dee Dispatcher",
              },
              "from": "NEW",
              "holdReason": null,
              "kind": "STATE_CHANGED",
              "note": null,
              "to": "TRIAGED",
            },
            {
              "__typename": "AssignedEntry",
              "at": "2026-11-23T14:10:00.000Z",
              "author": {
                "displayName": "Dee Dispatcher",
              },
              "kind": "ASSIGNED",
            },
            {
              "__typename": "PublicReply",
              "at": "2026-11-23T14:20:00.000Z",
              "author": {
                "displayName": "Tom Technician",
              },
              "body": "I am on my way.",
              "byRequester": false,
              "kind": "PUBLIC_REPLY",
            },
            {
              "__typename": "StateChangedEntry",
              "at": "2026-11-23T15:00:00.000Z",
              "author": {
                "displayName": "Tom Technician",
              },
              "from": "TRIAGED",
              "holdReason": "VENDOR",
              "kind": "STATE_CHANGED",
              "note": "The pump goes to its maker.",
              "to": "ON_HOLD",
            },
            {
              "__typename": "StateChangedEntry",
              "at": "2026-11-23T18:00:00.000Z",
              "author": {
                "displayName": "Tom Technician",
              },
              "from": "ON_HOLD",
              "holdReason": null,
              "kind": "STATE_CHANGED",
              "note": null,
              "to": "IN_PROGRESS",
            },
            {
              "__typename": "StateChangedEntry",
              "at": "2026-11-23T18:30:00.000Z",
              "author": {
                "displayName": "Tom Technician",
              },
              "from": "IN_PROGRESS",
              "holdReason": null,
              "kind": "STATE_CHANGED",
              "note": "A new pump is at bed 4.",
              "to": "RESOLVED",
            },
          ],
          "totalCount": 7,
        },
      }
    `);
    expect(node.timeline.totalCount).toBe(node.timeline.nodes.length);
  });

  test('the technician reads all of it', async () => {
    const { node } = await technician.data(TIMELINE, { id: ticketId });
    expect(
      node.timeline.nodes.map((entry: { __typename: string }) => entry.__typename),
    ).toMatchInlineSnapshot(`
      [
        "TicketOpenedEntry",
        "StateChangedEntry",
        "AssignedEntry",
        "PublicReply",
        "StateChangedEntry",
        "InternalNote",
        "WorkLog",
        "StateChangedEntry",
        "StateChangedEntry",
      ]
    `);
  });

  test('she answers; it is her words, and no clock minds', async () => {
    const { publicReply, userErrors } = await nurse.mutate(
      'publicReplyAdd',
      { ticketId, body: 'Thank you, it runs.' },
      'publicReply { body byRequester author { displayName } }',
    );
    expect({ publicReply, userErrors }).toEqual({
      publicReply: {
        body: 'Thank you, it runs.',
        byRequester: true,
        author: { displayName: 'Nora Nurse' },
      },
      userErrors: [],
    });
  });

  test('nothing went wrong on the way', () => expect(api.reports).toEqual([]));
});

async function versionNow(): Promise<number> {
  const { node } = await technician.data(
    'query($id: ID!) { node(id: $id) { ... on Ticket { version } } }',
    {
      id: ticketId,
    },
  );
  return node.version;
}
