import type { EscalationStepInput } from '@wardline/platform';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { EscalationPolicy } from '../rows.ts';
import { Duration } from '../scalars.ts';
import { EscalationRecipient } from './escalation.enums.ts';

const StepInput = builder.inputType('EscalationStepInput', {
  description: 'A step: when (exactly one of percent, before and after), and what.',
  fields: (t) => ({
    id: t.string({ description: 'Unique in its policy, in capitals. Default: by its place.' }),
    percent: t.int({
      description: 'At this share of the budget, 1 to 1000; 100 is the due instant.',
    }),
    before: t.field({ type: Duration, description: 'So long before the due instant.' }),
    after: t.field({ type: Duration, description: 'So long after the due instant.' }),
    inOpeningHours: t.boolean({
      description: 'Whether before and after count opening hours only. Default: true.',
    }),
    quietUntilOpen: t.boolean({
      description: 'Outside opening hours, wait for the next opening. Default: false.',
    }),
    notify: t.field({ type: [EscalationRecipient], description: 'Who is told.' }),
    notifyPersonIds: t.idList({ description: 'Who is told, by name. At most 20.' }),
    assignToTeamId: t.id({ description: 'The team that gets the ticket.' }),
  }),
});

type Step = typeof StepInput.$inferInput;

const policy = {
  description: 'The escalation policy.',
  record: { type: EscalationPolicy, shape: 'EscalationPolicy', id: 'escalationPolicyId' },
} as const;
/** `steps`, 0, `when`: the input has a field for each way to say when. */
const pathOf = (path: readonly (string | number)[]) =>
  path[2] === 'when' ? [...path.slice(0, 2), 'percent'] : path;

defineMutation('escalationPolicyCreate', {
  description: 'Adds steps that the targets of agreements can refer to.',
  input: builder.inputType('EscalationPolicyCreateInput', {
    description: 'An escalation policy.',
    fields: (t) => ({
      id: t.string({
        description:
          'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.',
      }),
      name: t.string({ required: true, description: 'Its name.' }),
      steps: t.field({ type: [StepInput], required: true, description: 'At least 1, at most 20.' }),
    }),
  }),
  returns: { escalationPolicy: policy },
  pathOf,
  run: (desk, { id, name, steps }) =>
    desk.escalationPolicies.create({ ...given({ id }), name, steps: steps.map(stepOf) }),
});

defineMutation('escalationPolicyUpdate', {
  description:
    'Changes an escalation policy for tickets that are measured from then on; clocks that run keep the steps they have.',
  input: builder.inputType('EscalationPolicyUpdateInput', {
    description: 'New values; what is left out stays.',
    fields: (t) => ({
      escalationPolicyId: t.id({ required: true, description: 'The escalation policy.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: 'Its name.' }),
      steps: t.field({ type: [StepInput], description: 'All its steps.' }),
    }),
  }),
  returns: { escalationPolicy: policy },
  conflictsOn: 'EscalationPolicy',
  pathOf,
  run: (desk, { escalationPolicyId, expectedVersion, name, steps }) =>
    desk.escalationPolicies.update({
      escalationPolicyId: uuidOf('EscalationPolicy', escalationPolicyId),
      expectedVersion,
      ...given({ name }),
      ...(steps ? { steps: steps.map(stepOf) } : {}),
    }),
});

function stepOf(step: Step): EscalationStepInput {
  const { notifyPersonIds, assignToTeamId, quietUntilOpen, notify, id } = step;
  return {
    ...given({ id, quietUntilOpen, notify }),
    when: timingOf(step),
    notifyPersonIds: uuidsOf('Person', notifyPersonIds ?? []),
    assignToTeamId: optionalUuidOf('Team', assignToTeamId ?? null) ?? null,
  };
}

/** What is no timing, or two at once, becomes one the platform refuses. */
function timingOf({ percent, before, after, inOpeningHours }: Step): EscalationStepInput['when'] {
  const time = inOpeningHours === false ? 'WALL' : 'BUSINESS';
  const timings: EscalationStepInput['when'][] = [];
  if (typeof percent === 'number') timings.push({ percent });
  if (typeof before === 'number') timings.push({ offsetMs: -before, time });
  if (typeof after === 'number') timings.push({ offsetMs: after, time });
  const [only] = timings;
  return only && timings.length === 1 ? only : { percent: 0 };
}
