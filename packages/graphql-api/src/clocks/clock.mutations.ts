import { ChangeMode } from '../agreements/agreement.enums.ts';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { Ticket } from '../rows.ts';

defineMutation('ticketAgreementSet', {
  description:
    'Measures a ticket by another agreement than the one chosen for it when it opened. It takes the place of the one of its kind.',
  input: builder.inputType('TicketAgreementSetInput', {
    description: 'Which agreement, and why.',
    fields: (t) => ({
      ticketId: t.id({ required: true, description: 'The ticket.' }),
      agreementId: t.id({ required: true, description: 'An agreement in force.' }),
      reason: t.string({ required: true, description: 'Why; it stands on the timeline.' }),
      mode: t.field({
        type: ChangeMode,
        description: 'What happens to running clocks. Default: as the present agreement says.',
      }),
    }),
  }),
  returns: {
    ticket: {
      description: 'The ticket.',
      record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
    },
  },
  run: (desk, { ticketId, agreementId, reason, mode }) =>
    desk.tickets.setAgreement({
      ticketId: uuidOf('Ticket', ticketId),
      agreementId: uuidOf('Agreement', agreementId),
      reason,
      ...given({ mode }),
    }),
});
