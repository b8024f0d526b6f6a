import {
  type ClinicId,
  err,
  type OrganizationId,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { notFound, type PlatformRefusal } from '../../refusals.ts';
import type { PersonPlace } from '../find-place.ts';
import type { CheckedContact } from './check-contact.ts';
import type { ContactFacts, KnownPerson } from './contact-facts.ts';

/** May the caller manage the people of a place? Under which authority, or why not. */
export type Authorise = (place: PersonPlace) => Result<string, PlatformRefusal>;

/** What a contact comes to. */
export type ContactPlan =
  | { readonly kind: 'NOTHING'; readonly person: KnownPerson | null }
  | { readonly kind: 'CREATE'; readonly place: PersonPlace; readonly authority: string }
  | {
      readonly kind: 'CHANGE';
      readonly person: KnownPerson;
      readonly changes: PersonChanges;
      readonly authority: string;
    }
  | {
      readonly kind: 'AFFILIATE';
      readonly person: KnownPerson;
      readonly place: PersonPlace;
      readonly authority: string;
    }
  | {
      readonly kind: 'LEAVE';
      readonly person: KnownPerson;
      readonly tieIds: readonly string[];
      readonly place: PersonPlace;
      readonly authority: string;
    };

export interface PersonChanges {
  readonly displayName?: string;
  readonly email?: string;
  readonly active?: boolean;
}

type Decision = Result<ContactPlan, PlatformRefusal>;

/**
 * What is to be done about a contact. At home, it changes the person; for a place they are not at home
 * at, it lets them belong there, or leave it, and leaves their name and sign-in to their home.
 */
export function decideContact(
  contact: CheckedContact,
  facts: ContactFacts,
  authorise: Authorise,
): Decision {
  const path = ['contacts', contact.index];
  const asked = placeOf(contact, facts);
  if (!asked.ok) return asked;
  // Before anybody is looked for: whose an address is, is no answer to who manages nobody here.
  const there = asked.value && authorise(asked.value);
  if (there && !there.ok) return err({ ...there.error, path });
  const found = match(contact, facts, authorise);
  if (!found.ok) {
    return found.error.code === 'ALREADY_EXISTS' && !there ? err(homeRequired(path)) : found;
  }
  const person = found.value;
  const place = asked.value ?? person?.home ?? null;
  if (place === null) return err(homeRequired(path));
  const allowed = there ?? authorise(place);
  if (!allowed.ok) return err({ ...allowed.error, path });
  const authority = allowed.value;
  if (person === null) {
    // Who has left and was never known has not to be made known.
    if (contact.active === false) return ok({ kind: 'NOTHING', person: null });
    if (contact.displayName !== null) return ok({ kind: 'CREATE', place, authority });
    const message = 'Somebody new needs a displayName.';
    return err(refusal('NAME_REQUIRED', message, [...path, 'displayName']));
  }
  return isWithin(person.home, place) || isWithin(place, person.home)
    ? atHome(contact, person, place, authority)
    : elsewhere(contact, person, place, authority);
}

function homeRequired(path: readonly (string | number)[]) {
  const message = 'Somebody new needs a clinicId or an organizationId.';
  return refusal('HOME_REQUIRED', message, [...path, 'clinicId']);
}

/** Who it is: by the source's id, else by the address; null for somebody new. */
function match(
  { index, externalId, email }: CheckedContact,
  facts: ContactFacts,
  authorise: Authorise,
): Result<KnownPerson | null, PlatformRefusal> {
  const path = ['contacts', index, 'email'];
  const byId = externalId === null ? undefined : facts.byExternalId.get(externalId);
  const byEmail = email === null ? undefined : facts.byEmail.get(email);
  const person = facts.people.get(byId ?? byEmail ?? '') ?? null;
  if (byId !== undefined && byEmail !== undefined && byId !== byEmail) {
    const message = 'The externalId is one person and the email another.';
    return err(refusal('MATCHES_TWO', message, path));
  }
  if (byId === undefined && byEmail === undefined) return ok(null);
  // Whose address it is, is told to none but those who manage them at home.
  const managed = person?.side === 'CLIENT' && authorise(person.home).ok;
  if (managed) return ok(person);
  const message = 'This email is somebody’s already, whom you do not manage. Ask your MSP.';
  return err(refusal('ALREADY_EXISTS', message, path));
}

function placeOf(
  { index, clinicId, organizationId }: CheckedContact,
  { clinics, organizations }: ContactFacts,
): Result<PersonPlace | null, PlatformRefusal> {
  const path = ['contacts', index];
  const ofClinic = clinicId === null ? undefined : clinics.get(clinicId);
  if (clinicId !== null && ofClinic === undefined) return err(notFound([...path, 'clinicId']));
  const organization = ofClinic ?? organizationId;
  if (organization === null) return ok(null);
  if (!organizations.has(organization)) return err(notFound([...path, 'organizationId']));
  if (organizationId !== null && organizationId !== organization) {
    const message = 'The clinic is of another organization.';
    return err(refusal('PLACES_DIFFER', message, [...path, 'organizationId']));
  }
  return ok({
    clinicId: clinicId as ClinicId | null,
    organizationId: organization as OrganizationId,
  });
}

/** The inner place is the outer one, or a clinic of it. */
function isWithin(inner: PersonPlace, outer: PersonPlace): boolean {
  return outer.clinicId === null
    ? inner.organizationId === outer.organizationId
    : inner.clinicId === outer.clinicId;
}

function atHome(
  { index, displayName, email, active }: CheckedContact,
  person: KnownPerson,
  place: PersonPlace,
  authority: string,
): Decision {
  const path = ['contacts', index, 'active'];
  const leaves = active === false && person.active;
  if (leaves && !isWithin(person.home, place)) return err(belongsWider(path));
  if (leaves && person.ties.length > 0) {
    const message =
      'They belong elsewhere too, and could not sign in there any more. End that first.';
    return err(refusal('STILL_AFFILIATED', message, path));
  }
  const changes: PersonChanges = {
    ...(displayName !== null && displayName !== person.displayName ? { displayName } : {}),
    ...(email !== null && email !== person.email ? { email } : {}),
    ...(active !== null && active !== person.active ? { active } : {}),
  };
  if (Object.keys(changes).length === 0) return ok({ kind: 'NOTHING', person });
  return ok({ kind: 'CHANGE', person, changes, authority });
}

function elsewhere(
  { index, email, active }: CheckedContact,
  person: KnownPerson,
  place: PersonPlace,
  authority: string,
): Decision {
  if (email !== null && email !== person.email) {
    return err(notAtHome(['contacts', index, 'email']));
  }
  if (active === true && !person.active) return err(notAtHome(['contacts', index, 'active']));
  const covering = person.ties.filter(
    (tie) => isWithin(tie.place, place) || isWithin(place, tie.place),
  );
  if (active !== false) {
    if (covering.length > 0) return ok({ kind: 'NOTHING', person });
    return ok({ kind: 'AFFILIATE', person, place, authority });
  }
  const ended = covering.filter((tie) => isWithin(tie.place, place));
  if (ended.length < covering.length) return err(belongsWider(['contacts', index, 'active']));
  if (ended.length === 0) return ok({ kind: 'NOTHING', person });
  const tieIds = ended.map(({ id }) => id);
  return ok({ kind: 'LEAVE', person, tieIds, place, authority });
}

const notAtHome = (path: readonly (string | number)[]) =>
  refusal(
    'NOT_AT_HOME',
    'What they sign in with, and whether they can, is changed where they are at home.',
    path,
  );

const belongsWider = (path: readonly (string | number)[]) =>
  refusal(
    'BELONGS_WIDER',
    'They belong to the organization as a whole, not to this clinic alone; say so for the organization.',
    path,
  );
