import { describe, expect, test } from 'vitest';
import { accepted, after, anAsset, byTechnician, monday9, taken } from '../test/an-asset.ts';
import { type TransitionAssetCommand, transitionAsset } from './transition-asset.ts';

const go = (command: Partial<TransitionAssetCommand>, asset = anAsset({ state: 'IN_SERVICE' })) =>
  transitionAsset(asset, { at: monday9, by: byTechnician, to: 'OUT_OF_SERVICE', ...command });
const underRepair = () => anAsset({ state: 'OUT_OF_SERVICE', outOfServiceReason: 'UNDER_REPAIR' });

test('out of service for a reason, and back', () => {
  const out = after(
    anAsset({ state: 'IN_SERVICE' }),
    go({ outOfServiceReason: 'RECALLED', note: 'Lot 7.' }),
  );
  expect(out).toMatchObject({ state: 'OUT_OF_SERVICE', outOfServiceReason: 'RECALLED' });
  expect(taken(out, { to: 'IN_SERVICE' })).toMatchObject({
    state: 'IN_SERVICE',
    outOfServiceReason: null,
  });
});

test('another reason is news; the same is not', () => {
  expect(accepted(go({ outOfServiceReason: 'RECALLED' }, underRepair()))).toHaveLength(1);
  expect(accepted(go({ outOfServiceReason: 'UNDER_REPAIR' }, underRepair()))).toEqual([]);
  expect(accepted(go({}, underRepair()))).toEqual([]);
});

describe('what held patients’ data is sanitized before it goes', () => {
  const leaving = (ephi: 'YES' | 'NO' | 'UNKNOWN') =>
    taken(anAsset({ state: 'IN_SERVICE', ephi }), { to: 'DECOMMISSIONING' });

  test.each(['YES', 'UNKNOWN'] as const)('ePHI %s', (ephi) => {
    expect(go({ to: 'DISPOSED' }, leaving(ephi))).toMatchObject({
      error: {
        code: 'TRANSITION_REFUSED',
        from: 'DECOMMISSIONING',
        to: 'DISPOSED',
        blockedBy: [{ code: 'EPHI_NOT_SANITIZED' }],
      },
    });
    expect(taken(leaving(ephi), { to: 'SANITIZED' }, { to: 'DISPOSED' }).state).toBe('DISPOSED');
  });

  test('a lamp holds none', () => {
    expect(taken(leaving('NO'), { to: 'DISPOSED' }).state).toBe('DISPOSED');
  });
});

describe('refused', () => {
  test('an arrow that is not there names those that are', () => {
    expect(go({ to: 'PLANNED' })).toMatchObject({
      error: {
        path: ['to'],
        blockedBy: [
          {
            code: 'NO_SUCH_TRANSITION',
            message: 'From IN_SERVICE it goes to OUT_OF_SERVICE, DECOMMISSIONING, not to PLANNED.',
          },
        ],
      },
    });
  });

  test.each([
    [{ to: 'LOST' }, 'VALUE_UNKNOWN', ['to']],
    [{}, 'OUT_OF_SERVICE_REASON_REQUIRED', ['outOfServiceReason']],
    [{ outOfServiceReason: 'LUNCH' }, 'VALUE_UNKNOWN', ['outOfServiceReason']],
    [
      { to: 'DECOMMISSIONING', outOfServiceReason: 'LOANED' },
      'DETAIL_NOT_ACCEPTED',
      ['outOfServiceReason'],
    ],
    [{ to: 'DECOMMISSIONING', note: '\0' }, 'TEXT_NOT_STORABLE', ['note']],
    [{ at: monday9 - 1 }, 'TIME_BEFORE_REGISTERED', ['at']],
  ])('%o', (command, code, path) => {
    expect(go(command as Partial<TransitionAssetCommand>)).toMatchObject({
      ok: false,
      error: { code, path },
    });
  });

  test('a planned asset given up without a word', () => {
    expect(go({ to: 'DISPOSED' }, anAsset())).toMatchObject({
      error: { code: 'NOTE_REQUIRED', path: ['note'] },
    });
  });

  test('anything after disposal', () => {
    const gone = taken(anAsset(), { to: 'DISPOSED', note: 'Never bought.' });
    expect(go({ to: 'IN_SERVICE' }, gone)).toMatchObject({
      error: { blockedBy: [{ code: 'NO_SUCH_TRANSITION' }] },
    });
  });
});
