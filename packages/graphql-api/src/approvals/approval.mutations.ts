import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { ApprovalDelegation, ApprovalStage, Ticket } from '../rows.ts';
import {
  ApprovalDecideInput,
  ApprovalDelegationCreateInput,
  ApprovalDelegationEndInput,
  ApprovalRequestInput,
  ApprovalWithdrawInput,
} from './approval.inputs.ts';

const ticket = {
  description: 'The ticket as it is now.',
  record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
} as const;

defineMutation('approvalRequest', {
  description: 'Asks people to approve a change or a request; what was asked before is withdrawn.',
  input: ApprovalRequestInput,
  returns: { ticket },
  conflictsOn: 'Ticket',
  run: (desk, { ticketId, expectedVersion, stages }) =>
    desk.tickets.requestApproval({
      ticketId: uuidOf('Ticket', ticketId),
      expectedVersion,
      stages: stages.map(({ approverIds, name, ...stage }) => ({
        ...given(stage),
        name,
        approverIds: uuidsOf('Person', approverIds) as never,
      })),
    }),
});

defineMutation('approvalDecide', {
  description:
    'Approves, rejects or abstains. The vote that settles the matter takes the waiting ticket along. Nobody approves what they asked for or will do themselves.',
  input: ApprovalDecideInput,
  returns: {
    ticket,
    stage: {
      description: 'The stage.',
      record: { type: ApprovalStage, shape: 'ApprovalStage', id: 'stageId' },
    },
  },
  run: (desk, { stageId, decision, approverId, note }) =>
    desk.approvals.decide({
      stageId: uuidOf('ApprovalStage', stageId),
      decision,
      approverId: optionalUuidOf('Person', approverId ?? undefined) as never,
      note,
    }),
});

defineMutation('approvalWithdraw', {
  description:
    'Takes back all that is asked of a ticket’s approvers and not settled: by who asked, or who manages rights.',
  input: ApprovalWithdrawInput,
  returns: { ticket },
  conflictsOn: 'Ticket',
  run: (desk, { ticketId, expectedVersion }) =>
    desk.tickets.withdrawApproval({ ticketId: uuidOf('Ticket', ticketId), expectedVersion }),
});

defineMutation('approvalDelegationEnd', {
  description:
    'Ends early that somebody stands in: by the one who is away, or who manages the MSP’s rights.',
  input: ApprovalDelegationEndInput,
  returns: {
    approvalDelegation: {
      description: 'As it is now.',
      record: { type: ApprovalDelegation, shape: 'ApprovalDelegation', id: 'delegationId' },
    },
  },
  run: (desk, { delegationId }) =>
    desk.approvals.endDelegation({ delegationId: uuidOf('ApprovalDelegation', delegationId) }),
});

defineMutation('approvalDelegationCreate', {
  description: 'Lets somebody approve in your place for some time.',
  input: ApprovalDelegationCreateInput,
  returns: {
    approvalDelegation: {
      description: 'What you said.',
      record: { type: ApprovalDelegation, shape: 'ApprovalDelegation', id: 'delegationId' },
    },
  },
  run: (desk, { id, toId, from, until }) =>
    desk.approvals.delegate({
      id: id ?? undefined,
      toId: uuidOf('Person', toId),
      from: from ?? undefined,
      until,
    }),
});
