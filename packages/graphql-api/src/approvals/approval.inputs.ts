import { builder } from '../builder.ts';
import { DateTime } from '../scalars.ts';
import { Lane } from '../tasks/task.enums.ts';
import { ApprovalDecision } from './approval.enums.ts';

const ApprovalStageInput = builder.inputType('ApprovalStageInput', {
  description: 'Some people of whom some must approve.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is called.' }),
    position: t.int({ description: 'From 0 to 9; one number runs side by side. Default: 0.' }),
    lane: t.field({
      type: Lane,
      description: 'The lane whose sign-off it is; all who are asked belong to it.',
    }),
    approverIds: t.idList({ required: true, description: 'Who is asked: 1 to 20 people.' }),
    quorum: t.int({ description: 'How many must approve. Default: 1.' }),
  }),
});

export const ApprovalRequestInput = builder.inputType('ApprovalRequestInput', {
  description:
    'Whom to ask to approve a change or a request. A change of a medical device, or of what one needs, needs a stage of IT and one of HTM; one of high risk two people.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The change or the request.' }),
    expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
    stages: t.field({
      type: [ApprovalStageInput],
      required: true,
      description: 'The stages, 1 to 10.',
    }),
  }),
});

export const ApprovalDecideInput = builder.inputType('ApprovalDecideInput', {
  description: 'A vote.',
  fields: (t) => ({
    stageId: t.id({ required: true, description: 'The stage in which you are asked.' }),
    decision: t.field({ type: ApprovalDecision, required: true, description: 'What you say.' }),
    approverId: t.id({ description: 'Whose vote it is, if you stand in. Left out: yours.' }),
    note: t.string({ description: 'Why; needed to reject.' }),
  }),
});

export const ApprovalDelegationCreateInput = builder.inputType('ApprovalDelegationCreateInput', {
  description: 'Who approves in your place, and how long.',
  fields: (t) => ({
    id: t.string({
      description:
        'Your own UUID for it, made beforehand: a retry with the same one cannot make a second. Not the opaque id of the API.',
    }),
    toId: t.id({ required: true, description: 'Who stands in for you.' }),
    from: t.field({ type: DateTime, description: 'From when. Default: now.' }),
    until: t.field({
      type: DateTime,
      required: true,
      description: 'The first instant at which they do not any more; at most 92 days later.',
    }),
  }),
});

export const ApprovalWithdrawInput = builder.inputType('ApprovalWithdrawInput', {
  description: 'An approval that is asked for and not settled.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The change or the request.' }),
    expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
  }),
});

export const ApprovalDelegationEndInput = builder.inputType('ApprovalDelegationEndInput', {
  description: 'Who stops standing in.',
  fields: (t) => ({
    delegationId: t.id({ required: true, description: 'The delegation.' }),
  }),
});
