import type { Row } from '@wardline/platform';
import {
  ClinicFilter,
  ClinicOrder,
  NameOrder,
  OrganizationFilter,
  PersonAffiliationFilter,
  PersonAffiliationOrder,
  TeamFilter,
} from '../filters.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  ApiKey,
  Clinic,
  ClinicGroup,
  Grant,
  Organization,
  Person,
  PersonAffiliation,
  Team,
} from '../rows.ts';
import { DateTime, EmailAddress } from '../scalars.ts';
import { GrantEffect, Permission, PersonSide, Role, toPermissionName } from './people.enums.ts';

Person.implement({
  description:
    'Somebody Wardline knows: a member with grants, or a contact who only asks for help.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Person'),
    displayName: column(t, 'displayName', 'String', { description: 'The name to show.' }),
    email: column(t, 'email', EmailAddress, {
      nullable: true,
      description:
        'The e-mail address, if known; null for those who may not read the members of where they are at home. One’s own is always there.',
    }),
    side: column(t, 'side', PersonSide, { description: 'Whose person.' }),
    active: column(t, 'active', 'Boolean', {
      description: 'False: kept for the record, cannot sign in.',
    }),
    clinic: one(t, 'clinic', Clinic, {
      description: 'The clinic they are at home at, if one and if you may know.',
    }),
    organization: one(t, 'organization', Organization, {
      description: 'The organization they are at home at, if one and if you may know.',
    }),
    affiliations: many(t, 'affiliations', PersonAffiliation, 'PersonAffiliation', {
      description:
        'Where they belong beside their home, past ones included: those of the places you have to do with, and your own.',
      filter: PersonAffiliationFilter,
      orderBy: PersonAffiliationOrder,
    }),
    organizations: many(t, 'organizations', Organization, 'Organization', {
      description:
        'The organizations they belong to now, at home there or affiliated, as far as you may know.',
      filter: OrganizationFilter,
      orderBy: NameOrder,
    }),
    clinics: many(t, 'clinics', Clinic, 'Clinic', {
      description:
        'The clinics they belong to now, at home there or affiliated, as far as you may know.',
      filter: ClinicFilter,
      orderBy: ClinicOrder,
    }),
    teams: many(t, 'teams', Team, 'Team', {
      description: 'The teams they are in.',
      filter: TeamFilter,
      orderBy: NameOrder,
    }),
    grants: many(t, 'grants', Grant, 'Grant', {
      description: 'What they were granted, past and future included, as far as you may see it.',
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When they became known.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

PersonAffiliation.implement({
  description:
    'Somebody belongs to a clinic, or to an organization with all its clinics, beside where they are at home. It gives no rights; while it lasts, tickets there may name them.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'PersonAffiliation'),
    person: one(t, 'person', Person, { description: 'Who.' }),
    organization: one(t, 'organization', Organization, {
      description: 'The organization; of a clinic, the clinic’s.',
    }),
    clinic: one(t, 'clinic', Clinic, {
      description: 'The clinic; null if it is with the organization as a whole.',
    }),
    title: column(t, 'title', 'String', {
      nullable: true,
      description: 'As what they work there, if known.',
    }),
    email: column(t, 'email', EmailAddress, {
      nullable: true,
      description:
        'Where they are reached there, if known; null for those who may not read the members of that place. Not what they sign in with.',
    }),
    since: column(t, 'since', DateTime, { description: 'Since when.' }),
    endedAt: column(t, 'endedAt', DateTime, {
      nullable: true,
      description: 'When it ended; null: it lasts.',
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was recorded.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Grant.implement({
  description:
    'A role given to (or denied) somebody, over the MSP, an organization, a clinic or a group of clinics.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Grant'),
    role: column(t, 'role', Role, { description: 'The role.' }),
    effect: column(t, 'effect', GrantEffect, { description: 'Given or denied.' }),
    person: one(t, 'person', Person, { description: 'To whom.' }),
    organization: one(t, 'organization', Organization, {
      description: 'Over which organization, if over one.',
    }),
    clinic: one(t, 'clinic', Clinic, { description: 'Over which clinic, if over one.' }),
    clinicGroup: one(t, 'clinicGroup', ClinicGroup, {
      description: 'Over which group of clinics, if over one and if you may see it.',
    }),
    validFrom: column(t, 'validFrom', DateTime, { description: 'From when.' }),
    validUntil: column(t, 'validUntil', DateTime, {
      nullable: true,
      description: 'Until when; null: without end.',
    }),
    grantedBy: one(t, 'grantedBy', Person, {
      description: 'By whom; null: when the MSP was set up.',
    }),
    reason: column(t, 'reason', 'String', { description: 'Why.' }),
  }),
});

ApiKey.implement({
  description: 'An integration’s credential. Its secret was shown once, when it was made.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ApiKey'),
    name: column(t, 'name', 'String', { description: 'What it is for.' }),
    scopes: t.field({
      type: [Permission],
      description: 'What it is limited to.',
      extensions: readsExtension({ columns: ['scopes'] }),
      resolve: (row: Row) => ((row.scopes ?? []) as string[]).map(toPermissionName),
    }),
    clinicIds: t.field({
      type: ['ID'],
      nullable: true,
      description: 'The clinics it is limited to; null: all of the MSP.',
      extensions: readsExtension({ columns: ['clinicIds'] }),
      resolve: (row: Row) =>
        (row.clinicIds as string[] | null)?.map((id) => toGlobalId('Clinic', id)) ?? null,
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was made.' }),
    createdBy: one(t, 'createdBy', Person, { description: 'By whom.' }),
    expiresAt: column(t, 'expiresAt', DateTime, {
      nullable: true,
      description: 'When it ends by itself.',
    }),
    revokedAt: column(t, 'revokedAt', DateTime, {
      nullable: true,
      description: 'When it was ended.',
    }),
  }),
});
