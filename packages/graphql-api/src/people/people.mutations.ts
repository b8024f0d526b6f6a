import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { ApiKey, Grant, Person, PersonAffiliation } from '../rows.ts';
import { DateTime, EmailAddress } from '../scalars.ts';
import { fromPermissionName, GrantEffect, Permission, PersonSide, Role } from './people.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';
const person = {
  description: 'The person.',
  record: { type: Person, shape: 'Person', id: 'personId' },
} as const;

defineMutation('personCreate', {
  description: 'Makes a person known. They can do nothing until they are granted something.',
  input: builder.inputType('PersonCreateInput', {
    description: 'A person to make known.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      side: t.field({ type: PersonSide, required: true, description: 'Whose person.' }),
      displayName: t.string({
        required: true,
        description: 'The name to show; at most 200 characters.',
      }),
      email: t.field({ type: EmailAddress, description: 'Unique in the MSP.' }),
      clinicId: t.id({ description: 'The clinic they belong to.' }),
      organizationId: t.id({ description: 'The organization, for people of no single clinic.' }),
    }),
  }),
  returns: { person },
  run: (desk, { clinicId, organizationId, ...input }) =>
    desk.people.create({
      ...given(input),
      side: input.side,
      displayName: input.displayName,
      clinicId: optionalUuidOf('Clinic', clinicId),
      organizationId: optionalUuidOf('Organization', organizationId),
    }),
});

defineMutation('personUpdate', {
  description:
    'Changes what is known of a person. Their e-mail address, and whether they can sign in, changes only who may take from them everything they were granted.',
  input: builder.inputType('PersonUpdateInput', {
    description: 'New values for some fields of a person; what is left out stays.',
    fields: (t) => ({
      personId: t.id({ required: true, description: 'The person.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      displayName: t.string({ description: 'The name to show; at most 200 characters.' }),
      email: t.field({
        type: EmailAddress,
        description: 'Unique in the MSP; null: none is known.',
      }),
      active: t.boolean({
        description: 'False: they are kept for the record and cannot sign in any more.',
      }),
    }),
  }),
  returns: { person },
  conflictsOn: 'Person',
  run: (desk, { personId, email, expectedVersion, ...input }) =>
    desk.people.update({
      ...given(input),
      email,
      expectedVersion,
      personId: uuidOf('Person', personId),
    }),
});

const affiliation = {
  description: 'The affiliation.',
  record: { type: PersonAffiliation, shape: 'PersonAffiliation', id: 'affiliationId' },
} as const;

defineMutation('personAffiliationAdd', {
  description:
    'Lets a client’s person belong to another clinic or organization too: one person, one sign-in. It gives no rights; from now on tickets there may name them, and the people of that place see their name.',
  input: builder.inputType('PersonAffiliationAddInput', {
    description: 'Where somebody belongs too: clinicId or organizationId.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      personId: t.id({ required: true, description: 'The person.' }),
      clinicId: t.id({ description: 'The clinic.' }),
      organizationId: t.id({ description: 'The organization, with all its clinics.' }),
      title: t.string({ description: 'As what they work there; at most 200 characters.' }),
      email: t.field({
        type: EmailAddress,
        description: 'Where they are reached there. Not what they sign in with.',
      }),
      since: t.field({ type: DateTime, description: 'Since when; not ahead. Default: now.' }),
    }),
  }),
  returns: { affiliation, person },
  run: (desk, { personId, clinicId, organizationId, ...input }) =>
    desk.people.addAffiliation({
      ...given(input),
      personId: uuidOf('Person', personId),
      clinicId: optionalUuidOf('Clinic', clinicId),
      organizationId: optionalUuidOf('Organization', organizationId),
    }),
});

defineMutation('personAffiliationEnd', {
  description:
    'Ends an affiliation now: new tickets there cannot name the person any more. It stays on record; what they may still read there is what their grants say.',
  input: builder.inputType('PersonAffiliationEndInput', {
    description: 'An affiliation to end.',
    fields: (t) => ({
      affiliationId: t.id({ required: true, description: 'The affiliation.' }),
    }),
  }),
  returns: { affiliation, person },
  run: (desk, { affiliationId }) =>
    desk.people.endAffiliation({ affiliationId: uuidOf('PersonAffiliation', affiliationId) }),
});

defineMutation('grantCreate', {
  description: 'Gives (or denies) somebody a role; never more than you have yourself.',
  input: builder.inputType('GrantCreateInput', {
    description:
      'A role for somebody. Without clinicId, organizationId and clinicGroupId it is over the whole MSP.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      personId: t.id({ required: true, description: 'To whom.' }),
      role: t.field({ type: Role, required: true, description: 'Which role.' }),
      effect: t.field({ type: GrantEffect, description: 'Default: ALLOW.' }),
      clinicId: t.id({ description: 'Over this clinic only.' }),
      organizationId: t.id({ description: 'Over this organization and all its clinics.' }),
      clinicGroupId: t.id({
        description:
          'Over the clinics of this group, as they are at any time. For the provider’s roles but MSP_ADMIN.',
      }),
      from: t.field({ type: DateTime, description: 'From when. Default: now.' }),
      until: t.field({ type: DateTime, description: 'Until when. Default: without end.' }),
      reason: t.string({ required: true, description: 'Why; for the audit trail.' }),
    }),
  }),
  returns: {
    grant: { description: 'The grant.', record: { type: Grant, shape: 'Grant', id: 'grantId' } },
    person,
  },
  run: (desk, { personId, clinicId, organizationId, clinicGroupId, ...input }) =>
    desk.grants.create({
      ...given(input),
      role: input.role,
      reason: input.reason,
      personId: uuidOf('Person', personId),
      clinicId: optionalUuidOf('Clinic', clinicId),
      organizationId: optionalUuidOf('Organization', organizationId),
      clinicGroupId: optionalUuidOf('ClinicGroup', clinicGroupId),
    }),
});

defineMutation('grantRevoke', {
  description: 'Ends a grant now; from the next request on it counts no more.',
  input: builder.inputType('GrantRevokeInput', {
    description: 'A grant to end.',
    fields: (t) => ({ grantId: t.id({ required: true, description: 'The grant.' }) }),
  }),
  returns: { person },
  run: (desk, { grantId }) => desk.grants.revoke({ grantId: uuidOf('Grant', grantId) }),
});

const apiKey = {
  description: 'The key.',
  record: { type: ApiKey, shape: 'ApiKey', id: 'apiKeyId' },
} as const;

defineMutation('apiKeyCreate', {
  description:
    'Makes a key for an integration. Its token is in this answer and nowhere else, ever.',
  input: builder.inputType('ApiKeyCreateInput', {
    description: 'A key to make.',
    fields: (t) => ({
      name: t.string({ required: true, description: 'What it is for.' }),
      scopes: t.field({
        type: [Permission],
        required: true,
        description: 'What it is limited to; you must have all of it.',
      }),
      clinicIds: t.idList({
        description: 'The clinics it is limited to; left out: all of the MSP.',
      }),
      expiresAt: t.field({
        type: DateTime,
        required: true,
        description: 'When it ends; at most a year ahead.',
      }),
    }),
  }),
  returns: {
    apiKey,
    token: {
      description:
        'What to send as `Authorization: Bearer …`. Null in the replay of an earlier answer.',
      value: { type: 'String', key: 'token' },
    },
  },
  run: (desk, { scopes, clinicIds, ...input }) =>
    desk.apiKeys.create({
      ...input,
      scopes: scopes.map(fromPermissionName),
      clinicIds: clinicIds ? uuidsOf('Clinic', clinicIds) : null,
    }),
});

defineMutation('apiKeyRevoke', {
  description: 'Ends a key at once.',
  input: builder.inputType('ApiKeyRevokeInput', {
    description: 'A key to end.',
    fields: (t) => ({ apiKeyId: t.id({ required: true, description: 'The key.' }) }),
  }),
  returns: { apiKey },
  run: (desk, { apiKeyId }) => desk.apiKeys.revoke({ apiKeyId: uuidOf('ApiKey', apiKeyId) }),
});
