import { BlackoutFilter } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Blackout } from '../rows.ts';

listQuery('blackouts', Blackout, 'Blackout', {
  description:
    'When the clinics you may see want nothing changed, the earliest first, past ones included: those to come with `{ endsAt: { gt: "PT0S" } }`.',
  filter: BlackoutFilter,
});
