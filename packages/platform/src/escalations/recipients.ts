import { formatInstant, type PersonId } from '@wardline/kernel';
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

/** Whom a step tells: people who are active, each once. */
export async function recipientsOf(
  uow: UnitOfWork,
  ticketId: string,
  { notify, notifyPersonIds }: Pick<EscalationRule, 'notify' | 'notifyPersonIds'>,
): Promise<readonly PersonId[]> {
  if (notify.length === 0 && notifyPersonIds.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const groups = ['select unnest(?::uuid[]) as id', ...notify.map((who) => PEOPLE_OF[who])];
  const rows = await uow.em.execute<{ id: PersonId }[]>(
    `select distinct p.id from ticket t
     join clinic c on c.msp_id = t.msp_id and c.id = t.clinic_id
     cross join (select ?::timestamptz as now) n
     cross join lateral (${groups.join(' union all ')}) who
     join person p on p.msp_id = t.msp_id and p.id = who.id and p.active
     where t.msp_id = ? and t.id = ? order by p.id`,
    [formatInstant(uow.now), `{${notifyPersonIds.join(',')}}`, mspId, ticketId],
  );
  return rows.map((row) => row.id);
}
