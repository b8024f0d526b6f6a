import {
  type AvailableTransition,
  availableTransitions,
  emptySelection,
  everyRow,
  isOpen,
  OPEN_VISIT_STATES,
  type Row,
  type RowList,
  rowsOf,
  type TicketState as State,
  summarizeApprovals,
  summarizeTasks,
} from '@wardline/platform';
import { approvalStages, stagesOf } from '../approvals/approval-stages.ts';
import { builder, describedEnum } from '../builder.ts';
import { changeFactsOf, selectAroundChange } from '../changes/around-change.ts';
import type { ApiContext } from '../context.ts';
import { TransitionBlocker } from '../errors/user-errors.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { TicketState } from './ticket.enums.ts';

const Requirement = describedEnum('TransitionRequirement', 'What a transition must be given.', {
  HOLD_REASON: '`holdReason`.',
  RESOLUTION_CODE: '`resolutionCode`.',
  NOTE: '`note`.',
  OUTCOME: '`outcome`.',
  NOT_DONE_CODE: '`notDoneCode`.',
});

const AvailableTransitionType = builder
  .objectRef<AvailableTransition>('AvailableTransition')
  .implement({
    description:
      'Where a ticket could go from here: what `ticketTransition` accepts, no more and no less (the state it is in already changes nothing).',
    fields: (t) => ({
      to: t.field({ type: TicketState, description: 'Where to.', resolve: (a) => a.to }),
      requires: t.field({
        type: [Requirement],
        description: 'What must be given.',
        resolve: (a) => [...a.requires],
      }),
      blockedBy: t.field({
        type: [TransitionBlocker],
        description: 'What stands in the way now; empty: nothing.',
        resolve: (a) => [...a.blockedBy],
      }),
    }),
  });

const instant = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null);

/** Tasks that may hold a ticket back: open or failed ones. */
const waitingTasks = () =>
  everyRow('tasks', emptySelection('title', 'required', 'status'), {
    filter: { required: { eq: true }, status: { in: ['OPEN', 'FAILED'] } },
  });

/** One is enough to keep a ticket from being closed; the message counts them. */
const openVisits = () =>
  everyRow('visits', emptySelection('id'), { filter: { state: { in: [...OPEN_VISIT_STATES] } } });

const openChildren = () => {
  const child = emptySelection('id', 'number', 'type', 'state');
  child.many.set('$tasks', waitingTasks());
  const link = emptySelection();
  link.one.set('$from', { relation: 'from', selection: child });
  return everyRow('linkedFrom', link, { filter: { kind: { eq: 'CHILD_OF' } } });
};

const tasksOf = ({ type }: Pick<State, 'type'>, row: Row) =>
  summarizeTasks(type, rowsOf(row.$tasks as RowList) as never);

function childrenOf(row: Row) {
  return rowsOf(row.$children as RowList).flatMap((link) => {
    const child = link.$from as Row | null;
    if (!child || !isOpen(child.state as State['state'])) return [];
    const { id, number, type } = child as unknown as Pick<State, 'id' | 'number' | 'type'>;
    const { openRequiredTasks } = tasksOf({ type }, child);
    return [{ id, number, openRequiredTasks: openRequiredTasks.length }];
  });
}

/** `availableTransitions` of a ticket. */
export function availableTransitionsField(t: Fields) {
  return t.field({
    type: [AvailableTransitionType],
    description:
      'Where it could go from here now. Whether you may take it there, `viewerCan` says.',
    extensions: readsExtension({
      extend: (selection, { now }) => {
        selection.many.set('$tasks', waitingTasks());
        selection.many.set('$children', openChildren());
        selection.many.set('$visits', openVisits());
        selection.many.set('$stages', approvalStages());
        selectAroundChange(selection, now);
      },
      columns: [
        'type',
        'state',
        'holdReason',
        'openedAt',
        'resolvedAt',
        'closedAt',
        'channel',
        'resolutionCode',
        'details',
        'notifications',
        'assigneeId',
      ],
    }),
    resolve: (row: Row, _args: object, { now, desk, wardline }: ApiContext) => {
      const asRequester = desk.session.principal.principal.side === 'CLIENT';
      const ticket = {
        ...row,
        openedAt: instant(row.openedAt),
        resolvedAt: instant(row.resolvedAt),
        closedAt: instant(row.closedAt),
      } as unknown as State;
      const facts = {
        ...tasksOf(ticket, row),
        openChildren: childrenOf(row),
        openVisits: rowsOf(row.$visits as RowList).length,
        approvals: summarizeApprovals(stagesOf(row)),
        ...changeFactsOf(row, wardline),
      };
      return [...availableTransitions(ticket, { at: now, asRequester, ...facts })];
    },
  });
}
