import {
  type Actor,
  type AssetId,
  type ClinicId,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { AssetState } from './asset.ts';
import { ASSET_KINDS, type AssetKind } from './asset-kind.ts';
import {
  type AssetFacts,
  type AssetFields,
  checkAssetFields,
  checkDeviceClass,
  checkLocation,
} from './check-asset-fields.ts';
import { checkAt, checkChoice } from './check-input.ts';
import type { AssetRefusal } from './errors.ts';
import type { AssetRegistered } from './events.ts';
import {
  type AssetStateName,
  OUT_OF_SERVICE_REASONS,
  type OutOfServiceReason,
  REGISTRABLE_STATES,
} from './lifecycle.ts';

type Optional<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Put an asset on the register. Left out: unknown; criticality LOW, ePHI UNKNOWN, state PLANNED. */
export interface RegisterAssetCommand extends Optional<Omit<AssetFields, 'name'>> {
  readonly at: Instant;
  readonly by: Actor;
  readonly id: AssetId;
  readonly clinicId: ClinicId;
  readonly kind: AssetKind;
  readonly name: string;
  /** Where in its life it is: an asset may be older than the register. */
  readonly state?: AssetStateName | undefined;
  readonly outOfServiceReason?: OutOfServiceReason | null | undefined;
}

export interface RegisterAssetFacts extends AssetFacts {
  /** Whether the clinic exists and the actor may register assets there. */
  readonly clinicExists: boolean;
}

/**
 * Registers an asset.
 * @returns one `AssetRegistered`; refusals: texts, unknown values, `NOT_FOUND`,
 *   `DEVICE_CLASS_REQUIRED` and `…_NOT_ACCEPTED`, `OUT_OF_SERVICE_REASON_REQUIRED`.
 */
export function registerAsset(
  command: RegisterAssetCommand,
  facts: RegisterAssetFacts,
): Result<readonly [AssetRegistered], AssetRefusal> {
  const { at, by, id, clinicId, kind, state = 'PLANNED', outOfServiceReason = null } = command;
  const moment = checkAt(at);
  if (!moment.ok) return moment;
  const known = checkChoice(kind, ASSET_KINDS, ['kind']);
  if (!known.ok) return known;
  const begun = checkBeginning(state, outOfServiceReason);
  if (!begun.ok) return begun;
  const fields = checkAssetFields({
    name: command.name,
    tag: command.tag ?? null,
    serial: command.serial ?? null,
    manufacturer: command.manufacturer ?? null,
    model: command.model ?? null,
    deviceClass: command.deviceClass ?? null,
    criticality: command.criticality ?? 'LOW',
    ephi: command.ephi ?? 'UNKNOWN',
    locationId: command.locationId ?? null,
  });
  if (!fields.ok) return fields;
  const deviceClass = checkDeviceClass(kind, fields.value.deviceClass);
  if (!deviceClass.ok) return deviceClass;
  if (!facts.clinicExists) {
    return err(refusal('NOT_FOUND', 'There is no such clinic.', ['clinicId']));
  }
  const location = checkLocation(fields.value.locationId, clinicId, facts);
  if (!location.ok) return location;
  const asset: AssetState = {
    id,
    clinicId,
    kind,
    ...fields.value,
    state,
    outOfServiceReason,
    registeredAt: at,
    version: 1,
  };
  return ok([{ type: 'AssetRegistered', assetId: id, at, by, asset }] as const);
}

function checkBeginning(state: AssetStateName, reason: OutOfServiceReason | null) {
  const begun = checkChoice<AssetStateName>(state, REGISTRABLE_STATES, ['state']);
  if (!begun.ok) return begun;
  const path = ['outOfServiceReason'];
  if (state === 'OUT_OF_SERVICE') {
    if (reason !== null) return checkChoice(reason, OUT_OF_SERVICE_REASONS, path);
    const message = 'OUT_OF_SERVICE needs outOfServiceReason.';
    return err(refusal('OUT_OF_SERVICE_REASON_REQUIRED' as const, message, path));
  }
  if (reason === null) return begun;
  return err(
    refusal('DETAIL_NOT_ACCEPTED' as const, `${state} takes no outOfServiceReason.`, path),
  );
}
