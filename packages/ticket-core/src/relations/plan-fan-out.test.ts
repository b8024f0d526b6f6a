import type { AssetId, ClinicId } from '@wardline/kernel';
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
  fc.assert(
    fc.property(fc.uniqueArray(asset, { maxLength: 300, selector: ({ id }) => id }), (assets) => {
      const plan = accepted(planFanOut(problem, words, { assets, told: [] }));
      expect(new Set(plan.map(({ clinicId }) => clinicId)).size).toBe(plan.length);
      for (const { clinicId, assetIds, omittedAssets } of plan) {
        const own = assets.filter((each) => each.clinicId === clinicId).map(({ id }) => id);
        expect(assetIds.every((id) => own.includes(id))).toBe(true);
        expect(assetIds.length + omittedAssets).toBe(own.length);
      }
      const told = plan.map(({ clinicId }) => clinicId);
      expect(accepted(planFanOut(problem, words, { assets, told }))).toEqual([]);
    }),
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
