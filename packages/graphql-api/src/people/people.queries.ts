import { NameOrder, PersonFilter, PersonOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { ApiKey, Person } from '../rows.ts';

listQuery('people', Person, 'Person', {
  description: 'The people you may see, by name unless ordered otherwise.',
  filter: PersonFilter,
  orderBy: PersonOrder,
});
listQuery('apiKeys', ApiKey, 'ApiKey', {
  description:
    'The MSP’s API keys, the latest first. For those who manage them; empty for all others.',
  orderBy: NameOrder,
});
