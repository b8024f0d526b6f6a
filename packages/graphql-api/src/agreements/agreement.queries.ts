import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Agreement } from '../rows.ts';

listQuery('agreements', Agreement, 'Agreement', {
  description: 'The agreements you may see, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
