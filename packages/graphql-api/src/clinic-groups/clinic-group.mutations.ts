import { MAX_GROUP_CLINICS, type MembershipResult } from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import { UserError } from '../errors/user-errors.ts';
import { count } from '../mutations/count.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { toGlobalId, uuidOf, uuidsOf } from '../node/global-id.ts';
import { ClinicGroup } from '../rows.ts';

const NAME = 'Its name; at most 200 characters.';
const DESCRIPTION = 'What is meant by it; at most 2,000 characters.';
const EXPECTED = 'The version you decided on.';

const clinicGroup = {
  description: 'The group.',
  record: { type: ClinicGroup, shape: 'ClinicGroup', id: 'clinicGroupId' },
} as const;

defineMutation('clinicGroupCreate', {
  description:
    'Puts a name to a set of clinics, which has none yet. For those who manage all clinics of the MSP.',
  input: builder.inputType('ClinicGroupCreateInput', {
    description: 'A group to make.',
    fields: (t) => ({
      id: t.string({
        description:
          'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.',
      }),
      name: t.string({ required: true, description: NAME }),
      description: t.string({ description: DESCRIPTION }),
    }),
  }),
  returns: { clinicGroup },
  run: (desk, input) => desk.clinicGroups.create({ ...given(input), name: input.name }),
});

defineMutation('clinicGroupUpdate', {
  description: 'Says otherwise what a group is called and meant for.',
  input: builder.inputType('ClinicGroupUpdateInput', {
    description: 'New values for some fields of a group; what is left out stays.',
    fields: (t) => ({
      clinicGroupId: t.id({ required: true, description: 'The group.' }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      name: t.string({ description: NAME }),
      description: t.string({ description: `${DESCRIPTION} Null: nothing is said.` }),
    }),
  }),
  returns: { clinicGroup },
  conflictsOn: 'ClinicGroup',
  run: (desk, { clinicGroupId, expectedVersion, description, ...input }) =>
    desk.clinicGroups.update({
      ...given(input),
      description,
      expectedVersion,
      clinicGroupId: uuidOf('ClinicGroup', clinicGroupId),
    }),
});

defineMutation('clinicGroupArchive', {
  description:
    'Takes a group out of use, or brings it back. Refused while grants or denials stand over it: revoke them first.',
  input: builder.inputType('ClinicGroupArchiveInput', {
    description: 'A group to take out of use.',
    fields: (t) => ({
      clinicGroupId: t.id({ required: true, description: 'The group.' }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      archived: t.boolean({ description: 'False brings it back. Default: true.' }),
    }),
  }),
  returns: { clinicGroup },
  conflictsOn: 'ClinicGroup',
  run: (desk, { clinicGroupId, expectedVersion, ...input }) =>
    desk.clinicGroups.archive({
      ...given(input),
      expectedVersion,
      clinicGroupId: uuidOf('ClinicGroup', clinicGroupId),
    }),
});

const Outcome = describedEnum('ClinicGroupOutcome', 'What became of a clinic named for a group.', {
  ADDED: 'It belongs to the group now.',
  REMOVED: 'It does not belong to the group any more.',
  UNCHANGED: 'It was so already.',
  REFUSED: '`userErrors` says why.',
});

const Result = builder.objectRef<MembershipResult>('ClinicGroupResult').implement({
  description: 'What became of one clinic of the request.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the request, from 0.' }),
    outcome: t.field({
      type: Outcome,
      description: 'What became of it.',
      resolve: ({ outcome }) => outcome,
    }),
    clinicId: t.id({
      nullable: true,
      description: 'The clinic, for `nodes(ids:)`. Null if refused.',
      resolve: ({ clinicId }) => clinicId && toGlobalId('Clinic', clinicId),
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Why it was refused; empty otherwise. Each path names the clinic by its place.',
      resolve: ({ errors }) => errors.map((refusal) => ({ refusal })),
    }),
  }),
});

const answers = {
  clinicGroup,
  results: {
    description: 'What became of each, in the order of the request.',
    value: { type: [Result], key: 'results' },
  },
  changed: count('changed', 'How many were added or removed.'),
  unchanged: count('unchanged', 'How many were so already.'),
  refused: count('refused', 'How many were refused.'),
};

const clinicsInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      clinicGroupId: t.id({ required: true, description: 'The group.' }),
      clinicIds: t.idList({
        required: true,
        description: `The clinics, 1 to ${MAX_GROUP_CLINICS}.`,
      }),
    }),
  });

defineMutation('clinicGroupClinicsAdd', {
  description:
    'Puts clinics into a group. What is granted and denied over the group holds at them from the next request on, so it takes the authority to grant that there. Each is answered by itself.',
  input: clinicsInput('ClinicGroupClinicsAddInput', 'Clinics to put into a group.'),
  returns: answers,
  run: (desk, { clinicGroupId, clinicIds }) =>
    desk.clinicGroups.addClinics({
      clinicGroupId: uuidOf('ClinicGroup', clinicGroupId),
      clinicIds: uuidsOf('Clinic', clinicIds),
    }),
});

defineMutation('clinicGroupClinicsRemove', {
  description:
    'Takes clinics out of a group. What is granted and denied over the group holds at them no longer from the next request on, so it takes the authority to revoke that there. Each is answered by itself.',
  input: clinicsInput('ClinicGroupClinicsRemoveInput', 'Clinics to take out of a group.'),
  returns: answers,
  run: (desk, { clinicGroupId, clinicIds }) =>
    desk.clinicGroups.removeClinics({
      clinicGroupId: uuidOf('ClinicGroup', clinicGroupId),
      clinicIds: uuidsOf('Clinic', clinicIds),
    }),
});
