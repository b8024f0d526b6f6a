import { ReadRefused } from '@wardline/platform';
import { builder } from '../builder.ts';
import { TicketFilter, TicketOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { selectionOf } from '../reading/selection.ts';
import { Ticket } from '../rows.ts';

listQuery('tickets', Ticket, 'Ticket', {
  description: 'The tickets you may see, latest first unless ordered otherwise.',
  filter: TicketFilter,
  orderBy: TicketOrder,
});

builder.queryField('ticketByNumber', (t) =>
  t.field({
    type: Ticket,
    nullable: true,
    description:
      'A ticket by the number people say, e.g. `INC-1042`; null if absent or hidden from you.',
    args: { number: t.arg.string({ required: true, description: 'The number.' }) },
    resolve: async (_root, { number }, context, info) => {
      const list = {
        page: { first: 1, filter: { number: { eq: number } } },
        selection: selectionOf(info, context),
        wantsCursors: false,
        wantsTotal: false,
      };
      const { rows } = await context
        .read((session) => session.list('Ticket', list))
        .catch((error: unknown) => {
          if (!(error instanceof ReadRefused)) throw error;
          // The filter is ours; the caller knows the argument.
          throw new ReadRefused({ ...error.refusal, path: ['number'] });
        });
      return rows[0] ?? null;
    },
  }),
);
