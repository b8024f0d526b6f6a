import { ClinicFilter, ClinicOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many } from '../reading/fields.ts';
import { Clinic, ClinicGroup, Grant } from '../rows.ts';
import { DateTime } from '../scalars.ts';

ClinicGroup.implement({
  description:
    'A set of clinics under a name, across the MSP’s customers: what roles are granted over and lists are filtered by. For the provider’s people; of them only who may see a clinic of it.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ClinicGroup'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    description: column(t, 'description', 'String', {
      nullable: true,
      description: 'What is meant by it.',
    }),
    clinics: many(t, 'clinics', Clinic, 'Clinic', {
      description: 'Its clinics that you may see.',
      filter: ClinicFilter,
      orderBy: ClinicOrder,
    }),
    grants: many(t, 'grants', Grant, 'Grant', {
      description: 'What was granted and denied over it, the latest first.',
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was made.' }),
    archivedAt: column(t, 'archivedAt', DateTime, {
      nullable: true,
      description: 'Since when it is out of use; null while in use.',
    }),
    version: column(t, 'version', 'Int', {
      description: 'Grows by one with each change of it; clinics come and go without.',
    }),
  }),
});
