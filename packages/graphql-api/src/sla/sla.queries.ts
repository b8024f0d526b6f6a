import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Agreement, Calendar } from '../rows.ts';

listQuery('calendars', Calendar, 'Calendar', {
  description: 'The MSP’s calendars, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
listQuery('agreements', Agreement, 'Agreement', {
  description: 'The agreements you may see, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
