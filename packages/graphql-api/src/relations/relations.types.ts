import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { KnownError, Ticket, TicketLink } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { LinkKind } from './relations.enums.ts';

TicketLink.implement({
  description: 'How one ticket stands to another: `from` is `kind` `to`.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TicketLink'),
    kind: column(t, 'kind', LinkKind, { description: 'How.' }),
    from: one(t, 'from', Ticket, {
      description:
        'The ticket it is said of; null if hidden from you, as problems are from clients.',
    }),
    to: one(t, 'to', Ticket, { description: 'The other ticket; null if hidden from you.' }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When they were linked.' }),
  }),
});

KnownError.implement({
  description: 'What everybody may know of a problem: how to live with it until it is solved.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'KnownError'),
    workaround: column(t, 'workaround', 'String', { description: 'What to do meanwhile.' }),
    changedAt: column(t, 'changedAt', DateTime, { description: 'When it was last rewritten.' }),
    problem: one(t, 'problem', Ticket, {
      description: 'The problem; null for clients, to whom no problem is shown.',
    }),
  }),
});
