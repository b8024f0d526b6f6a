import { ApprovalDelegationFilter, ApprovalStageFilter } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { ApprovalDelegation, ApprovalStage } from '../rows.ts';

listQuery('approvals', ApprovalStage, 'ApprovalStage', {
  description:
    'Approvals that were asked for, oldest first: those that wait for you have `outcome` PENDING and a vote of yours without decision.',
  filter: ApprovalStageFilter,
  defaultOrder: [{ field: 'requestedAt', direction: 'ASC' }],
});

listQuery('approvalDelegations', ApprovalDelegation, 'ApprovalDelegation', {
  description: 'Who stands in for whom; for a client their own.',
  filter: ApprovalDelegationFilter,
});
