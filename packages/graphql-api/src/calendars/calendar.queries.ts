import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Calendar } from '../rows.ts';

listQuery('calendars', Calendar, 'Calendar', {
  description: 'The MSP’s calendars, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
