// Where somebody belongs: the home a person's own row names, and the affiliations beside it. In SQL, for
// policies, decisions' facts and reads alike, so that all of them mean the same.
import { inClinics, inOrganizations, me, wholeMsp } from '../orm/policies.ts';

/**
 * A row of a clinic, or of an organization as a whole, is within the caller's reach.
 * @param row the table or its alias, with `clinic_id` and `organization_id`.
 */
export function atPlace(row: string, scope: 'staff' | 'full'): string {
  return `((${row}.clinic_id is not null and ${inClinics(scope, `${row}.clinic_id`)})
    or (${row}.clinic_id is null and ${row}.organization_id is not null
      and ${inOrganizations('full', `${row}.organization_id`)}))`;
}

/**
 * Whether the caller may know where this person is at home: one practice learns nothing of the other
 * that somebody also works for, not even if the caller has to do with both.
 */
export function homeKnown(person: string): string {
  return `(${person}.side = 'PROVIDER' or ${person}.id = ${me} or ${wholeMsp} or ${atPlace(person, 'staff')})`;
}

/** A clinic and its organization, as SQL. */
export interface ClinicSql {
  readonly id: string;
  readonly organizationId: string;
}

/**
 * Of whom a ticket of this clinic may speak as requester, watcher, approver: the MSP's own people, and
 * those who are at home at the clinic or its organization, or affiliated with one of them.
 */
export function belongsTo(person: string, clinic: ClinicSql): string {
  const within = (row: string) =>
    `(${row}.clinic_id = ${clinic.id}
      or (${row}.clinic_id is null and ${row}.organization_id = ${clinic.organizationId}))`;
  return `(${person}.side = 'PROVIDER' or ${within(person)} or exists (
    select 1 from person_affiliation tie where tie.msp_id = ${person}.msp_id
      and tie.person_id = ${person}.id and tie.ended_at is null and ${within('tie')}))`;
}

/** The ids of the people at home in a place, as far as known, or affiliated with it now. */
export function peopleOf(place: string, column: 'clinic_id' | 'organization_id'): string {
  return `select home.id from person home where home.msp_id = ${place}.msp_id
      and home.${column} = ${place}.id and ${homeKnown('home')}
    union all select tie.person_id from person_affiliation tie where tie.msp_id = ${place}.msp_id
      and tie.${column} = ${place}.id and tie.ended_at is null`;
}

/** The ids of the places a person is at home in, as far as known, or affiliated with now. */
export function placesOf(person: string, column: 'clinic_id' | 'organization_id'): string {
  return `select ${person}.${column} where ${homeKnown(person)}
    union all select tie.${column} from person_affiliation tie where tie.msp_id = ${person}.msp_id
      and tie.person_id = ${person}.id and tie.ended_at is null`;
}
