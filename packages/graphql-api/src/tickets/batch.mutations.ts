import { MAX_TICKETS_AT_ONCE, type TicketUpdateResult } from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import { UserError } from '../errors/user-errors.ts';
import { count } from '../mutations/count.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { toGlobalId, uuidOf } from '../node/global-id.ts';
import { assignmentOfInput, changesOfInput } from './changes-of-input.ts';
import { detailsPath } from './details.inputs.ts';
import { TicketAssignmentInput, TicketChangesInput, TicketMoveInput } from './ticket.inputs.ts';

const Outcome = describedEnum('TicketBatchOutcome', 'What became of a ticket.', {
  UPDATED: 'All that was asked for it was done.',
  REFUSED: 'Nothing was done to it.',
});

const ResultType = builder.objectRef<TicketUpdateResult>('TicketBatchResult').implement({
  description: 'What became of one ticket of a batch.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the request, from 0.' }),
    outcome: t.field({ type: Outcome, description: 'What.', resolve: (r) => r.outcome }),
    ticketId: t.id({
      nullable: true,
      description: 'Which ticket, for `nodes(ids:)`; null if refused.',
      resolve: ({ ticketId }) => ticketId && toGlobalId('Ticket', ticketId),
    }),
    newVersion: t.int({
      nullable: true,
      description: 'The version it has now; null if refused.',
      resolve: ({ version }) => version,
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Why it was refused; empty otherwise. Each path names the ticket by its place.',
      resolve: ({ errors }) =>
        errors.map((refusal) => ({ refusal, recordShape: 'Ticket' as const })),
    }),
  }),
});

const ItemInput = builder.inputType('TicketBatchItemInput', {
  description:
    'What is to be done to one ticket: first the changes, then the assignment, then the move; all of it or nothing.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
    changes: t.field({ type: TicketChangesInput, description: 'As `ticketUpdate` takes them.' }),
    assign: t.field({ type: TicketAssignmentInput, description: 'As `ticketAssign` takes it.' }),
    transition: t.field({ type: TicketMoveInput, description: 'As `ticketTransition` takes it.' }),
  }),
});

defineMutation('ticketBatchUpdate', {
  description:
    'Changes many tickets, each by itself: what is refused stands in nobody’s way. Sent again with the same Idempotency-Key it does what it had not done, and answers for the rest as then.',
  input: builder.inputType('TicketBatchUpdateInput', {
    description: 'Which tickets, and what is to be done to each.',
    fields: (t) => ({
      tickets: t.field({
        type: [ItemInput],
        required: true,
        description: `The tickets, 1 to ${MAX_TICKETS_AT_ONCE}.`,
      }),
    }),
  }),
  returns: {
    results: {
      description: 'What became of each, in the order of the request.',
      value: { type: [ResultType], key: 'results' },
    },
    updated: count('updated', 'How many were changed.'),
    refused: count('refused', 'How many were refused.'),
  },
  run: async (desk, { tickets }) => {
    const done = await desk.tickets.updateMany({
      tickets: tickets.map(({ ticketId, expectedVersion, changes, assign, transition }) => ({
        ...{ ticketId: uuidOf('Ticket', ticketId), expectedVersion },
        changes: changes ? changesOfInput(changes) : undefined,
        assign: assign ? assignmentOfInput(assign) : undefined,
        transition: transition ?? undefined,
      })),
    });
    if (!done.ok) return done;
    const results = done.value.results.map((result) => ({
      ...result,
      errors: result.errors.map((error) => {
        const [, index, step, ...rest] = error.path ?? [];
        if (step !== 'changes') return error;
        const details = tickets[result.index]?.changes?.details;
        return { ...error, path: ['tickets', index ?? 0, step, ...detailsPath(details, rest)] };
      }),
    }));
    return { ok: true, value: { ...done.value, results } } as const;
  },
});
