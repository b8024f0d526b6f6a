import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { ApprovalDelegation, ApprovalStage, ApprovalVote, Person, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Lane } from '../tasks/task.enums.ts';
import { ApprovalDecision, ApprovalOutcome } from './approval.enums.ts';

ApprovalStage.implement({
  description: 'Some people of whom some must approve a change or a request.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ApprovalStage'),
    name: column(t, 'name', 'String', { description: 'What it is called.' }),
    position: column(t, 'position', 'Int', {
      description: 'Stages of one number run side by side, the others in order.',
    }),
    lane: column(t, 'lane', Lane, {
      nullable: true,
      description: 'The lane whose sign-off it is; null: none in particular.',
    }),
    quorum: column(t, 'quorum', 'Int', { description: 'How many must approve.' }),
    outcome: column(t, 'outcome', ApprovalOutcome, { description: 'Where it stands.' }),
    requestedAt: column(t, 'requestedAt', DateTime, { description: 'When it was asked for.' }),
    withdrawnAt: column(t, 'withdrawnAt', DateTime, {
      nullable: true,
      description: 'When it lost its force: what it was about has changed, or it was taken back.',
    }),
    requestedBy: one(t, 'requestedBy', Person, {
      description: 'Who asked; null: no person did.',
    }),
    votes: many(t, 'votes', ApprovalVote, 'ApprovalVote', {
      description: 'Everybody who is asked, and what they said.',
    }),
    ticket: one(t, 'ticket', Ticket, { description: 'What is to be approved.' }),
  }),
});

ApprovalVote.implement({
  description: 'Somebody who is asked, and what they said.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ApprovalVote'),
    approver: one(t, 'approver', Person, { description: 'Who is asked.' }),
    castBy: one(t, 'castBy', Person, { description: 'Who answered: they, or who stands in.' }),
    decision: column(t, 'decision', ApprovalDecision, {
      nullable: true,
      description: 'What they said; null: nothing yet.',
    }),
    note: column(t, 'note', 'String', { nullable: true, description: 'Why.' }),
    votedAt: column(t, 'votedAt', DateTime, { nullable: true, description: 'When.' }),
    stage: one(t, 'stage', ApprovalStage, { description: 'The stage.' }),
  }),
});

ApprovalDelegation.implement({
  description: 'Somebody stands in for somebody else who is asked to approve.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ApprovalDelegation'),
    from: one(t, 'from', Person, { description: 'Who is away.' }),
    to: one(t, 'to', Person, { description: 'Who stands in.' }),
    validFrom: column(t, 'validFrom', DateTime, { description: 'From when.' }),
    validUntil: column(t, 'validUntil', DateTime, {
      nullable: true,
      description: 'The first instant at which it does not hold any more.',
    }),
  }),
});
