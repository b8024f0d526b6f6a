import { type Actor, err, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import type { AssetState } from './asset.ts';
import {
  type AssetFacts,
  type AssetFields,
  checkAssetFields,
  checkDeviceClass,
  checkLocation,
} from './check-asset-fields.ts';
import { checkAt } from './check-input.ts';
import type { AssetRefusal } from './errors.ts';
import { type AssetFieldChange, type AssetUpdated, EDITABLE_ASSET_FIELDS } from './events.ts';

/** New values for some fields; what is left out stays as it is. */
export type AssetChanges = {
  readonly [Field in keyof AssetFields]?: AssetFields[Field] | undefined;
};

export interface UpdateAssetCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly changes: AssetChanges;
}

/**
 * Changes what is known about an asset.
 * @returns one `AssetUpdated`, or nothing when nothing changes; refusals: `ASSET_DISPOSED`, texts,
 *   unknown values, `NOT_FOUND`.
 */
export function updateAsset(
  asset: AssetState,
  command: UpdateAssetCommand,
  facts: AssetFacts,
): Result<readonly AssetUpdated[], AssetRefusal> {
  const { at, by, changes } = command;
  if (asset.state === 'DISPOSED') {
    return err(refusal('ASSET_DISPOSED', `${asset.name} is disposed of.`));
  }
  const moment = checkAt(at, asset.registeredAt);
  if (!moment.ok) return moment;
  const named = Object.fromEntries(
    EDITABLE_ASSET_FIELDS.flatMap((field) =>
      changes[field] === undefined ? [] : [[field, changes[field]]],
    ),
  );
  const fields = checkAssetFields({ ...asset, ...named });
  if (!fields.ok) return fields;
  const deviceClass = checkDeviceClass(asset.kind, fields.value.deviceClass);
  if (!deviceClass.ok) return deviceClass;
  const { locationId } = fields.value;
  if (locationId !== asset.locationId) {
    const location = checkLocation(locationId, asset.clinicId, facts);
    if (!location.ok) return location;
  }
  const changed = EDITABLE_ASSET_FIELDS.flatMap((field) => {
    const [from, to] = [asset[field], fields.value[field]];
    return from === to ? [] : [{ field, from, to } as AssetFieldChange];
  });
  if (changed.length === 0) return ok([]);
  return ok([{ type: 'AssetUpdated', assetId: asset.id, at, by, changes: changed }]);
}
