import type { Shape } from '../reading/shape.ts';
import { OWN_CLINICS } from '../tickets/ticket.entity.ts';

const text = (column: string) => ({ column, kind: 'text' }) as const;
const instant = (column: string) => ({ column, kind: 'instant' }) as const;
const id = (of: string) => ({ column: 'id', kind: 'id', of, sortable: true }) as const;
const idOf = (column: string, of: string) => ({ column, kind: 'id', of }) as const;

export const approvalStageShape: Shape = {
  name: 'ApprovalStage',
  table: 'approval_stage',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: id('ApprovalStage'),
    name: text('name'),
    position: { column: 'position', kind: 'integer', sortable: true },
    lane: text('stage_lane'),
    quorum: { column: 'quorum', kind: 'integer' },
    outcome: text('outcome'),
    requestedAt: { column: 'requested_at', kind: 'instant', sortable: true },
    withdrawnAt: instant('withdrawn_at'),
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    requestedBy: { to: 'Person', column: 'requested_by_id' },
  },
  many: { votes: { to: 'ApprovalVote', column: 'stage_id' } },
  defaultOrder: [{ field: 'position', direction: 'ASC' }],
};

export const approvalVoteShape: Shape = {
  name: 'ApprovalVote',
  table: 'approval_vote',
  requires: { permission: 'ticket:read' },
  columns: {
    id: id('ApprovalVote'),
    approverId: idOf('approver_id', 'Person'),
    castById: idOf('cast_by_id', 'Person'),
    decision: text('decision'),
    note: text('note'),
    votedAt: instant('voted_at'),
  },
  one: {
    stage: { to: 'ApprovalStage', column: 'stage_id' },
    approver: { to: 'Person', column: 'approver_id' },
    castBy: { to: 'Person', column: 'cast_by_id' },
  },
  many: {},
  defaultOrder: [{ field: 'id', direction: 'ASC' }],
};

export const approvalDelegationShape: Shape = {
  name: 'ApprovalDelegation',
  table: 'approval_delegation',
  requires: { permission: 'ticket:approve' },
  columns: {
    id: id('ApprovalDelegation'),
    validFrom: { column: 'valid_from', kind: 'instant', sortable: true },
    validUntil: instant('valid_until'),
  },
  one: {
    from: { to: 'Person', column: 'from_id' },
    to: { to: 'Person', column: 'to_id' },
  },
  many: {},
  defaultOrder: [{ field: 'validFrom', direction: 'DESC' }],
};
