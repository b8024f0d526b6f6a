import {
  type ClinicId,
  checkText,
  err,
  type LocationId,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import {
  ASSET_LIMITS,
  type AssetIdentity,
  CRITICALITIES,
  type Criticality,
  EPHI_ANSWERS,
  type EphiAnswer,
} from './asset.ts';
import type { AssetKind } from './asset-kind.ts';
import { checkChoice } from './check-input.ts';
import type { AssetInputRefused } from './errors.ts';

/** What people say about an asset, as far as registering and updating have it in common. */
export interface AssetFields extends AssetIdentity {
  readonly name: string;
  readonly deviceClass: string | null;
  readonly criticality: Criticality;
  readonly ephi: EphiAnswer;
  readonly locationId: LocationId | null;
}

export interface AssetFacts {
  /** The location named in the command, if it exists; only one of the asset's clinic will do. */
  readonly location?: { readonly id: LocationId; readonly clinicId: ClinicId } | null | undefined;
}

/** All fields as they will be stored: trimmed, empty ones null. */
export function checkAssetFields(fields: AssetFields): Result<AssetFields, AssetInputRefused> {
  const name = checkText(fields.name, { path: ['name'], max: ASSET_LIMITS.name });
  if (!name.ok) return name;
  const identity = {
    tag: fields.tag,
    serial: fields.serial,
    manufacturer: fields.manufacturer,
    model: fields.model,
  };
  for (const field of ['tag', 'serial', 'manufacturer', 'model'] as const) {
    const text = checkOptional(identity[field], field, ASSET_LIMITS.identity);
    if (!text.ok) return text;
    identity[field] = text.value;
  }
  const deviceClass = checkOptional(fields.deviceClass, 'deviceClass', ASSET_LIMITS.deviceClass);
  if (!deviceClass.ok) return deviceClass;
  const criticality = checkChoice(fields.criticality, CRITICALITIES, ['criticality']);
  if (!criticality.ok) return criticality;
  const ephi = checkChoice(fields.ephi, EPHI_ANSWERS, ['ephi']);
  if (!ephi.ok) return ephi;
  const { locationId } = fields;
  return ok({
    ...identity,
    name: name.value,
    deviceClass: deviceClass.value,
    criticality: criticality.value,
    ephi: ephi.value,
    locationId,
  });
}

/** A medical device has a device class; nothing else has. */
export function checkDeviceClass(
  kind: AssetKind,
  deviceClass: string | null,
): Result<true, AssetInputRefused> {
  if (kind === 'MEDICAL_DEVICE' && deviceClass === null) {
    return err(
      refusal('DEVICE_CLASS_REQUIRED', 'deviceClass must say what kind of device it is.', [
        'deviceClass',
      ]),
    );
  }
  if (kind !== 'MEDICAL_DEVICE' && deviceClass !== null) {
    return err(
      refusal('DEVICE_CLASS_NOT_ACCEPTED', `A ${kind} has no deviceClass.`, ['deviceClass']),
    );
  }
  return ok(true);
}

/** The location must be one of the asset's clinic; null is none. */
export function checkLocation(
  locationId: LocationId | null,
  clinicId: ClinicId,
  { location }: AssetFacts,
): Result<true, AssetInputRefused> {
  if (locationId === null) return ok(true);
  if (location?.id === locationId && location.clinicId === clinicId) return ok(true);
  return err(refusal('NOT_FOUND', 'There is no such location at this clinic.', ['locationId']));
}

function checkOptional(
  text: string | null,
  field: string,
  max: number,
): Result<string | null, AssetInputRefused> {
  const checked = checkText(text ?? '', { path: [field], max, mayBeEmpty: true });
  if (!checked.ok) return checked;
  return ok(checked.value === '' ? null : checked.value);
}
