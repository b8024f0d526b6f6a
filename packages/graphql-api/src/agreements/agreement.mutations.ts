import { builder } from '../builder.ts';
import { AgreementKind } from '../clocks/clock.enums.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { Agreement } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { OpenTickets } from './agreement.enums.ts';
import { pathOfTerms, TermsInput, termsOf } from './terms.inputs.ts';

const agreement = {
  description: 'The agreement.',
  record: { type: Agreement, shape: 'Agreement', id: 'agreementId' },
} as const;
const common = { returns: { agreement }, conflictsOn: 'Agreement', pathOf: pathOfTerms } as const;
const target = {
  agreementId: 'The agreement.',
  expectedVersion: 'The version you decided on; it counts changes of terms and coverage too.',
};

const CoverageInput = builder.inputType('AgreementCoverageInput', {
  description: 'One thing an agreement covers: exactly one of the fields.',
  fields: (t) => ({
    clinicId: t.id({ description: 'A clinic.' }),
    organizationId: t.id({ description: 'An organization with all its clinics.' }),
    assetId: t.id({
      description:
        'An asset; one of kind SERVICE, SOFTWARE_SERVICE or EHR covers what concerns the service.',
    }),
    contractLineId: t.id({ description: 'What falls under a line of a contract.' }),
    everybody: t.boolean({ description: 'True: whatever no other agreement covers.' }),
  }),
});

const coverageOf = ({
  clinicId,
  organizationId,
  assetId,
  contractLineId,
  everybody,
}: typeof CoverageInput.$inferInput) => ({
  clinicId: optionalUuidOf('Clinic', clinicId),
  organizationId: optionalUuidOf('Organization', organizationId),
  assetId: optionalUuidOf('Asset', assetId),
  contractLineId: optionalUuidOf('ContractLine', contractLineId),
  everybody,
});

defineMutation('agreementCreate', {
  description:
    'Writes down what is promised to whom: as a draft, or in force at once with `publish`.',
  input: builder.inputType('AgreementCreateInput', {
    description: 'An agreement with its first terms.',
    fields: (t) => ({
      id: t.string({
        description:
          'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.',
      }),
      name: t.string({ required: true, description: 'Its name.' }),
      kind: t.field({ type: AgreementKind, required: true, description: 'With whom.' }),
      teamId: t.id({
        description:
          'Of an OLA or UC: whose promise it is; it counts while the ticket is with that team. Left out: of whoever has the ticket.',
      }),
      coverage: t.field({
        type: [CoverageInput],
        description: 'What it covers; nothing yet if left out. At most 100.',
      }),
      terms: t.field({ type: TermsInput, required: true, description: 'What it says.' }),
      publish: t.boolean({ description: 'True puts it in force. Default: it is a draft.' }),
      validFrom: t.field({
        type: DateTime,
        description: 'With `publish`: from when. Default: now.',
      }),
      validUntil: t.field({ type: DateTime, description: 'Until when. Default: without end.' }),
    }),
  }),
  ...common,
  run: (desk, { teamId, coverage, terms, ...input }) =>
    desk.agreements.create({
      ...given(input),
      name: input.name,
      kind: input.kind,
      teamId: optionalUuidOf('Team', teamId),
      coverage: (coverage ?? []).map(coverageOf),
      terms: termsOf(terms),
    }),
});

defineMutation('agreementUpdate', {
  description: 'Renames an agreement or sets its end. What it has measured stays measured.',
  input: builder.inputType('AgreementUpdateInput', {
    description: 'New values; what is left out stays.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: target.agreementId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      name: t.string({ description: 'Its name.' }),
      validUntil: t.field({ type: DateTime, description: 'Until when; null: without end.' }),
    }),
  }),
  ...common,
  run: (desk, { agreementId, expectedVersion, name, validUntil }) =>
    desk.agreements.update({
      agreementId: uuidOf('Agreement', agreementId),
      expectedVersion,
      ...given({ name }),
      ...(validUntil === undefined ? {} : { validUntil }),
    }),
});

defineMutation('agreementCoverageUpdate', {
  description: 'Changes what an agreement covers. Tickets opened before keep the one they have.',
  input: builder.inputType('AgreementCoverageUpdateInput', {
    description: 'What is covered from now on, and what no more.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: target.agreementId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      add: t.field({ type: [CoverageInput], description: 'To cover. At most 100.' }),
      removeIds: t.idList({ description: 'Ids of coverage to take away.' }),
    }),
  }),
  ...common,
  run: (desk, { agreementId, expectedVersion, add, removeIds }) =>
    desk.agreements.cover({
      agreementId: uuidOf('Agreement', agreementId),
      expectedVersion,
      add: (add ?? []).map(coverageOf),
      removeIds: uuidsOf('AgreementCoverage', removeIds ?? []),
    }),
});

defineMutation('agreementDraftUpdate', {
  description:
    'Writes the next version of an agreement, in place of an earlier draft. Nothing is measured by it until it is published.',
  input: builder.inputType('AgreementDraftUpdateInput', {
    description: 'The terms of the draft, as a whole.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: target.agreementId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      terms: t.field({ type: TermsInput, required: true, description: 'What it says.' }),
    }),
  }),
  ...common,
  run: (desk, { agreementId, expectedVersion, terms }) =>
    desk.agreements.draft({
      agreementId: uuidOf('Agreement', agreementId),
      expectedVersion,
      terms: termsOf(terms),
    }),
});

defineMutation('agreementDraftRemove', {
  description: 'Throws the draft of an agreement away.',
  input: builder.inputType('AgreementDraftRemoveInput', {
    description: 'Whose draft.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: target.agreementId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
    }),
  }),
  ...common,
  run: (desk, { agreementId, expectedVersion }) =>
    desk.agreements.discardDraft({
      agreementId: uuidOf('Agreement', agreementId),
      expectedVersion,
    }),
});

defineMutation('agreementPublish', {
  description:
    'Puts the draft of an agreement in force, and if asked takes the open tickets it measures along, in one transaction. Try it first with `agreementSimulation`.',
  input: builder.inputType('AgreementPublishInput', {
    description: 'From when, and for which tickets.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: target.agreementId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      validFrom: t.field({
        type: DateTime,
        description: 'From when; not in the past. Default: now.',
      }),
      openTickets: t.field({
        type: OpenTickets,
        description: 'What happens to tickets it measures already. Default: KEEP.',
      }),
    }),
  }),
  ...common,
  run: (desk, { agreementId, expectedVersion, ...input }) =>
    desk.agreements.publish({
      agreementId: uuidOf('Agreement', agreementId),
      expectedVersion,
      ...given(input),
    }),
});
