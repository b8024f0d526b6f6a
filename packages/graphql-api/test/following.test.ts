// Subscriptions over server-sent events, as a client reads them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ENDPOINT,
  hours,
  MONDAY_9,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
});
afterAll(() => api.close());

const BEGINNING = Buffer.from('0:00000000-0000-0000-0000-000000000000').toString('base64url');

interface Event {
  readonly data?: {
    readonly clockTransitions: {
      readonly cursor: string;
      readonly transition: { readonly ticket: { readonly id: string } | null } | null;
    };
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: { code: string } }[];
}

/** Opens a stream and reads its events one by one. */
async function subscribe(token: string | null, variables: object, selection = 'ticket { id }') {
  const response = await api.handler.fetch(
    new Request(ENDPOINT, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({
        query: `subscription($after: String, $types: [ClockTransitionType!]) {
          clockTransitions(after: $after, types: $types) { cursor transition { type at ${selection} } } }`,
        variables,
      }),
    }),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<Event> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        const data = frame.split('\n').find((line) => line.startsWith('data: '));
        if (data && frame.includes('event: next')) return JSON.parse(data.slice(6));
        if (frame.includes('event: complete')) throw new Error('The stream is over.');
        continue;
      }
      const read = await reader?.read();
      if (!read || read.done) throw new Error('The stream ended.');
      text += read.value;
    }
  };
  return { response, next, close: () => reader?.cancel() };
}

async function overdue(requesterId: string | null) {
  const { ticketId } = await must(
    world.a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: world.a.clinics.riverside,
      requesterId: requesterId as never,
      title: 'Screen stays dark',
      channel: 'PORTAL',
      domain: 'IT',
    }),
  );
  api.ports.advance(hours(2));
  await api.wardline.sweep();
  return toGlobalId('Ticket', ticketId);
}

describe('clockTransitions', () => {
  test('tells of breaches as they happen, and goes on from a cursor where it was left', async () => {
    api.ports.set(MONDAY_9);
    const token = await world.a.people.nurse.token();
    const requesterId = world.a.people.nurse.id;
    const first = await overdue(requesterId);
    const stream = await subscribe(token, { after: BEGINNING, types: ['BREACHED'] });
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    let event: Event;
    do event = await stream.next();
    while (event.data?.clockTransitions.transition?.ticket?.id !== first);
    const cursor = event.data?.clockTransitions.cursor;
    const [pending, second] = [stream.next(), await overdue(requesterId)];
    expect((await pending).data?.clockTransitions.transition?.ticket?.id).toBe(second);
    await stream.close();
    const again = await subscribe(token, { after: cursor, types: ['BREACHED'] });
    expect((await again.next()).data?.clockTransitions.transition?.ticket?.id).toBe(second);
    await again.close();
  });

  test('shows each the tickets they may see, and nothing of another MSP', async () => {
    api.ports.set(MONDAY_9);
    await overdue(null);
    const seen = async (who: { token(): Promise<string> }, enough: string) => {
      const stream = await subscribe(await who.token(), { after: BEGINNING });
      const ids: (string | undefined)[] = [];
      while (!ids.includes(enough)) {
        const { data } = await stream.next();
        ids.push(data?.clockTransitions.transition?.ticket?.id);
      }
      await stream.close();
      return ids;
    };
    const theirs = await overdue(world.a.people.nurse.id);
    const ids = await seen(world.a.people.nurse, theirs);
    const { data } = await (await api.client(world.a.people.nurse)).ask(
      '{ tickets(first: 100) { nodes { id } } }',
    );
    const visible = data.tickets.nodes.map((node: { id: string }) => node.id);
    for (const id of ids) expect(visible).toContain(id);
    const b = world.b.desk.follow({ after: BEGINNING, everyMs: 10 });
    const other = await api.client(world.b.people.mspAdmin);
    const { value } = await b.next();
    const own = await other.ask('query($id: ID!) { node(id: $id) { id } }', {
      id: toGlobalId('ClockTransition', value.transitionId),
    });
    expect(own.data.node).not.toBeNull();
    await b.return(undefined);
  });

  test('asks those who are not signed in to do so, and refuses what is no cursor', async () => {
    const nobody = await subscribe(null, {});
    expect(nobody.response.status).toBe(401);
    const stream = await subscribe(await world.a.people.nurse.token(), { after: 'x' });
    expect((await stream.next()).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'BAD_CURSOR',
    });
    await stream.close();
  });

  test('is bounded per principal, and what was closed is free again', async () => {
    const token = await world.a.people.otherNurse.token();
    const streams = [];
    for (let i = 0; i < 50; i++) streams.push(await subscribe(token, {}));
    const refused = await subscribe(token, {});
    expect((await refused.next()).errors?.[0]?.extensions.code).toBe('SUBSCRIPTION_LIMIT');
    await Promise.all(streams.map((stream) => stream.close()));
    api.ports.set(MONDAY_9);
    await overdue(world.a.people.otherNurse.id);
    const free = await subscribe(token, { after: BEGINNING });
    expect((await free.next()).errors).toBeUndefined();
    await free.close();
  });
});
