import { expect, test } from 'vitest';
import { availableAssetTransitions, domainOf, transitionAsset, updateAsset } from '../src/index.ts';
import { after, anAsset, byTechnician, facts, monday9, room4, taken } from './an-asset.ts';

test('a pump from its order to its recall and its end', () => {
  // Ordered, received, inspected by clinical engineering, installed, in service.
  const ordered = taken(anAsset({ criticality: 'HIGH_RISK' }), { to: 'ORDERED' });
  expect(domainOf(ordered.kind)).toBe('HTM');
  const received = after(
    ordered,
    updateAsset(
      taken(ordered, { to: 'RECEIVED' }),
      {
        at: monday9,
        by: byTechnician,
        changes: { serial: 'SN-88', tag: 'CE-0042', locationId: room4 },
      },
      facts,
    ),
  );
  expect(received).toMatchObject({ serial: 'SN-88', tag: 'CE-0042', locationId: room4 });
  const inService = taken(
    ordered,
    { to: 'RECEIVED' },
    { to: 'INCOMING_INSPECTION' },
    { to: 'INSTALLED' },
    { to: 'IN_SERVICE' },
  );

  // It breaks, and while it is under repair its maker recalls it: a recall is not a repair.
  const recalled = taken(
    inService,
    { to: 'OUT_OF_SERVICE', outOfServiceReason: 'UNDER_REPAIR' },
    {
      to: 'OUT_OF_SERVICE',
      outOfServiceReason: 'RECALLED',
      note: 'Maker’s notice of 20 November.',
    },
  );
  expect(recalled.outOfServiceReason).toBe('RECALLED');

  // It will not come back. Nobody has said whether its log holds names of patients.
  const leaving = taken(recalled, { to: 'DECOMMISSIONING' });
  expect(
    availableAssetTransitions(leaving).map(({ to, blockedBy }) => [
      to,
      blockedBy.map(({ code }) => code),
    ]),
  ).toEqual([
    ['SANITIZED', []],
    ['DISPOSED', ['EPHI_NOT_SANITIZED']],
    ['IN_SERVICE', []],
  ]);
  expect(transitionAsset(leaving, { at: monday9, by: byTechnician, to: 'DISPOSED' }).ok).toBe(
    false,
  );
  expect(taken(leaving, { to: 'SANITIZED' }, { to: 'DISPOSED' }).state).toBe('DISPOSED');
});
