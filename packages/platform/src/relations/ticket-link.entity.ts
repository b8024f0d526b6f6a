import { defineEntity, p } from '@mikro-orm/core';
import { LINK_KINDS } from '@wardline/ticket-core';
import { instant, tenantKey } from '../orm/columns.ts';
import { allClinics, isProvider, walled } from '../orm/policies.ts';

const visible = (column: 'from_id' | 'to_id') => `exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.${column})`;
// Whoever is unlimited sees all tickets there are: what names none of them fails as a reference.
const bothVisible = `(${allClinics} or (${visible('from_id')} and ${visible('to_id')}))`;

/**
 * How one ticket stands to another. Whoever sees both sees the link. Of a problem, which no client
 * sees, its incident's readers see that there is one, for that is where its workaround hangs.
 */
export const TicketLinkEntity = defineEntity({
  name: 'TicketLink',
  tableName: 'ticket_link',
  properties: {
    ...tenantKey(),
    kind: p.enum(LINK_KINDS),
    fromId: p.uuid(),
    toId: p.uuid(),
    createdAt: instant(),
  },
  uniques: [{ properties: ['mspId', 'fromId', 'kind', 'toId'] }],
  indexes: [{ properties: ['mspId', 'toId', 'kind', 'fromId'] }],
  ...walled({
    select: `(${bothVisible} or (kind = 'PROBLEM_OF' and ${visible('to_id')}))`,
    // A client's own link is the one to the closed ticket they come back about.
    insert: `((${isProvider} or kind = 'FOLLOWS') and ${bothVisible})`,
    delete: `(${isProvider} and ${bothVisible})`,
  }),
});
