import { VisitFilter, VisitOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Visit } from '../rows.ts';

listQuery('visits', Visit, 'Visit', {
  description:
    'The dispatch calendar: who goes where and when, the earliest first unless ordered otherwise. The same as a calendar to subscribe to: `/feeds/visits.ics`.',
  filter: VisitFilter,
  orderBy: VisitOrder,
});
