import { ClinicGroupFilter, NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { ClinicGroup } from '../rows.ts';

listQuery('clinicGroups', ClinicGroup, 'ClinicGroup', {
  description:
    'The groups of clinics you may see, archived ones too, by name unless ordered otherwise. Empty for a client’s people.',
  filter: ClinicGroupFilter,
  orderBy: NameOrder,
});
