import { formatInstant, type OrganizationId } from '@wardline/kernel';
import type { RecordedFact } from '../../session.ts';
import type { UnitOfWork } from '../../unit-of-work.ts';
import type { PersonPlace } from '../find-place.ts';
import { lockPeople } from '../lock-people.ts';
import { PersonEntity } from '../person.entity.ts';
import { PersonAffiliationEntity } from '../person-affiliation.entity.ts';
import type { CheckedContact } from './check-contact.ts';
import { linkContact } from './contact-facts.ts';
import type { ContactPlan } from './decide-contact.ts';

/** A contact that is not refused, and what it comes to. */
export interface Planned {
  readonly contact: CheckedContact;
  readonly plan: ContactPlan;
  /** Who it is; of somebody new, the id they get; null if nobody has to be made known. */
  readonly personId: string | null;
  /** The source's id does not stand for them yet. */
  readonly links: boolean;
}

type Of<Kind extends ContactPlan['kind']> = Planned & {
  readonly plan: Extract<ContactPlan, { readonly kind: Kind }>;
  readonly personId: string;
};

const update = (columns: string) => `update person p set ${columns}, version = p.version + 1
  from jsonb_to_recordset($2::jsonb)
    as r(id uuid, version integer, display_name text, email text, active boolean)
  where p.msp_id = $1::uuid and p.id = r.id and p.version = r.version returning p.id`;

const WORDS =
  'display_name = coalesce(r.display_name, p.display_name), email = coalesce(r.email, p.email)';
const UPDATE = update(WORDS);
// By itself: to name the column moves the access epoch on, and everybody reads their rights anew.
const UPDATE_STANDING = update(`${WORDS}, active = r.active`);

const END = `update person_affiliation a set ended_at = $3::timestamptz, version = a.version + 1
  where a.msp_id = $1::uuid and a.id = any($2::uuid[]) and a.ended_at is null returning a.id`;

/**
 * Writes what contacts come to, all of one kind in one statement.
 * @returns false if somebody else has changed one of the people meanwhile.
 */
export async function saveContacts(
  uow: UnitOfWork,
  planned: readonly Planned[],
  source: string,
): Promise<boolean> {
  const { mspId } = uow.session.principal.principal;
  const of = <Kind extends ContactPlan['kind']>(kind: Kind) =>
    planned.filter((each): each is Of<Kind> => each.plan.kind === kind);
  const [created, changed, affiliated, left] = [
    of('CREATE'),
    of('CHANGE'),
    of('AFFILIATE'),
    of('LEAVE'),
  ];
  if (created.length > 0) uow.add(PersonEntity, ...created.map((each) => personRow(uow, each)));
  const ties = affiliated.map((each) => tieRow(uow, each));
  if (ties.length > 0) {
    await lockPeople(
      uow,
      ties.map((tie) => tie.personId),
    );
    uow.add(PersonAffiliationEntity, ...ties);
  }
  const links = planned.flatMap(({ links, contact: { externalId }, personId }) =>
    links && externalId !== null && personId !== null ? [{ externalId, personId }] : [],
  );
  if (links.length > 0) linkContact(uow, source, links);
  const standing = changed.filter(({ plan }) => plan.changes.active !== undefined);
  const others = changed.filter((each) => !standing.includes(each));
  if (!(await updatePeople(uow, UPDATE, others))) return false;
  if (!(await updatePeople(uow, UPDATE_STANDING, standing))) return false;
  const tieIds = left.flatMap(({ plan }) => plan.tieIds);
  if (tieIds.length > 0) {
    const done = await uow.run(END, [mspId, tieIds, formatInstant(uow.now)]);
    if (done.length < tieIds.length) return false;
  }
  uow.record(
    ...created.map(({ personId, plan: { place, authority } }) =>
      fact('PersonCreated', personId, place, authority, {
        side: 'CLIENT',
        organizationId: place.organizationId,
      }),
    ),
    ...changed.map(({ personId, plan: { person, changes, authority } }) =>
      fact('PersonUpdated', personId, person.home, authority, {
        fields: Object.keys(changes),
        active: changes.active ?? person.active,
      }),
    ),
    ...affiliated.map(({ personId, plan: { place, authority } }, i) =>
      fact('PersonAffiliationAdded', personId, place, authority, {
        affiliationId: ties[i]?.id,
        organizationId: place.organizationId,
        since: uow.now,
      }),
    ),
    ...left.flatMap(({ personId, plan: { place, tieIds, authority } }) =>
      tieIds.map((affiliationId) =>
        fact('PersonAffiliationEnded', personId, place, authority, {
          affiliationId,
          organizationId: place.organizationId,
        }),
      ),
    ),
  );
  return true;
}

/** @returns false if one of them has another version by now. */
async function updatePeople(uow: UnitOfWork, text: string, changed: readonly Of<'CHANGE'>[]) {
  if (changed.length === 0) return true;
  const { mspId } = uow.session.principal.principal;
  const rows = changed.map(({ plan: { person, changes } }) => ({
    ...{ id: person.id, version: person.version },
    ...{ display_name: changes.displayName, email: changes.email, active: changes.active },
  }));
  const done = await uow.run(text, [mspId, JSON.stringify(rows)]);
  return done.length === rows.length;
}

function fact(
  type: string,
  recordId: string,
  { clinicId }: PersonPlace,
  authority: string,
  facts: RecordedFact['facts'],
): RecordedFact {
  return { type, recordType: 'Person', recordId, clinicId, facts, authority };
}

function personRow(uow: UnitOfWork, { contact, personId, plan: { place } }: Of<'CREATE'>) {
  return {
    mspId: uow.session.principal.principal.mspId,
    id: personId,
    side: 'CLIENT' as const,
    ...place,
    displayName: contact.displayName as string,
    email: contact.email,
    active: true,
    workingCalendarId: null,
    skills: null,
    capacity: null,
    createdAt: uow.now,
    version: 1,
  };
}

function tieRow(uow: UnitOfWork, { personId, plan: { place } }: Of<'AFFILIATE'>) {
  return {
    mspId: uow.session.principal.principal.mspId,
    id: uow.newId(),
    personId,
    organizationId: place.organizationId as OrganizationId,
    clinicId: place.clinicId,
    title: null,
    email: null,
    since: uow.now,
    endedAt: null,
    createdAt: uow.now,
    version: 1,
  };
}
