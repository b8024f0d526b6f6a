import { type ContactResult, MAX_CONTACTS } from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import { UserError } from '../errors/user-errors.ts';
import { count } from '../mutations/count.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, toGlobalId } from '../node/global-id.ts';

const ContactOutcome = describedEnum('ContactOutcome', 'What became of a contact.', {
  CREATED: 'Somebody new is known.',
  UPDATED: 'Something about them changed: a field, where they belong, or their external id.',
  UNCHANGED: 'All of it was known already; also of somebody who has left and never was known.',
  REFUSED: '`userErrors` says why.',
});

const ContactResultType = builder.objectRef<ContactResult>('ContactResult').implement({
  description: 'What became of one contact of the request.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the request, from 0.' }),
    outcome: t.field({
      type: ContactOutcome,
      description: 'What became of it.',
      resolve: ({ outcome }) => outcome,
    }),
    personId: t.id({
      nullable: true,
      description:
        'Who it is, for `nodes(ids:)`. Null if refused, if nobody had to be made known, and in a dry run for somebody new.',
      resolve: ({ personId }) => personId && toGlobalId('Person', personId),
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Why it was refused; empty otherwise. Each path names the contact by its place.',
      resolve: ({ errors }) => errors.map((refusal) => ({ refusal })),
    }),
  }),
});

const ContactInput = builder.inputType('ContactInput', {
  description:
    'What another system knows of a client’s person: an email, an externalId or both. What is left out stays.',
  fields: (t) => ({
    externalId: t.string({
      description:
        'What the other system calls them; at most 200 characters. For those who run the whole MSP.',
    }),
    // Not EmailAddress: one that is none is refused by itself, and not the whole request for it.
    email: t.string({
      description: 'Their e-mail address, matched without regard to case.',
    }),
    displayName: t.string({
      description: 'The name to show; at most 200 characters. Needed for somebody new.',
    }),
    clinicId: t.id({
      description: 'The clinic they belong to. Somebody new needs this or the next.',
    }),
    organizationId: t.id({ description: 'The organization they belong to, of no single clinic.' }),
    active: t.boolean({
      description:
        'False: they have left. At home they are deactivated; elsewhere the affiliation ends.',
    }),
  }),
});

defineMutation('personBatchUpsert', {
  description:
    'Makes clients’ people known as another system knows them, brings them up to date, or lets them leave. Each is answered by itself, with the permission personCreate takes; what is refused stands in nobody’s way, and sending what went in again changes nothing. Somebody who is at home elsewhere is affiliated with the place the contact names, and keeps their name and sign-in.',
  input: builder.inputType('PersonBatchUpsertInput', {
    description: 'Contacts of one system.',
    fields: (t) => ({
      contacts: t.field({
        type: [ContactInput],
        required: true,
        description: `The contacts, 1 to ${MAX_CONTACTS}.`,
      }),
      source: t.string({
        description: 'The system the external ids are of: keep it the same. Default: `contacts`.',
      }),
      dryRun: t.boolean({
        description: 'True: everything is decided and tried, and taken back. Default: false.',
      }),
    }),
  }),
  returns: {
    results: {
      description: 'What became of each, in the order of the request.',
      value: { type: [ContactResultType], key: 'results' },
    },
    created: count('created', 'How many were created.'),
    updated: count('updated', 'How many were updated.'),
    unchanged: count('unchanged', 'How many were as they are already.'),
    refused: count('refused', 'How many were refused.'),
  },
  run: (desk, { contacts, ...input }) =>
    desk.people.upsert({
      ...given(input),
      contacts: contacts.map(({ clinicId, organizationId, ...contact }) => ({
        ...contact,
        clinicId: optionalUuidOf('Clinic', clinicId),
        organizationId: optionalUuidOf('Organization', organizationId),
      })),
    }),
});
