import {
  ClinicFilter,
  ClinicOrder,
  LocationFilter,
  NameOrder,
  OrganizationFilter,
  TeamFilter,
} from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Clinic, Location, Organization, Team } from '../rows.ts';

listQuery('organizations', Organization, 'Organization', {
  description: 'The organizations you may see, by name unless ordered otherwise.',
  filter: OrganizationFilter,
  orderBy: NameOrder,
});
listQuery('clinics', Clinic, 'Clinic', {
  description: 'The clinics you may see, by name unless ordered otherwise.',
  filter: ClinicFilter,
  orderBy: ClinicOrder,
});
listQuery('locations', Location, 'Location', {
  description: 'The locations you may see, by name unless ordered otherwise.',
  filter: LocationFilter,
  orderBy: NameOrder,
});
listQuery('teams', Team, 'Team', {
  description: 'The teams you may see, by name unless ordered otherwise.',
  filter: TeamFilter,
  orderBy: NameOrder,
});
