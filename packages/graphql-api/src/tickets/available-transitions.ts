import {
  type AvailableTransition,
  availableTransitions,
  childFact,
  emptySelection,
  everyRow,
  hasOwnGuards,
  isOpen,
  OPEN_VISIT_STATES,
  type Row,
  type RowList,
  rowsOf,
  type Selection,
  type TicketState as State,
  summarizeApprovals,
  summarizeTasks,
  TICKET_COLUMNS,
} from '@wardline/platform';
import { approvalStages, stagesOf } from '../approvals/approval-stages.ts';
import { builder, describedEnum } from '../builder.ts';
import { changeFactsOf, selectAroundChange } from '../changes/around-change.ts';
import type { ApiContext } from '../context.ts';
import { TransitionBlocker } from '../errors/user-errors.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { TicketState } from './ticket.enums.ts';
import { isForDesk, RIGHTS_COLUMNS, selectRights } from './viewer-can.ts';

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

/** What of a ticket's own a transition depends on. */
const COLUMNS = [
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
  ...RIGHTS_COLUMNS,
];

/** What stands around a ticket that is to change its state, as the decision itself takes it. */
function selectAround(selection: Selection, context: ApiContext): void {
  // The provider's own people act as the desk, whatever else they may do.
  if (context.desk.session.principal.principal.side === 'CLIENT') selectRights(selection, context);
  const task = emptySelection('title', 'required', 'status');
  const waiting = { required: { eq: true }, status: { in: ['OPEN', 'FAILED'] } };
  const whole = asksForAll(context);
  selection.many.set('$tasks', everyRow('tasks', task, whole ? {} : { filter: waiting }));
  if (whole) selectWhole(selection);
  const coming = { state: { in: [...OPEN_VISIT_STATES] } };
  selection.many.set('$visits', everyRow('visits', emptySelection('id'), { filter: coming }));
  selection.many.set('$stages', approvalStages());
}

/** The built-in guards ask for little; an embedder’s may ask for anything a decision knows. */
const asksForAll = ({ wardline }: ApiContext) =>
  Object.values(wardline.lifecycles).some(hasOwnGuards);

function selectWhole(selection: Selection): void {
  for (const column of TICKET_COLUMNS) selection.columns.add(column);
  for (const relation of ['assets', 'watchers'] as const) {
    selection.many.set(`$whole-${relation}`, everyRow(relation, emptySelection('id')));
  }
  selection.many.set('$whole-tags', everyRow('tags', emptySelection('tag')));
}

/** What of a ticket lies beside its row, where all of it is asked for. */
function besideRow(row: Row) {
  const ids = (name: string) => rowsOf(row[name] as RowList).map(({ id }) => id);
  if (!row['$whole-tags']) return {};
  return {
    assetIds: ids('$whole-assets'),
    watcherIds: ids('$whole-watchers'),
    tags: rowsOf(row['$whole-tags'] as RowList).map(({ tag }) => tag),
    restoredAt: instant(row.restoredAt),
  };
}

/** The children of a major incident, incidents and requests, each with what stands around it. */
function selectChildren(selection: Selection, context: ApiContext): void {
  const child = emptySelection('id', 'number', ...COLUMNS);
  selectAround(child, context);
  const link = emptySelection();
  link.one.set('$from', { relation: 'from', selection: child });
  const filter = { kind: { eq: 'CHILD_OF' } };
  selection.many.set('$children', everyRow('linkedFrom', link, { filter }));
}

const stateOf = (row: Row) =>
  ({
    ...row,
    ...besideRow(row),
    openedAt: instant(row.openedAt),
    resolvedAt: instant(row.resolvedAt),
    closedAt: instant(row.closedAt),
  }) as unknown as State;

function factsOf(row: Row, context: ApiContext) {
  return {
    ...context.wardline.lifecycles[row.type as State['type']],
    at: context.now,
    actorId: context.desk.session.principal.principal.personId,
    asRequester: !isForDesk(row, context),
    ...summarizeTasks(row.type as State['type'], rowsOf(row.$tasks as RowList) as never),
    openVisits: rowsOf(row.$visits as RowList).length,
    approvals: summarizeApprovals(stagesOf(row)),
  };
}

const openChildren = (row: Row, context: ApiContext) =>
  rowsOf(row.$children as RowList).flatMap((link) => {
    const child = link.$from as Row | null;
    if (!child || !isOpen(child.state as State['state'])) return [];
    return [childFact(stateOf(child), factsOf(child, context))];
  });

/** `availableTransitions` of a ticket. */
export function availableTransitionsField(t: Fields) {
  return t.field({
    type: [AvailableTransitionType],
    description:
      'Where it could go from here now. Whether you may take it there, `viewerCan` says.',
    extensions: readsExtension({
      extend: (selection, context) => {
        selectAround(selection, context);
        selectAroundChange(selection, context.now);
        selectChildren(selection, context);
      },
      columns: COLUMNS,
    }),
    resolve: (row: Row, _args: object, context: ApiContext) => [
      ...availableTransitions(stateOf(row), {
        ...factsOf(row, context),
        ...changeFactsOf(row, context.wardline),
        openChildren: openChildren(row, context),
      }),
    ],
  });
}
