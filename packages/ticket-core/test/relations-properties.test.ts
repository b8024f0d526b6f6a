import type { PersonId, TicketId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addLink,
  CARE_IMPACTS,
  evolveAll,
  isMoreUrgent,
  leadsTo,
  MANUAL_LINK_KINDS,
  mergeTicket,
  normalLink,
  removeLink,
  type TicketLink,
  type TicketState,
} from '../src/index.ts';
import {
  aTicket,
  biomed,
  byTechnician,
  facts,
  monday9,
  nurse,
  printer,
  pump,
  stranger,
  technician,
  uuid,
  ventilator,
} from './a-ticket.ts';

const ticketNumber = (n: number): TicketState => ({
  ...aTicket({ id: uuid<TicketId>(500 + n) }),
  number: `INC-${n}`,
});
const tickets = Array.from({ length: 6 }, (_, n) => ticketNumber(n));
const step = fc.record({
  kind: fc.constantFrom(...MANUAL_LINK_KINDS),
  from: fc.nat(5),
  to: fc.nat(5),
  remove: fc.boolean(),
});

describe('links, however they come', () => {
  test('never lead in a circle, are never doubled, and go away again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let links: TicketLink[] = [];
        for (const { kind, from, to, remove } of steps) {
          const [ticket, target] = [tickets[from], tickets[to]];
          if (!ticket || !target) continue;
          const command = { at: monday9, by: byTechnician, kind, targetId: target.id };
          const outcome = remove
            ? removeLink(ticket, command, { links })
            : addLink(ticket, command, { target, links });
          if (!outcome.ok) continue;
          for (const event of outcome.value) {
            links = links.filter((link) => JSON.stringify(link) !== JSON.stringify(event.link));
            if (event.type === 'LinkAdded') links.push(event.link);
          }
          const again = remove
            ? removeLink(ticket, command, { links })
            : addLink(ticket, command, { target, links });
          expect(again).toEqual({ ok: true, value: [] });
        }
        for (const { kind, fromId, toId } of links) {
          if (kind !== 'RELATES_TO') expect(leadsTo(toId, fromId, kind, links)).toBe(false);
          expect(normalLink({ kind, fromId, toId })).toEqual({ kind, fromId, toId });
        }
        const children = links.filter(({ kind }) => kind === 'CHILD_OF');
        const parents = new Set(children.map(({ toId }) => toId));
        expect(children.filter(({ fromId }) => parents.has(fromId))).toEqual([]);
        expect(new Set(children.map(({ fromId }) => fromId)).size).toBe(children.length);
      }),
    );
  });
});

const person = fc.constantFrom<PersonId>(nurse, technician, biomed, stranger);
const party = fc.record({
  requesterId: fc.option(person, { nil: null }),
  watcherIds: fc.uniqueArray(person),
  confidential: fc.boolean(),
  careImpact: fc.constantFrom(...CARE_IMPACTS),
  patientConnected: fc.constantFrom(true, false, null),
  alternativeAvailable: fc.constantFrom(true, false, null),
  assetIds: fc.subarray([pump, ventilator, printer]),
  tags: fc.subarray(['loan device', 'vip', 'wifi']),
});
const everybody = { ...facts, people: [nurse, technician, biomed, stranger] };
const made = (id: number, given: object) => {
  const watchable = { ...aTicket({ id: uuid<TicketId>(id) }), ...given };
  return watchable as TicketState;
};

describe('merging any two tickets', () => {
  const noWork = { openRequiredTasks: 0, openChildren: 0, assets: everybody.assets ?? [] };
  const pair = fc.tuple(party, party).map(([a, b]) => {
    const { careImpact: careA, ...restA } = a;
    const { careImpact: careB, ...restB } = b;
    const source = aTicket({ id: uuid(1), careImpact: careA, assetIds: a.assetIds });
    const target = aTicket({ id: uuid(2), careImpact: careB, assetIds: b.assetIds });
    return [
      made(1, { ...source, ...restA, id: uuid(1) }),
      made(2, { ...target, ...restB, id: uuid(2) }),
    ] as const;
  });

  test('shows nobody what was confidential, leaves nobody out otherwise, makes nobody less safe', () => {
    fc.assert(
      fc.property(pair, ([source, target]) => {
        const command = { at: monday9 + 1, by: byTechnician };
        const outcome = mergeTicket(source, target, command, noWork);
        if (!outcome.ok) {
          expect(outcome.error.code).toBe('MERGE_WOULD_WIDEN');
          expect(source.confidential && !target.confidential).toBe(true);
          return;
        }
        const into = evolveAll(target, outcome.value.target) as TicketState;
        const gone = evolveAll(source, outcome.value.source) as TicketState;
        expect(gone).toMatchObject({ state: 'MERGED', mergedIntoId: target.id });
        expect(into.confidential).toBe(target.confidential);
        const before = new Set([target.requesterId, ...target.watcherIds]);
        const after = new Set([into.requesterId, ...into.watcherIds]);
        if (target.confidential) expect(after).toEqual(before);
        else {
          for (const id of [source.requesterId, ...source.watcherIds]) {
            if (id !== null) expect(after.has(id)).toBe(true);
          }
        }
        for (const id of source.assetIds) expect(into.assetIds).toContain(id);
        expect(into.tags).toEqual([...new Set([...source.tags, ...target.tags])].sort());
        expect(CARE_IMPACTS.indexOf(into.careImpact)).toBeGreaterThanOrEqual(
          Math.max(
            CARE_IMPACTS.indexOf(source.statedCareImpact),
            CARE_IMPACTS.indexOf(target.statedCareImpact),
          ),
        );
        expect(isMoreUrgent(target.priority, into.priority)).toBe(false);
        expect(mergeTicket(gone, into, command, noWork)).toEqual({
          ok: true,
          value: { source: [], target: [] },
        });
        expect(mergeTicket(into, gone, command, noWork).ok).toBe(false);
      }),
    );
  });
});
