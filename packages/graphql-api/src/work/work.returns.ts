import { PartUsed, Ticket } from '../rows.ts';

// What the mutations of work give back.

export const ticket = {
  description: 'The ticket.',
  record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
} as const;

export const partUsed = {
  description: 'The part.',
  record: { type: PartUsed, shape: 'PartUsed', id: 'partId' },
} as const;
