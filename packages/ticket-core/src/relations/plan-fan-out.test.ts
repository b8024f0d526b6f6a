import type { AssetId, ClinicId, TicketId } from '@wardline/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  aTicketOf,
  byTechnician,
  lakeside,
  monday9,
  riverside,
  taken,
  uuid,
} from '../../test/a-ticket.ts';
import { planFanOut } from './plan-fan-out.ts';
import { resolveChildren } from './resolve-children.ts';

const problem = aTicketOf('PROBLEM');
const words = {
  title: 'Infusion pumps of one series may stop',
  description: 'Use another series.',
};
const asset = fc.record({
  id: fc.nat(300).map((n) => uuid<AssetId>(n)),
  clinicId: fc.nat(5).map((n) => uuid<ClinicId>(900 + n)),
});

test('each clinic is told once, of its own assets alone', () => {
  const assetsOf = fc.uniqueArray(asset, { maxLength: 300, selector: ({ id }) => id });
  fc.assert(
    fc.property(assetsOf, fc.func(fc.boolean()), (assets, isOpen) => {
      const plan = accepted(planFanOut(problem, words, { assets, told: [] }));
      expect(plan.extended).toEqual([]);
      expect(new Set(plan.opened.map(({ clinicId }) => clinicId)).size).toBe(plan.opened.length);
      for (const { clinicId, assetIds } of plan.opened) {
        const own = assets.filter((each) => each.clinicId === clinicId).map(({ id }) => id);
        expect(assetIds.every((id) => own.includes(id))).toBe(true);
        expect(assetIds).toHaveLength(Math.min(100, own.length));
      }
      const named = plan.opened.flatMap(({ assetIds }) => assetIds);
      expect([...named, ...plan.omitted].sort()).toEqual(assets.map(({ id }) => id).sort());
      // Said again, nobody is told again, whatever has become of the tickets.
      const told = plan.opened.map((ticket, n) => ({
        ...{ id: uuid<TicketId>(2000 + n), isOpen: isOpen(n) },
        ...ticket,
      }));
      const seen = assets.filter(({ id }) => named.includes(id));
      expect(accepted(planFanOut(problem, words, { assets: seen, told }))).toEqual({
        ...{ opened: [], extended: [], omitted: [] },
      });
    }),
  );
});

test('what else is affected goes where the clinic still works on it, else to a ticket of its own', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(asset, { maxLength: 60, selector: ({ id }) => id }),
      fc.integer({ min: 0, max: 60 }),
      fc.boolean(),
      (assets, cut, isOpen) => {
        const first = accepted(
          planFanOut(problem, words, { assets: assets.slice(0, cut), told: [] }),
        );
        const told = first.opened.map((ticket, n) => ({
          ...{ id: uuid<TicketId>(2000 + n), isOpen },
          ...ticket,
        }));
        const then = accepted(planFanOut(problem, words, { assets, told }));
        const byId = new Map(told.map((ticket) => [ticket.id, ticket]));
        for (const { id, assetIds } of then.extended) {
          const before = byId.get(id)?.assetIds ?? [];
          expect(assetIds.slice(0, before.length)).toEqual(before);
          expect(assetIds.length).toBeGreaterThan(before.length);
        }
        const added = then.extended.flatMap(({ id, assetIds }) =>
          assetIds.slice(byId.get(id)?.assetIds.length),
        );
        const fresh = [...added, ...then.opened.flatMap(({ assetIds }) => assetIds)];
        expect(fresh.sort()).toEqual(
          assets
            .slice(cut)
            .map(({ id }) => id)
            .sort(),
        );
        if (!isOpen) expect(then.extended).toEqual([]);
      },
    ),
  );
});

test('only a problem fans out, to a hundred clinics, in words', () => {
  const assets = [
    { id: uuid<AssetId>(1), clinicId: riverside },
    { id: uuid<AssetId>(2), clinicId: lakeside },
  ];
  const facts = { assets, told: [] };
  expect(planFanOut(aTicket(), words, facts)).toMatchObject({
    error: { code: 'NOT_FOR_THIS_TYPE' },
  });
  expect(planFanOut(problem, { title: ' ' }, facts)).toMatchObject({
    error: { code: 'TEXT_EMPTY' },
  });
  const many = Array.from({ length: 101 }, (_, n) => ({
    id: uuid<AssetId>(n),
    clinicId: uuid<ClinicId>(n),
  }));
  expect(planFanOut(problem, words, { assets: many, told: [] })).toMatchObject({
    error: { code: 'LIST_TOO_LONG' },
  });
});

// Frappe Helpdesk #2370: a parent was closed over the heads of its children.
test('a parent resolves its children with it, all or none', () => {
  const children = [1, 2, 3].map((n) => aTicket({ id: uuid(n), number: `INC-${n}` }));
  const [first, second, done] = children.map((ticket) => ({ ticket, facts: {} }));
  if (!first || !second || !done) throw new Error('three');
  const cancelled = { ...done, ticket: taken(done.ticket, { to: 'CANCELLED', note: 'No.' }) };
  const command = { at: monday9, by: byTechnician, resolutionCode: 'FIXED' } as const;
  const resolved = accepted(resolveChildren([first, second, cancelled], command));
  expect([...resolved.keys()]).toEqual([first.ticket.id, second.ticket.id]);
  const busy = { ...second, facts: { openRequiredTasks: [{ title: 'Seal' }] } };
  expect(resolveChildren([first, busy], command)).toMatchObject({
    error: { code: 'TRANSITION_REFUSED', message: expect.stringContaining('INC-2') },
  });
});
