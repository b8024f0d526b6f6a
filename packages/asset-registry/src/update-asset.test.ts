import { expect, test } from 'vitest';
import {
  accepted,
  after,
  anAsset,
  byTechnician,
  facts,
  monday9,
  room4,
  taken,
  uuid,
} from '../test/an-asset.ts';
import { type AssetChanges, updateAsset } from './update-asset.ts';

const update = (changes: AssetChanges, asset = anAsset(), given = {}) =>
  updateAsset(asset, { at: monday9, by: byTechnician, changes }, { ...facts, ...given });

test('changed fields are told old and new', () => {
  const changes = {
    serial: ' SN-1 ',
    criticality: 'CARE_CRITICAL',
    name: 'Infusion pump 7',
  } as const;
  expect(accepted(update(changes))).toMatchObject([
    {
      type: 'AssetUpdated',
      changes: [
        { field: 'serial', from: null, to: 'SN-1' },
        { field: 'criticality', from: 'LOW', to: 'CARE_CRITICAL' },
      ],
    },
  ]);
  expect(after(anAsset(), update(changes))).toMatchObject({
    serial: 'SN-1',
    criticality: 'CARE_CRITICAL',
  });
});

test('null empties; nothing new, no events', () => {
  const asset = anAsset({ tag: 'CE-1', locationId: room4 });
  expect(after(asset, update({ tag: null, locationId: null }, asset))).toMatchObject({
    tag: null,
    locationId: null,
  });
  expect(accepted(update({ tag: 'CE-1', locationId: room4 }, asset, { location: null }))).toEqual(
    [],
  );
});

test.each([
  [{ name: '' }, 'TEXT_EMPTY', ['name']],
  [{ tag: '\ud800' }, 'TEXT_NOT_STORABLE', ['tag']],
  [{ ephi: null }, 'VALUE_UNKNOWN', ['ephi']],
  [{ deviceClass: ' ' }, 'DEVICE_CLASS_REQUIRED', ['deviceClass']],
  [{ locationId: uuid(99) }, 'NOT_FOUND', ['locationId']],
])('refused: %o', (changes, code, path) => {
  expect(update(changes as AssetChanges)).toMatchObject({ ok: false, error: { code, path } });
});

test('refused: after disposal, before registration', () => {
  const gone = taken(anAsset(), { to: 'DISPOSED', note: 'Never bought.' });
  expect(update({ name: 'x' }, gone)).toMatchObject({ error: { code: 'ASSET_DISPOSED' } });
  const early = { at: monday9 - 1, by: byTechnician, changes: { name: 'x' } };
  expect(updateAsset(anAsset(), early, facts)).toMatchObject({
    error: { code: 'TIME_BEFORE_REGISTERED' },
  });
});
