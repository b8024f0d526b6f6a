declare const brand: unique symbol;

/** A UUID that names one kind of record, so that a clinic's id cannot be passed where a ticket's is meant. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type MspId = Id<'Msp'>;
export type OrganizationId = Id<'Organization'>;
export type ClinicGroupId = Id<'ClinicGroup'>;
export type ClinicId = Id<'Clinic'>;
export type LocationId = Id<'Location'>;
export type TeamId = Id<'Team'>;
export type PersonId = Id<'Person'>;
export type TicketId = Id<'Ticket'>;
export type AssetId = Id<'Asset'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the 8-4-4-4-12 hexadecimal form of RFC 9562, any version, either case. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
