import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ASSET_LIFECYCLE,
  ASSET_STATES,
  type AssetState,
  type AvailableAssetTransition,
  availableAssetTransitions,
  EPHI_ANSWERS,
  evolveAsset,
  REGISTRABLE_STATES,
  transitionAsset,
} from '../src/index.ts';
import { anAsset, byTechnician, monday9 } from './an-asset.ts';

const anyState = fc
  .record({ state: fc.constantFrom(...ASSET_STATES), ephi: fc.constantFrom(...EPHI_ANSWERS) })
  .map(
    ({ state, ephi }): AssetState => ({
      ...anAsset(),
      state,
      ephi,
      outOfServiceReason: state === 'OUT_OF_SERVICE' ? 'UNDER_REPAIR' : null,
    }),
  );

const go = (
  asset: AssetState,
  { to, requires }: Pick<AvailableAssetTransition, 'to' | 'requires'>,
) =>
  transitionAsset(asset, {
    at: monday9,
    by: byTechnician,
    to,
    outOfServiceReason: requires.includes('OUT_OF_SERVICE_REASON') ? 'RECALLED' : null,
    note: requires.includes('NOTE') ? 'because' : null,
  });

test('what is said to be available is accepted; what is not, is refused for the reasons given', () => {
  fc.assert(
    fc.property(anyState, (asset) => {
      const listed = availableAssetTransitions(asset);
      for (const to of ASSET_STATES) {
        const transition = listed.find((each) => each.to === to);
        const outcome = go(asset, transition ?? { to, requires: [] });
        if (transition?.blockedBy.length === 0) {
          expect(outcome).toMatchObject({ ok: true, value: [{ from: asset.state, to }] });
        } else if (to === asset.state) {
          expect(outcome).toEqual({ ok: true, value: [] });
        } else {
          const blockedBy = transition?.blockedBy ?? [{ code: 'NO_SUCH_TRANSITION' }];
          expect(outcome).toMatchObject({
            ok: false,
            error: { code: 'TRANSITION_REFUSED', blockedBy },
          });
        }
      }
    }),
  );
});

test('nothing that may hold ePHI is ever disposed of unsanitized, whatever the way', () => {
  const start = fc.record({
    state: fc.constantFrom(...REGISTRABLE_STATES),
    ephi: fc.constantFrom(...EPHI_ANSWERS),
  });
  fc.assert(
    fc.property(start, fc.array(fc.nat(), { maxLength: 15 }), ({ state, ephi }, picks) => {
      let asset: AssetState = anAsset({
        state,
        ephi,
        outOfServiceReason: state === 'OUT_OF_SERVICE' ? 'LOANED' : null,
      });
      let received = !['PLANNED', 'ORDERED'].includes(state);
      let sanitized = false;
      for (const pick of picks) {
        const open = availableAssetTransitions(asset).filter((each) => each.blockedBy.length === 0);
        const next = open[pick % Math.max(open.length, 1)];
        const outcome = next && go(asset, next);
        if (!outcome?.ok) break;
        for (const event of outcome.value) asset = evolveAsset(asset, event);
        received ||= !['PLANNED', 'ORDERED', 'DISPOSED'].includes(asset.state);
        sanitized ||= asset.state === 'SANITIZED';
        expect(asset.outOfServiceReason !== null).toBe(asset.state === 'OUT_OF_SERVICE');
      }
      if (asset.state === 'DISPOSED' && received && ephi !== 'NO') expect(sanitized).toBe(true);
    }),
  );
});

test('every state is reached from PLANNED and leads to DISPOSED', () => {
  const after = (from: (typeof ASSET_STATES)[number]) => {
    const found = new Set([from]);
    for (const state of found) for (const rule of ASSET_LIFECYCLE[state]) found.add(rule.to);
    return found;
  };
  expect(after('PLANNED').size).toBe(ASSET_STATES.length);
  for (const state of ASSET_STATES) expect(after(state)).toContain('DISPOSED');
});

test('a history that does not begin with its beginning is a bug', () => {
  const event = {
    type: 'AssetUpdated',
    assetId: anAsset().id,
    at: monday9,
    by: byTechnician,
    changes: [],
  } as const;
  expect(() => evolveAsset(null, event)).toThrow('begins with AssetRegistered');
});
