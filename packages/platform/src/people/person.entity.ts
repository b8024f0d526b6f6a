import { defineEntity, p } from '@mikro-orm/core';
import type { Skill } from '@wardline/dispatch';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { me, walled, wholeMsp } from '../orm/policies.ts';
import { atPlace, homeKnown } from './person-places.ts';

/** Whose person it is: the MSP's own, or a client's (clinic staff, patients, vendors, referrers). */
export const PERSON_SIDES = ['PROVIDER', 'CLIENT'] as const;
export type PersonSide = (typeof PERSON_SIDES)[number];

// Of the affiliations, the caller sees those of their own places.
const affiliated = `exists (select 1 from person_affiliation tie
  where tie.msp_id = person.msp_id and tie.person_id = person.id)`;

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
  indexes: [{ properties: ['mspId', 'clinicId'] }, { properties: ['mspId', 'organizationId'] }],
  uniques: [{ properties: ['mspId', 'email'] }],
  ...walled({
    // Who works on a ticket is no secret to those who may read the ticket: providers are known.
    select: `(${homeKnown('person')} or ${affiliated})`,
    insert: `(${wholeMsp} or (side = 'CLIENT' and ${atPlace('person', 'full')}))`,
    update: `(${wholeMsp} or id = ${me} or (side = 'CLIENT' and ${atPlace('person', 'full')}))`,
  }),
});
