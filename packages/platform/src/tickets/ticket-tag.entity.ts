import { defineEntity, p } from '@mikro-orm/core';
import { allClinics, clinicsOf, isProvider, walled } from '../orm/policies.ts';

/**
 * Those who work on tickets, in their clinics. Each side is one sub-select that answers yes or no: of a
 * comparison with a setting the planner expects next to no rows, and would rather fetch every ticket
 * with a common tag than look for it among the latest.
 */
const workedOn = `((select ${isProvider} and ${allClinics})
  or ((select ${isProvider}) and clinic_id = any(${clinicsOf('full')})))`;

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
