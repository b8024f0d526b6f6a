import { defineEntity, p } from '@mikro-orm/core';
import type { Skill } from '@wardline/dispatch';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, inOrganizations, me, walled, wholeMsp } from '../orm/policies.ts';

/** Whose person it is: the MSP's own, or a client's (clinic staff, patients, vendors, referrers). */
export const PERSON_SIDES = ['PROVIDER', 'CLIENT'] as const;
export type PersonSide = (typeof PERSON_SIDES)[number];

const atHome = (scope: 'staff' | 'full') =>
  `((clinic_id is not null and ${inClinics(scope)})
    or (clinic_id is null and organization_id is not null and ${inOrganizations('full')}))`;

/** A human being Wardline knows: a member with grants, or a contact who only asks for help. */
export const PersonEntity = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    ...tenantKey(),
    side: p.enum(PERSON_SIDES),
    organizationId: p.uuid().strictNullable(),
    clinicId: p.uuid().strictNullable(),
    displayName: p.text(),
    email: p.text().strictNullable(),
    active: p.boolean(),
    /** Their working hours; null: those of the team. */
    workingCalendarId: p.uuid().nullable(),
    skills: p.json<readonly Skill[]>().nullable(),
    /** The most points of open work they hold; null: no limit. */
    capacity: p.integer().nullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'clinicId'] }],
  uniques: [{ properties: ['mspId', 'email'] }],
  ...walled({
    // Who works on a ticket is no secret to those who may read the ticket: providers are known.
    select: `(side = 'PROVIDER' or id = ${me} or ${atHome('staff')} or ${wholeMsp})`,
    insert: `(${wholeMsp} or (side = 'CLIENT' and ${atHome('full')}))`,
    update: `(${wholeMsp} or id = ${me} or (side = 'CLIENT' and ${atHome('full')}))`,
  }),
});
