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
