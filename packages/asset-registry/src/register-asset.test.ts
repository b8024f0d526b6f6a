import { expect, test } from 'vitest';
import { anAsset, facts, lakeside, monday9, pump, room4, uuid } from '../test/an-asset.ts';
import { type RegisterAssetCommand, registerAsset } from './register-asset.ts';

test('little is needed; what nobody said is unknown', () => {
  expect(anAsset()).toEqual({
    id: pump.id,
    clinicId: pump.clinicId,
    kind: 'MEDICAL_DEVICE',
    name: 'Infusion pump 7',
    deviceClass: 'infusion pump',
    tag: null,
    serial: null,
    manufacturer: null,
    model: null,
    criticality: 'LOW',
    ephi: 'UNKNOWN',
    locationId: null,
    state: 'PLANNED',
    outOfServiceReason: null,
    registeredAt: monday9,
    version: 1,
  });
});

test('an asset older than the register begins where it is in its life', () => {
  const command = {
    tag: ' CE-0042 ',
    serial: ' ',
    locationId: room4,
    state: 'OUT_OF_SERVICE',
    outOfServiceReason: 'UNDER_REPAIR',
  } as const;
  expect(anAsset(command)).toMatchObject({ ...command, tag: 'CE-0042', serial: null });
});

test.each([
  [{ name: ' ' }, 'TEXT_EMPTY', ['name']],
  [{ name: 'x'.repeat(201) }, 'TEXT_TOO_LONG', ['name']],
  [{ serial: 'A\0B' }, 'TEXT_NOT_STORABLE', ['serial']],
  [{ model: 'x'.repeat(201) }, 'TEXT_TOO_LONG', ['model']],
  [{ kind: 'SPACESHIP' }, 'VALUE_UNKNOWN', ['kind']],
  [{ kind: 'constructor' }, 'VALUE_UNKNOWN', ['kind']],
  [{ criticality: 'HIGH' }, 'VALUE_UNKNOWN', ['criticality']],
  [{ ephi: 'MAYBE' }, 'VALUE_UNKNOWN', ['ephi']],
  [{ deviceClass: null }, 'DEVICE_CLASS_REQUIRED', ['deviceClass']],
  [{ kind: 'PRINTER' }, 'DEVICE_CLASS_NOT_ACCEPTED', ['deviceClass']],
  [{ state: 'DISPOSED' }, 'VALUE_UNKNOWN', ['state']],
  [{ state: 'OUT_OF_SERVICE' }, 'OUT_OF_SERVICE_REASON_REQUIRED', ['outOfServiceReason']],
  [
    { state: 'OUT_OF_SERVICE', outOfServiceReason: 'LUNCH' },
    'VALUE_UNKNOWN',
    ['outOfServiceReason'],
  ],
  [{ outOfServiceReason: 'RECALLED' }, 'DETAIL_NOT_ACCEPTED', ['outOfServiceReason']],
  [{ locationId: uuid(99) }, 'NOT_FOUND', ['locationId']],
  [{ clinicId: lakeside, locationId: room4 }, 'NOT_FOUND', ['locationId']],
  [{ at: 1.5 }, 'INSTANT_INVALID', ['at']],
])('refused: %o', (command, code, path) => {
  const outcome = registerAsset({ ...pump, ...(command as Partial<RegisterAssetCommand>) }, facts);
  expect(outcome).toMatchObject({ ok: false, error: { code, path } });
});

test('refused: a clinic that the actor cannot see', () => {
  expect(registerAsset(pump, { clinicExists: false })).toMatchObject({
    error: { code: 'NOT_FOUND', path: ['clinicId'] },
  });
});
