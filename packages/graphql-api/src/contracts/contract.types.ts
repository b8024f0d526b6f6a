import type { Row } from '@wardline/platform';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Clinic, Contract, ContractLine, Organization } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';

Contract.implement({
  description: 'What an organization has bought, and for how long.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Contract'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    organization: one(t, 'organization', Organization, { description: 'Who bought.' }),
    lines: many(t, 'lines', ContractLine, 'ContractLine', { description: 'What was bought.' }),
    validFrom: column(t, 'validFrom', DateTime, { description: 'From when.' }),
    validUntil: column(t, 'validUntil', DateTime, {
      nullable: true,
      description: 'Until when; null: without end.',
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

ContractLine.implement({
  description: 'One thing bought: which clinic’s work, of which trade and category, it pays for.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ContractLine'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    contract: one(t, 'contract', Contract, { description: 'The contract.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic; null: all of the organization.' }),
    domains: t.field({
      type: [Domain],
      nullable: true,
      description: 'Which trades; null: every one.',
      extensions: readsExtension({ columns: ['domains'] }),
      resolve: (row: Row) => row.domains as 'IT'[] | null,
    }),
    categories: t.stringList({
      nullable: true,
      description: 'Which categories; null: every one.',
      extensions: readsExtension({ columns: ['categories'] }),
      resolve: (row: Row) => row.categories as string[] | null,
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
