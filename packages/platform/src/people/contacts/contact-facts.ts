import { type ClinicId, type OrganizationId, refusal } from '@wardline/kernel';
import { asService } from '../../access/as-service.ts';
import { ImportRecordEntity } from '../../import/import-record.entity.ts';
import { ClinicEntity } from '../../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../../tenancy/organization.entity.ts';
import type { UnitOfWork } from '../../unit-of-work.ts';
import type { PersonPlace } from '../find-place.ts';
import type { CheckedContact } from './check-contact.ts';

/** A person as the request finds them. */
export interface KnownPerson {
  readonly id: string;
  readonly side: 'PROVIDER' | 'CLIENT';
  readonly home: PersonPlace;
  readonly displayName: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly version: number;
  /** Their affiliations that last, as far as the caller sees them. */
  readonly ties: readonly KnownTie[];
}

export interface KnownTie {
  readonly id: string;
  readonly place: PersonPlace;
}

/** What contacts are decided on, as the caller sees it. */
export interface ContactFacts {
  /** The clinic's organization; what is hidden is missing. */
  readonly clinics: ReadonlyMap<string, string>;
  readonly organizations: ReadonlySet<string>;
  /** Whom the source's ids stand for. */
  readonly byExternalId: ReadonlyMap<string, string>;
  /** Whose an address is: in the whole MSP, hidden people included. */
  readonly byEmail: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, KnownPerson>;
}

const EXTERNAL_TYPE = 'contact';

const OWNERS = `select p.email, p.id from person p
  where p.msp_id = $1::uuid and p.email = any($2::text[])`;

const PEOPLE = `select p.id, p.side, p.clinic_id, p.organization_id, p.display_name, p.email, p.active,
    p.version, (select coalesce(json_agg(json_build_object('id', a.id, 'place', json_build_object(
        'clinicId', a.clinic_id, 'organizationId', a.organization_id)) order by a.id), '[]')
      from person_affiliation a where a.msp_id = p.msp_id and a.person_id = p.id
        and a.ended_at is null) as ties
  from person p where p.msp_id = $1::uuid and p.id = any($2::uuid[])`;

interface PersonRow {
  readonly id: string;
  readonly side: KnownPerson['side'];
  readonly clinic_id: string | null;
  readonly organization_id: string | null;
  readonly display_name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly version: number;
  readonly ties: readonly KnownTie[];
}

/** Loads them in as many statements for one contact as for all of a request. */
export async function loadContactFacts(
  uow: UnitOfWork,
  contacts: readonly CheckedContact[],
  source: string,
): Promise<ContactFacts> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const all = (field: 'clinicId' | 'organizationId' | 'externalId' | 'email') => [
    ...new Set(contacts.flatMap((contact) => contact[field] ?? [])),
  ];
  const clinics = await em.find(ClinicEntity, { mspId, id: { $in: all('clinicId') } });
  const organizations = await em.find(OrganizationEntity, {
    mspId,
    id: { $in: [...all('organizationId'), ...clinics.map((clinic) => clinic.organizationId)] },
  });
  const records = await em.find(ImportRecordEntity, {
    mspId,
    source,
    externalType: EXTERNAL_TYPE,
    externalId: { $in: all('externalId') },
  });
  // An address is one person's in the MSP, also where the caller sees nothing of them.
  const owners = await asService(uow, () =>
    uow.run<{ email: string; id: string }>(OWNERS, [mspId, all('email')]),
  );
  const ids = [...new Set([...records.map((r) => r.recordId), ...owners.map(({ id }) => id)])];
  const people = await uow.run<PersonRow>(PEOPLE, [mspId, ids]);
  return {
    clinics: new Map(clinics.map((clinic) => [clinic.id, clinic.organizationId])),
    organizations: new Set(organizations.map(({ id }) => id)),
    byExternalId: new Map(records.map((r) => [r.externalId, r.recordId])),
    byEmail: new Map(owners.map(({ email, id }) => [email, id])),
    people: new Map(people.map((row) => [row.id, knownPerson(row)])),
  };
}

function knownPerson(row: PersonRow): KnownPerson {
  const { id, side, email, active, version, ties } = row;
  const home = {
    clinicId: row.clinic_id as ClinicId | null,
    organizationId: row.organization_id as OrganizationId | null,
  };
  return { id, side, home, displayName: row.display_name, email, active, version, ties };
}

/** Remembers whom an id of the source stands for. */
export function linkContact(
  uow: UnitOfWork,
  source: string,
  links: readonly { readonly externalId: string; readonly personId: string }[],
): void {
  const { mspId } = uow.session.principal.principal;
  const key = { mspId, source, externalType: EXTERNAL_TYPE };
  uow.add(
    ImportRecordEntity,
    ...links.map(({ externalId, personId }) => ({
      ...{ ...key, externalId, recordId: personId, digest: '', importedAt: uow.now },
    })),
  );
}

/** Whether the caller keeps ids of other systems, which are the MSP's as a whole. */
export function keepsExternalIds({ session }: UnitOfWork): boolean {
  const { side, allClinics } = session.principal.context;
  return side === 'PROVIDER' && allClinics;
}

export const externalIdForbidden = (index: number) =>
  refusal(
    'EXTERNAL_ID_FORBIDDEN',
    'External ids are kept by those who run the whole MSP; leave it out and give the email.',
    ['contacts', index, 'externalId'],
  );
