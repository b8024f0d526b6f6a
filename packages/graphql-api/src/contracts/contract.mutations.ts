import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Contract, ContractLine } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

const contract = {
  description: 'The contract.',
  record: { type: Contract, shape: 'Contract', id: 'contractId' },
} as const;
const contractLine = {
  description: 'The line.',
  record: { type: ContractLine, shape: 'ContractLine', id: 'contractLineId' },
} as const;

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
  returns: { contract },
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
      categories: t.stringList({
        description:
          'Which categories of tickets, as they are written there: `Network` is not `network`; left out: every one. Not an empty list.',
      }),
    }),
  }),
  returns: { contractLine },
  run: (desk, { contractId, clinicId, ...input }) =>
    desk.contracts.addLine({
      ...given(input),
      name: input.name,
      contractId: uuidOf('Contract', contractId),
      clinicId: optionalUuidOf('Clinic', clinicId),
    }),
});

defineMutation('contractUpdate', {
  description:
    'Renames a contract, or says when it ends. What was exported stays as it is (`PERIOD_EXPORTED`): the days of exported months are neither taken back nor added to.',
  input: builder.inputType('ContractUpdateInput', {
    description: 'What is left out stays.',
    fields: (t) => ({
      contractId: t.id({ required: true, description: 'The contract.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: 'Its name; invoices have it from then on.' }),
      validUntil: t.field({
        type: DateTime,
        description:
          'The first instant at which it does not hold any more: midnight in the time zone of its terms for whole days; null: without end.',
      }),
    }),
  }),
  conflictsOn: 'Contract',
  returns: { contract },
  run: (desk, { contractId, expectedVersion, name, validUntil }) =>
    desk.contracts.update({
      ...given({ name }),
      ...{ validUntil, expectedVersion, contractId: uuidOf('Contract', contractId) },
    }),
});

defineMutation('contractLineUpdate', {
  description:
    'Changes a line of a contract: its name, which invoices have from then on; and, while no billing terms charge by it (`CONTRACT_LINE_IN_USE`), what it covers.',
  input: builder.inputType('ContractLineUpdateInput', {
    description: 'What is left out stays.',
    fields: (t) => ({
      contractLineId: t.id({ required: true, description: 'The line.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: 'Its name.' }),
      clinicId: t.id({ description: 'A clinic of the organization; null: all of them.' }),
      domains: t.field({ type: [Domain], description: 'Which trades; null: every one.' }),
      categories: t.stringList({ description: 'Which categories; null: every one.' }),
    }),
  }),
  conflictsOn: 'ContractLine',
  returns: { contractLine },
  run: (desk, { contractLineId, clinicId, expectedVersion, name, domains, categories }) =>
    desk.contracts.updateLine({
      ...given({ name }),
      ...{ domains, categories, expectedVersion },
      contractLineId: uuidOf('ContractLine', contractLineId),
      clinicId: optionalUuidOf('Clinic', clinicId),
    }),
});

defineMutation('contractLineRemove', {
  description:
    'Removes a line that no billing terms of an open month charge by and no agreement covers (`CONTRACT_LINE_IN_USE`). Invoices that named it keep its name.',
  input: builder.inputType('ContractLineRemoveInput', {
    description: 'Which line.',
    fields: (t) => ({
      contractLineId: t.id({ required: true, description: 'The line.' }),
    }),
  }),
  returns: { contract },
  run: (desk, { contractLineId }) =>
    desk.contracts.removeLine({ contractLineId: uuidOf('ContractLine', contractLineId) }),
});
