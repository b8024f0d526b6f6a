// The database the page is measured on: one large MSP and a smaller one beside it, so that every
// policy has something to hold back. Written by the superuser in bulk; the servers read under the policies.
import type { Client } from 'pg';
import { chance, id, mspUuid, type Size } from './seed-ids.ts';
import { workOf } from './seed-work.ts';

export const FULL_SIZE: Size = {
  clinics: 200,
  assets: 20_000,
  tickets: 200_000,
  entriesPerTicket: 3,
  work: false,
};

export async function seed(client: Client, size: Size, say: (line: string) => void): Promise<void> {
  await seedMsp(client, 1, size, say);
  const tenth = (n: number) => Math.max(1, Math.floor(n / 10));
  await seedMsp(
    client,
    2,
    {
      ...size,
      clinics: tenth(size.clinics),
      assets: tenth(size.assets),
      tickets: tenth(size.tickets),
    },
    say,
  );
  await client.query('vacuum (analyze, freeze)');
}

async function seedMsp(client: Client, index: number, size: Size, say: (line: string) => void) {
  const msp = mspUuid(index);
  // Two a minute, the last one on 1 November 2026.
  const openedAt = `timestamptz '2026-11-01' - (${size.tickets} - i) * interval '30 seconds'`;
  const people = 1000;
  const organizations = Math.max(1, Math.floor(size.clinics / 10));
  const steps: [string, string][] = [
    [
      'msp',
      `insert into msp (id, name, created_at, version) values ('${msp}', 'MSP ${index}', now(), 1)`,
    ],
    [
      'organizations',
      `insert into organization select '${msp}', ${id(`'org${index}-' || i`)}, 'Organization ' || i, now(), 1 from generate_series(0, ${organizations - 1}) i`,
    ],
    [
      'clinics',
      `insert into clinic (msp_id, id, organization_id, name, time_zone, calendar_id, staff_ticket_visibility, created_at, version)
      select '${msp}', ${id(`'clinic${index}-' || i`)}, ${id(`'org${index}-' || i % ${organizations}`)}, 'Clinic ' || i, 'America/New_York', null, 'CLINIC', now(), 1 from generate_series(0, ${size.clinics - 1}) i`,
    ],
    [
      'people',
      `insert into person (msp_id, id, side, organization_id, clinic_id, display_name, email, active, created_at, version)
      select '${msp}', ${id(`'person${index}-' || i`)}, case when i % 5 = 0 then 'PROVIDER' else 'CLIENT' end, null,
        case when i % 5 = 0 then null else ${id(`'clinic${index}-' || i % ${size.clinics}`)} end, 'Person ' || i, null, true, now(), 1 from generate_series(0, ${people - 1}) i`,
    ],
    [
      'teams',
      `insert into team (msp_id, id, clinic_id, name, domain, side, created_at, version) select '${msp}', ${id(`'team${index}-' || i`)}, null, 'Team ' || i, 'IT', 'PROVIDER', now(), 1 from generate_series(0, 9) i`,
    ],
    [
      'assets',
      `insert into asset (msp_id, id, clinic_id, kind, domain, name, tag, criticality, ephi, state, medical_behind, registered_at, updated_at, version)
      select '${msp}', ${id(`'asset${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, 'WORKSTATION', 'IT', 'Workstation ' || i, 'WS-' || i, 'BUSINESS', 'UNKNOWN', 'IN_SERVICE', false, now(), now(), 1 from generate_series(0, ${size.assets - 1}) i`,
    ],
    [
      'agreement',
      `insert into agreement (msp_id, id, name, kind, created_at, updated_at, version) values ('${msp}', ${id(`'agreement${index}'`)}, 'Default', 'SLA', now(), now(), 1)`,
    ],
    [
      'agreement coverage',
      `insert into agreement_coverage (msp_id, id, agreement_id, level, created_at) values ('${msp}', ${id(`'coverage${index}'`)}, ${id(`'agreement${index}'`)}, 'MSP', now())`,
    ],
    [
      'tickets',
      `insert into ticket (msp_id, id, clinic_id, type, number, title, description, channel, domain, impact, urgency, care_impact, stated_care_impact, notifications, priority, priority_reason, support_tier, requester_id, team_id, assignee_id, state, confidential, reopen_count, opened_at, updated_at, state_since, version)
      select '${msp}', ${id(`'ticket${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, 'INCIDENT', 'INC-' || i, 'Workstation ' || i || ' does not start', 'It showed a blue screen this morning.', 'PORTAL', 'IT', 'MEDIUM', 'MEDIUM', 'NONE', 'NONE', '[]', 'P' || 1 + ${chance('priority')} % 5,
        jsonb_build_object('priority', 'P' || 1 + i % 5, 'base', 'P3', 'reasons', jsonb_build_array(jsonb_build_object('code', 'MATRIX', 'message', 'Impact MEDIUM and urgency MEDIUM give P3.', 'raisedTo', null)), 'inputs', jsonb_build_object('impact', 'MEDIUM', 'urgency', 'MEDIUM', 'careImpact', 'NONE', 'criticality', null), 'override', null), 1,
        ${id(`'person${index}-' || (i * 7) % ${people}`)}, ${id(`'team${index}-' || ${chance('team')} % 10`)}, ${id(`'person${index}-' || (${chance('assignee')} % 200) * 5`)},
        (array['NEW', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED'])[1 + ${chance('state')} % 5], i % 50 = 0, 0, ${openedAt}, now(), ${openedAt}, 1 from generate_series(0, ${size.tickets - 1}) i`,
    ],
    [
      'ticket numbers',
      `insert into ticket_counter (msp_id, type, last) values ('${msp}', 'INCIDENT', ${size.tickets})`,
    ],
    [
      'affected assets',
      `insert into ticket_asset (msp_id, ticket_id, asset_id, clinic_id, position)
      select '${msp}', ${id(`'ticket${index}-' || i`)}, ${id(`'asset${index}-' || i % ${size.assets}`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, 0 from generate_series(0, ${size.tickets - 1}) i`,
    ],
    [
      'timeline entries',
      `insert into timeline_entry (msp_id, id, ticket_id, clinic_id, kind, at, actor_kind, actor_id, person_id, body, facts)
      select '${msp}', ${id(`'entry${index}-' || i || '-' || k`)}, ${id(`'ticket${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, (array['OPENED', 'PUBLIC_REPLY', 'INTERNAL_NOTE'])[1 + k % 3],
        ${openedAt} + k * interval '7 minutes', 'MEMBER', ${id(`'person${index}-' || (i * 7 + k) % ${people}`)}, ${id(`'person${index}-' || (i * 7 + k) % ${people}`)},
        case when k % 3 = 0 then null else 'Have you tried turning it off and on again?' end, '{"byRequester": false}' from generate_series(0, ${size.tickets - 1}) i, generate_series(0, ${size.entriesPerTicket - 1}) k`,
    ],
    [
      'measured tickets',
      `insert into ticket_sla (msp_id, id, ticket_id, clinic_id, agreement_id, agreement_version, kind, lane, level, reason, chosen_at, is_live, policies, changes, fold)
      select '${msp}', ${id(`'sla${index}-' || i`)}, ${id(`'ticket${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, ${id(`'agreement${index}'`)}, 1, 'SLA', 'SLA', 'MSP', 'It is the default.', now(), i % 2 = 0, '[]', '[]', '{}' from generate_series(0, ${size.tickets - 1}) i`,
    ],
    [
      'clocks',
      `insert into sla_clock (msp_id, id, ticket_sla_id, ticket_id, clinic_id, agreement_id, kind, metric, clock_key, cycle, status, started_at, due_at, due_or_never, met_at, calendar_version_ids, state)
      select '${msp}', ${id(`'clock${index}-' || i || m`)}, ${id(`'sla${index}-' || i`)}, ${id(`'ticket${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, ${id(`'agreement${index}'`)}, 'SLA', m, m || '/1', 1, case when i % 2 = 0 then 'RUNNING' else 'MET' end,
        ${openedAt}, ${openedAt} + interval '4 hours', ${openedAt} + interval '4 hours', case when i % 2 = 0 then null else ${openedAt} + interval '1 hour' end, '{}', '{}'
        from generate_series(0, ${size.tickets - 1}) i, unnest(array['FIRST_RESPONSE', 'RESOLVE']) m`,
    ],
    [
      'watchers',
      `insert into ticket_watcher (msp_id, ticket_id, person_id, clinic_id)
      select '${msp}', ${id(`'ticket${index}-' || i`)}, ${id(`'person${index}-' || i % ${people}`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)} from generate_series(0, ${size.tickets - 1}, 20) i`,
    ],
    [
      'visits',
      // An hour each, one after the other for each of two hundred people, the last ones yet to come.
      `insert into visit (msp_id, id, ticket_id, clinic_id, person_id, kind, state, planned_from, planned_until, created_at, updated_at, version)
      select '${msp}', ${id(`'visit${index}-' || i`)}, ${id(`'ticket${index}-' || i`)}, ${id(`'clinic${index}-' || i % ${size.clinics}`)}, ${id(`'person${index}-' || (i / 7 % 200) * 5`)}, 'ON_SITE',
        case when i > ${size.tickets} * 0.95 then 'PLANNED' else 'DONE' end, at, at + interval '1 hour', at, at, 1
        from (select i, timestamptz '2026-12-01' - ((${size.tickets} - i) / 1400) * interval '1 hour' as at from generate_series(0, ${size.tickets - 1}, 7) i) v`,
    ],
    [
      'tags',
      `insert into ticket_tag (msp_id, ticket_id, tag, clinic_id)
      select '${msp}', ${id(`'ticket${index}-' || i`)}, tag, ${id(`'clinic${index}-' || i % ${size.clinics}`)}
        from generate_series(0, ${size.tickets - 1}) i, (values ('loan device', 10), ('waits for parts', 25), ('vip', 2000)) as t(tag, every) where i % every = 0`,
    ],
  ];
  for (const [what, sql] of [...steps, ...(size.work ? workOf(index, size) : [])]) {
    const { rowCount } = await client.query(sql);
    if (rowCount && rowCount > 1000)
      say(`  MSP ${index}: ${rowCount.toLocaleString('en')} ${what}`);
  }
}
