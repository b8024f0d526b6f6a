import {
  type AssetId,
  type ClinicId,
  err,
  type InputPath,
  type LocationId,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import type { AssetFact, ReferenceFacts } from '../facts.ts';
import { checkList } from './check-input.ts';

/** The one answer for absent, forbidden and belonging elsewhere. */
export function notFound(path: InputPath, what: string) {
  return err(refusal('NOT_FOUND' as const, `There is no such ${what} for this ticket.`, path));
}

/** Every affected asset must exist at the ticket's clinic. */
export function checkAssets(
  assetIds: readonly AssetId[],
  clinicId: ClinicId,
  facts: ReferenceFacts,
  path: InputPath,
): Result<readonly AssetFact[], TicketInputRefused> {
  const list = checkList(assetIds, path);
  if (!list.ok) return list;
  const found: AssetFact[] = [];
  for (const id of list.value) {
    const asset = facts.assets?.find((fact) => fact.id === id);
    if (!asset || asset.clinicId !== clinicId) {
      return notFound([...path, assetIds.indexOf(id)], 'asset');
    }
    found.push(asset);
  }
  return ok(found);
}

/** The location must be one of the ticket's clinic; null is none. */
export function checkLocation(
  locationId: LocationId | null,
  clinicId: ClinicId,
  facts: ReferenceFacts,
  path: InputPath,
): Result<LocationId | null, TicketInputRefused> {
  if (locationId === null) return ok(null);
  const { location } = facts;
  if (location?.id !== locationId || location.clinicId !== clinicId) {
    return notFound(path, 'location');
  }
  return ok(locationId);
}

/** The person must be among those the caller found; null is nobody. */
export function checkPerson<Named extends PersonId | null>(
  personId: Named,
  people: readonly PersonId[] | undefined,
  path: InputPath,
): Result<Named, TicketInputRefused> {
  if (personId === null || people?.includes(personId)) return ok(personId);
  return notFound(path, 'person');
}
