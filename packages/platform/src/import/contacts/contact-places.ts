import { err, isUuid, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import type { Session } from '../../session.ts';
import { ClinicEntity } from '../../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../../tenancy/organization.entity.ts';
import { unitOfWork, type WorkResult } from '../../unit-of-work.ts';
import type { ContactRow } from './read-contact-row.ts';

/** Where rows belong that do not say it, and clinics the file calls otherwise. */
export interface PlaceChoice {
  readonly clinicId?: string | undefined;
  readonly organizationId?: string | undefined;
  /** The file's name of a place → the clinic's id. */
  readonly places?: Readonly<Record<string, string>> | undefined;
}

export interface NamedPlace {
  readonly clinicId?: string | undefined;
  readonly organizationId?: string | undefined;
}

export type ResolvePlace = (row: ContactRow) => Result<NamedPlace, Refusal>;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
}

const plain = (name: string) => name.normalize('NFC').trim().toLowerCase();

/** Reads the names of the places the caller sees, once for a whole file. */
export async function placeResolver(
  session: Session,
  choice: PlaceChoice,
): Promise<WorkResult<ResolvePlace>> {
  const { mspId } = session.principal.principal;
  const read = await unitOfWork(session, async ({ em }) => {
    const clinics = await em.find(ClinicEntity, { mspId });
    const organizations = await em.find(OrganizationEntity, { mspId });
    return ok({
      clinics: clinics.map(({ id, name, organizationId }) => ({ id, name, organizationId })),
      organizations: organizations.map(({ id, name }) => ({ id, name, organizationId: id })),
    });
  });
  if (!read.ok) return read;
  const { clinics, organizations } = read.value;
  const [clinicsCalled, organizationsCalled] = [byName(clinics), byName(organizations)];
  const mapped = new Map(Object.entries(choice.places ?? {}).map(([k, id]) => [plain(k), id]));
  return ok(({ cells: { clinic, organization } }) => {
    if (clinic === null && organization === null) {
      return ok({ clinicId: choice.clinicId, organizationId: choice.organizationId });
    }
    const found =
      organization === null ? null : pick(organizationsCalled, organization, 'organization');
    if (found && !found.ok) return found;
    const organizationId = found?.value;
    if (clinic === null) return ok({ organizationId });
    const given = mapped.get(plain(clinic));
    if (given !== undefined) return ok({ clinicId: given, organizationId });
    const among = (each: Named) =>
      organizationId === undefined || each.organizationId === organizationId;
    const picked = pick(clinicsCalled, clinic, 'clinic', among);
    return picked.ok ? ok({ clinicId: picked.value, organizationId }) : picked;
  });
}

function byName(all: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  return Map.groupBy(all, ({ name }) => plain(name));
}

function pick(
  called: ReadonlyMap<string, readonly Named[]>,
  name: string,
  what: 'clinic' | 'organization',
  among: (each: Named) => boolean = () => true,
): Result<string, Refusal> {
  if (isUuid(name)) return ok(name.toLowerCase());
  const found = (called.get(plain(name)) ?? []).filter(among);
  const [only] = found;
  if (only && found.length === 1) return ok(only.id);
  return only
    ? err(refusal('PLACE_AMBIGUOUS', `Several have this name: write the ${what}’s id.`, [what]))
    : err(refusal('PLACE_UNKNOWN', `There is no ${what} of this name.`, [what]));
}
