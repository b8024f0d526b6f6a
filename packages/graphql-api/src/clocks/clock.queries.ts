import {
  ClockFilter,
  ClockOrder,
  ClockTransitionFilter,
  ClockTransitionOrder,
} from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Clock, ClockTransition } from '../rows.ts';

listQuery('clocks', Clock, 'Clock', {
  description:
    'The clocks of the tickets you may see, in the order they were first noted unless ordered otherwise. What is at risk in the next four hours: filter `{ status: { eq: RUNNING }, dueAt: { gt: "PT0S", lte: "PT4H" } }`, ordered by DUE.',
  filter: ClockFilter,
  orderBy: ClockOrder,
  defaultOrder: [{ field: 'id', direction: 'ASC' }],
});
listQuery('clockTransitions', ClockTransition, 'ClockTransition', {
  description: 'What clocks have passed (warnings, breaches, escalations), latest first.',
  filter: ClockTransitionFilter,
  orderBy: ClockTransitionOrder,
});
