import { describedEnum } from '../builder.ts';

export const ApprovalDecision = describedEnum('ApprovalDecision', 'What an approver says.', {
  APPROVE: 'Yes.',
  REJECT: 'No.',
  ABSTAIN: 'Neither.',
});

export const ApprovalOutcome = describedEnum('ApprovalOutcome', 'Where an approval stands.', {
  PENDING: 'Not settled.',
  GRANTED: 'Its quorum has approved.',
  REFUSED: 'Too few are left who could approve.',
});

export const WithdrawalCause = describedEnum('WithdrawalCause', 'Why approvals lost their force.', {
  CHANGED: 'What they were about has changed, or was asked for anew.',
  TAKEN_BACK: 'Who asked took it back.',
  MERGED: 'It was merged into another ticket, which waits for its own.',
});
