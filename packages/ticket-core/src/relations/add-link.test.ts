import { describe, expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  aTicketOf,
  byTechnician,
  lakeside,
  monday9,
  uuid,
} from '../../test/a-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { addLink } from './add-link.ts';
import type { ManualLinkKind, TicketLink } from './link.ts';
import { removeLink } from './remove-link.ts';

const [a, b, c] = [1, 2, 3].map((n) => aTicket({ id: uuid(n), number: `INC-${n}` })) as [
  TicketState,
  TicketState,
  TicketState,
];
const link = (
  ticket: TicketState,
  kind: ManualLinkKind,
  target: TicketState | null,
  links: readonly TicketLink[] = [],
) =>
  addLink(
    ticket,
    { at: monday9, by: byTechnician, kind, targetId: target?.id ?? uuid(99) },
    { target, links },
  );
const child = (from: TicketState, to: TicketState) =>
  ({ kind: 'CHILD_OF', fromId: from.id, toId: to.id }) as const;

test('a child gets its parent, once', () => {
  expect(accepted(link(a, 'CHILD_OF', b))).toMatchObject([{ link: child(a, b), number: 'INC-2' }]);
  expect(accepted(link(a, 'CHILD_OF', b, [child(a, b)]))).toEqual([]);
});

test('related is related both ways, and stored once', () => {
  const forth = accepted(link(b, 'RELATES_TO', a))[0]?.link;
  expect(forth).toEqual(accepted(link(a, 'RELATES_TO', b))[0]?.link);
  const back = removeLink(
    b,
    { at: monday9, by: byTechnician, kind: 'RELATES_TO', targetId: a.id },
    { links: forth ? [forth] : [] },
  );
  expect(accepted(back)).toHaveLength(1);
});

describe('refused', () => {
  const elsewhere: TicketState = { ...c, clinicId: lakeside };
  const problem = { ...aTicketOf('PROBLEM'), id: uuid<TicketState['id']>(9), clinicId: lakeside };
  const closed: TicketState = { ...b, state: 'CLOSED' };
  test.each([
    ['what is not there', link(a, 'BLOCKS', null), 'NOT_FOUND'],
    ['itself', link(a, 'BLOCKS', a), 'LINK_TO_ITSELF'],
    ['another clinic', link(a, 'BLOCKS', elsewhere), 'LINK_OTHER_CLINIC'],
    ['an incident as a problem', link(a, 'PROBLEM_OF', b), 'LINK_TYPES'],
    ['a problem as a child', link(problem, 'CHILD_OF', a), 'LINK_TYPES'],
    ['a second parent', link(a, 'CHILD_OF', c, [child(a, b)]), 'LINK_TAKEN'],
    ['a grandparent', link(a, 'CHILD_OF', b, [child(b, c)]), 'LINK_NESTED'],
    ['a child with children', link(b, 'CHILD_OF', c, [child(a, b)]), 'LINK_NESTED'],
    ['a parent that is closed', link(a, 'CHILD_OF', closed), 'TICKET_CLOSED'],
    [
      'a circle',
      link(a, 'CAUSED_BY', b, [
        { kind: 'CAUSED_BY', fromId: b.id, toId: c.id },
        { kind: 'CAUSED_BY', fromId: c.id, toId: a.id },
      ]),
      'LINK_CYCLE',
    ],
    ['a kind nobody knows', link(a, 'SPLIT_FROM' as never, b), 'VALUE_UNKNOWN'],
  ])('%s', (_, outcome, code) => {
    expect(outcome).toMatchObject({ ok: false, error: { code } });
  });

  test('but a problem may stand behind the tickets of any clinic', () => {
    expect(link(problem, 'PROBLEM_OF', a).ok).toBe(true);
  });
  test('what a merge left behind is not removed', () => {
    const merged: TicketState = { ...a, state: 'MERGED', mergedIntoId: b.id };
    const links = [{ kind: 'DUPLICATE_OF', fromId: a.id, toId: b.id } as const];
    const command = {
      at: monday9,
      by: byTechnician,
      kind: 'DUPLICATE_OF',
      targetId: b.id,
    } as const;
    expect(removeLink(merged, command, { links })).toMatchObject({ error: { code: 'LINK_FIXED' } });
  });
});
