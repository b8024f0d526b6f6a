import {
  type AvailableTransition,
  availableTransitions,
  type Row,
  type TicketState as State,
} from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
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

/** `availableTransitions` of a ticket. */
export function availableTransitionsField(t: Fields) {
  return t.field({
    type: [AvailableTransitionType],
    description:
      'Where it could go from here now. Whether you may take it there, `viewerCan` says.',
    extensions: readsExtension({
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
    resolve: (row: Row, _args: object, { now, desk }: ApiContext) => {
      const asRequester = desk.session.principal.principal.side === 'CLIENT';
      const ticket = {
        ...row,
        openedAt: instant(row.openedAt),
        resolvedAt: instant(row.resolvedAt),
        closedAt: instant(row.closedAt),
      } as unknown as State;
      return [...availableTransitions(ticket, { at: now, asRequester })];
    },
  });
}
