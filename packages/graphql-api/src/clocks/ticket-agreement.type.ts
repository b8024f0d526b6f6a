import { CoverageLevel } from '../agreements/agreement.enums.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { Agreement, Clock, Ticket, TicketAgreement } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { AgreementKind } from './clock.enums.ts';

TicketAgreement.implement({
  description: 'Which agreement measures a ticket, and why this one.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TicketAgreement'),
    kind: column(t, 'kind', AgreementKind, { description: 'With whom it is.' }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    agreement: one(t, 'agreement', Agreement, { description: 'The agreement.' }),
    agreementVersion: column(t, 'agreementVersion', 'Int', {
      description: 'The version of its terms that holds for the ticket.',
    }),
    level: column(t, 'level', CoverageLevel, { description: 'How closely it fits.' }),
    reason: column(t, 'reason', 'String', { description: 'Why this one and no other, in words.' }),
    chosenAt: column(t, 'chosenAt', DateTime, { description: 'When it was chosen.' }),
    clocks: many(t, 'clocks', Clock, 'Clock', { description: 'The clocks it started.' }),
  }),
});
