import { can, type Resource } from '@wardline/access';
import { formatInstant, type PersonId } from '@wardline/kernel';
import { loadPrincipals } from '../access/load-principals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { EscalationRecipient, EscalationRule } from './escalation-policy.entity.ts';

// Each answers the people it stands for; a ticket and its clinic are `t` and `c`.
const PEOPLE_OF: Readonly<Record<EscalationRecipient, string>> = {
  ASSIGNEE: 'select t.assignee_id as id',
  REQUESTER: 'select t.requester_id as id',
  TEAM: 'select m.person_id as id from team_member m where m.msp_id = t.msp_id and m.team_id = t.team_id',
  WATCHERS:
    'select w.person_id as id from ticket_watcher w where w.msp_id = t.msp_id and w.ticket_id = t.id',
  DISPATCHERS: holding('DISPATCHER'),
  MSP_ADMINS: holding('MSP_ADMIN'),
};

function holding(role: 'DISPATCHER' | 'MSP_ADMIN'): string {
  return `select g.person_id as id from access_grant g where g.msp_id = t.msp_id and g.role = '${role}'
    and g.effect = 'ALLOW' and g.valid_from <= n.now and (g.valid_until is null or g.valid_until > n.now)
    and (g.scope_type = 'MSP' or g.scope_id in (c.id, c.organization_id)
      or exists (select 1 from clinic_group_clinic m
        where m.msp_id = t.msp_id and m.group_id = g.scope_id and m.clinic_id = c.id))`;
}

/** The ticket as rights to it are asked by, and whom the step stands for. */
interface Told {
  readonly people: readonly PersonId[];
  readonly resource: Resource;
}

/**
 * Whom a step tells: people who are active, each once, as far as they may read the ticket. A requester or
 * watcher need not be able to sign in; they are told unless it was denied them.
 */
export async function recipientsOf(
  uow: UnitOfWork,
  ticketId: string,
  { notify, notifyPersonIds }: Pick<EscalationRule, 'notify' | 'notifyPersonIds'>,
): Promise<readonly PersonId[]> {
  if (notify.length === 0 && notifyPersonIds.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const groups = ['select unnest(?::uuid[]) as id', ...notify.map((who) => PEOPLE_OF[who])];
  const [row] = await uow.em.execute<{ told: Told }[]>(
    `select json_build_object('people', array(select distinct p.id from (${groups.join(' union all ')}) who
         join person p on p.msp_id = t.msp_id and p.id = who.id and p.active order by p.id),
       'resource', json_build_object('clinicId', t.clinic_id, 'organizationId', c.organization_id,
         'requesterId', t.requester_id,
         'shared', not t.confidential and c.staff_ticket_visibility = 'CLINIC',
         'ownerIds', array(${PEOPLE_OF.WATCHERS}),
         'teamMemberIds', array(select m.person_id from team_member m
           join team o on o.msp_id = m.msp_id and o.id = m.team_id and o.side <> 'PROVIDER'
           where m.msp_id = t.msp_id and m.team_id = t.team_id))) as told
     from ticket t
     join clinic c on c.msp_id = t.msp_id and c.id = t.clinic_id
     cross join (select ?::timestamptz as now) n
     where t.msp_id = ? and t.id = ?`,
    [`{${notifyPersonIds.join(',')}}`, formatInstant(uow.now), mspId, ticketId],
  );
  const { people = [], resource } = row?.told ?? {};
  if (!resource || people.length === 0) return [];
  const principals = await loadPrincipals(uow, people);
  return people.filter((id) => {
    const principal = principals.get(id);
    if (!principal) return false;
    const { allowed, code } = can(principal, 'ticket:read', resource, uow.now);
    const concerned = id === resource.requesterId || resource.ownerIds?.includes(id);
    return allowed || (principal.side === 'CLIENT' && concerned && code !== 'DENIED_BY_GRANT');
  });
}
