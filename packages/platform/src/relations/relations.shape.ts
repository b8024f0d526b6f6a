import type { Shape } from '../reading/shape.ts';

export const ticketLinkShape: Shape = {
  name: 'TicketLink',
  table: 'ticket_link',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'TicketLink', sortable: true },
    kind: { column: 'kind', kind: 'text', sortable: true },
    fromId: { column: 'from_id', kind: 'id', of: 'Ticket' },
    toId: { column: 'to_id', kind: 'id', of: 'Ticket' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
  },
  one: {
    from: { to: 'Ticket', column: 'from_id' },
    to: { to: 'Ticket', column: 'to_id' },
  },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'ASC' }],
};

export const knownErrorShape: Shape = {
  name: 'KnownError',
  table: 'known_error',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'KnownError', sortable: true },
    workaround: { column: 'workaround', kind: 'text' },
    changedAt: { column: 'changed_at', kind: 'instant', sortable: true },
  },
  one: { problem: { to: 'Ticket', column: 'id' } },
  many: {},
  defaultOrder: [{ field: 'changedAt', direction: 'DESC' }],
};
