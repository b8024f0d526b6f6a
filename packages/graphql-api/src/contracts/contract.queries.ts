import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Contract } from '../rows.ts';

listQuery('contracts', Contract, 'Contract', {
  description: 'The contracts you may see, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
