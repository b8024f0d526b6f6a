// What the desk does on tickets, for the plans of its lists: steps of checklists, approvals, worked time, the audit trail.
// What is old is done; the last two in a hundred are open.
import { chance, id, mspUuid, type Size } from './seed-ids.ts';

/** What is filled and its SQL, for one MSP. */
export function workOf(index: number, { clinics, tickets }: Size): [string, string][] {
  const msp = mspUuid(index);
  const clinic = id(`'clinic${index}-' || i % ${clinics}`);
  const ticket = id(`'ticket${index}-' || i`);
  const at = `timestamptz '2026-11-01' - (${tickets} - i) * interval '30 seconds'`;
  const done = `i < ${tickets} * 0.98`;
  const worker = id(`'person${index}-' || (${chance('worker')} % 200) * 5`);
  const every = (n: number) => `generate_series(0, ${tickets - 1}, ${n}) i`;
  return [
    [
      'checklists',
      `insert into checklist (msp_id, id, ticket_id, clinic_id, name, step_order, started_at)
       select '${msp}', ${id(`'list${index}-' || i`)}, ${ticket}, ${clinic}, 'Workstation back in service', 'SEQUENCE', ${at} from ${every(5)}`,
    ],
    [
      'tasks',
      `insert into task (msp_id, id, checklist_id, ticket_id, clinic_id, position, title, instructions, kind, step_lane, required, evidence_required, status, evidence)
       select '${msp}', ${id(`'task${index}-' || i || '-' || k`)}, ${id(`'list${index}-' || i`)}, ${ticket}, ${clinic}, k, 'Step ' || k, '', 'CHECK',
         (array['IT', 'IT', 'HTM'])[1 + k % 3], true, false, case when ${done} then 'DONE' else 'OPEN' end, '[]' from ${every(5)}, generate_series(1, 3) k`,
    ],
    [
      'approvals',
      `insert into approval_stage (msp_id, id, ticket_id, clinic_id, name, position, quorum, outcome, requested_at)
       select '${msp}', ${id(`'stage${index}-' || i`)}, ${ticket}, ${clinic}, 'Owner of the service', 1, 1, case when ${done} then 'GRANTED' else 'PENDING' end, ${at} from ${every(10)}`,
    ],
    [
      'votes',
      `insert into approval_vote (msp_id, id, stage_id, approver_id, ticket_id, clinic_id, decision)
       select '${msp}', ${id(`'vote${index}-' || i`)}, ${id(`'stage${index}-' || i`)}, ${worker}, ${ticket}, ${clinic}, case when ${done} then 'APPROVE' end from ${every(10)}`,
    ],
    [
      'time entries',
      `insert into time_entry (msp_id, id, ticket_id, clinic_id, person_id, started_at, minutes, kind, billing)
       select '${msp}', ${id(`'time${index}-' || i`)}, ${ticket}, ${clinic}, ${worker}, ${at}, 15, 'REMOTE', (array['BILLABLE', 'CONTRACT'])[1 + i % 2] from ${every(1)}`,
    ],
    [
      'audit entries',
      `insert into audit_entry (msp_id, id, at, actor_kind, actor_id, action, record_type, record_id, clinic_id, request_id, authority, facts, internal)
       select '${msp}', ${id(`'audit${index}-' || i || '-' || k`)}, ${at} + k * interval '1 minute', 'MEMBER', ${worker}, (array['TicketOpened', 'StateChanged'])[k], 'Ticket', ${ticket}, ${clinic},
         'req-' || i, 'TECHNICIAN', '{}', false from ${every(1)}, generate_series(1, 2) k`,
    ],
  ];
}
