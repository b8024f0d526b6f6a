import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Contract, ContractLine } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

defineMutation('contractCreate', {
  description:
    'Writes down that an organization has bought something; `contractLineAdd` says what.',
  input: builder.inputType('ContractCreateInput', {
    description: 'A contract.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      organizationId: t.id({ required: true, description: 'Who bought.' }),
      name: t.string({ required: true, description: 'Its name.' }),
      validFrom: t.field({ type: DateTime, description: 'From when. Default: now.' }),
      validUntil: t.field({ type: DateTime, description: 'Until when. Default: without end.' }),
    }),
  }),
  returns: {
    contract: {
      description: 'The contract.',
      record: { type: Contract, shape: 'Contract', id: 'contractId' },
    },
  },
  run: (desk, { organizationId, ...input }) =>
    desk.contracts.create({
      ...given(input),
      name: input.name,
      organizationId: uuidOf('Organization', organizationId),
    }),
});

defineMutation('contractLineAdd', {
  description: 'Adds to a contract what it pays for.',
  input: builder.inputType('ContractLineAddInput', {
    description: 'A line.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      contractId: t.id({ required: true, description: 'The contract.' }),
      name: t.string({ required: true, description: 'Its name.' }),
      clinicId: t.id({ description: 'A clinic of the organization; left out: all of them.' }),
      domains: t.field({ type: [Domain], description: 'Which trades; left out: every one.' }),
      categories: t.stringList({ description: 'Which categories; left out: every one.' }),
    }),
  }),
  returns: {
    contractLine: {
      description: 'The line.',
      record: { type: ContractLine, shape: 'ContractLine', id: 'contractLineId' },
    },
  },
  run: (desk, { contractId, clinicId, ...input }) =>
    desk.contracts.addLine({
      ...given(input),
      name: input.name,
      contractId: uuidOf('Contract', contractId),
      clinicId: optionalUuidOf('Clinic', clinicId),
    }),
});
