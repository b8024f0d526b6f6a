import { defineEntity, p } from '@mikro-orm/core';
import { inClinics, isProvider, walled } from '../orm/policies.ts';

/** Those who work on tickets, in their clinics. */
const workedOn = `(${isProvider} and ${inClinics('full')})`;

/**
 * A tag of a ticket. A row each, for an index on the word: row-level security lets no index answer what
 * an array contains, and a client must not even see that there is one.
 */
export const TicketTagEntity = defineEntity({
  name: 'TicketTag',
  tableName: 'ticket_tag',
  properties: {
    mspId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    /** In lower case, as `checkTag` keeps it. */
    tag: p.text().primary(),
    clinicId: p.uuid(),
  },
  indexes: [{ properties: ['mspId', 'tag', 'ticketId'] }],
  ...walled({ select: workedOn, insert: workedOn, delete: workedOn }),
});
