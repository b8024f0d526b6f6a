/**
 * The tickets of a period that an agreement measures, and as long as no version of it was ever
 * published those that its coverage names; the latest first. Bound: agreement (three times), MSP,
 * from, to, limit.
 */
export const COVERED_TICKETS = `
with covered as (
  select c.* from agreement_coverage c where c.agreement_id = ?
    and not exists (select 1 from agreement_version v where v.msp_id = c.msp_id
      and v.agreement_id = ? and v.state = 'PUBLISHED'))
select t.id from ticket t join clinic k on k.msp_id = t.msp_id and k.id = t.clinic_id
where (exists (select 1 from ticket_sla s where s.msp_id = t.msp_id and s.ticket_id = t.id
    and s.agreement_id = ?)
  or exists (select 1 from covered c where c.msp_id = t.msp_id and (c.level = 'MSP'
    or (c.level = 'CLINIC' and c.clinic_id = t.clinic_id)
    or c.organization_id = k.organization_id
    or c.asset_id in (select asset_id from ticket_asset a
      where a.msp_id = t.msp_id and a.ticket_id = t.id)
    or c.contract_line_id in (select l.id from contract_line l where l.msp_id = t.msp_id
      and l.organization_id = k.organization_id and (l.clinic_id is null or l.clinic_id = t.clinic_id)
      and (l.domains is null or l.domains @> to_jsonb(t.domain))
      and (l.categories is null or l.categories @> to_jsonb(t.category))))))
  and t.msp_id = ? and t.opened_at >= ? and t.opened_at < ?
order by t.opened_at desc, t.id desc limit ?`;
