import type { CoManagedAgreement as Agreed } from '@wardline/platform';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { CoManagedAgreement } from '../rows.ts';
import { Domain, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { HandOverReason, LaneHoursWhen, Side } from './dispatch.enums.ts';

const LaneHoursInput = builder.inputType('LaneHoursInput', {
  description: 'At which hours a lane holds.',
  fields: (t) => ({
    calendarId: t.id({ required: true, description: 'The calendar.' }),
    when: t.field({ type: LaneHoursWhen, required: true, description: 'Inside or outside.' }),
  }),
});

const LaneInput = builder.inputType('CoManagedLaneInput', {
  description: 'Whose some of the work is. What is left out or empty leaves it open.',
  fields: (t) => ({
    id: t.string({ required: true, description: 'Its id in the agreement: `devices`.' }),
    name: t.string({ required: true, description: 'Its name for people.' }),
    domains: t.field({ type: [Domain], description: 'Trades.' }),
    categories: t.stringList({ description: 'Categories, with all below them.' }),
    ticketTypes: t.field({ type: [TicketType], description: 'Ticket types.' }),
    priorities: t.field({ type: [Priority], description: 'Priorities.' }),
    tiers: t.intList({ description: 'Support tiers, 1 to 9.' }),
    hours: t.field({ type: LaneHoursInput, description: 'At which hours.' }),
    owner: t.field({ type: Side, required: true, description: 'Whose it is.' }),
    teamId: t.id({ description: 'The owner’s team.' }),
  }),
});

const OwnerInput = builder.inputType('CoManagedOwnerInput', {
  description: 'Whose work is that no lane takes.',
  fields: (t) => ({
    owner: t.field({ type: Side, required: true, description: 'The side.' }),
    teamId: t.id({ description: 'Their team.' }),
  }),
});

const RuleInput = builder.inputType('HandOverRuleInput', {
  description: 'A way work may go from side to side.',
  fields: (t) => ({
    from: t.field({ type: Side, required: true, description: 'From whom.' }),
    to: t.field({ type: Side, required: true, description: 'To whom.' }),
    reasons: t.field({ type: [HandOverReason], description: 'For these; left out: for any.' }),
    noteRequired: t.boolean({ description: 'Whether it needs a note; left out: no.' }),
  }),
});

interface TermsInput {
  readonly name: string;
  readonly lanes: readonly (typeof LaneInput.$inferInput)[];
  readonly otherwise: typeof OwnerInput.$inferInput;
  readonly handOvers: readonly (typeof RuleInput.$inferInput)[];
}

const teamOf = (id: string | null | undefined) =>
  typeof id === 'string' ? (uuidOf('Team', id) as never) : null;

const termsOf = ({ name, lanes, otherwise, handOvers }: TermsInput): Agreed => ({
  name,
  lanes: lanes.map((lane) => ({
    id: lane.id,
    name: lane.name,
    domains: lane.domains ?? [],
    categories: lane.categories ?? [],
    ticketTypes: lane.ticketTypes ?? [],
    priorities: lane.priorities ?? [],
    tiers: lane.tiers ?? [],
    hours: lane.hours
      ? { calendarId: uuidOf('Calendar', lane.hours.calendarId), when: lane.hours.when }
      : null,
    owner: lane.owner,
    teamId: teamOf(lane.teamId),
  })),
  otherwise: { owner: otherwise.owner, teamId: teamOf(otherwise.teamId) },
  handOvers: handOvers.map(({ from, to, reasons, noteRequired }) => ({
    from,
    to,
    reasons: reasons ?? [],
    noteRequired: noteRequired ?? false,
  })),
});

const words = {
  name: 'Its name.',
  lanes: 'Asked in this order; the first that fits decides.',
  otherwise: 'Whose the rest is.',
  handOvers: 'How work may pass between the sides.',
};

const coManagedAgreement = {
  description: 'The agreement.',
  record: {
    type: CoManagedAgreement,
    shape: 'CoManagedAgreement',
    id: 'coManagedAgreementId',
  },
} as const;

defineMutation('coManagedAgreementCreate', {
  description: 'Agrees with a clinic on whose which work is. The latest of a clinic holds.',
  input: builder.inputType('CoManagedAgreementCreateInput', {
    description: 'Whose which work is.',
    fields: (t) => ({
      id: t.string({ description: 'Your own UUID for it; a retry cannot make a second.' }),
      clinicId: t.id({ required: true, description: 'The clinic.' }),
      name: t.string({ required: true, description: words.name }),
      lanes: t.field({ type: [LaneInput], required: true, description: words.lanes }),
      otherwise: t.field({ type: OwnerInput, required: true, description: words.otherwise }),
      handOvers: t.field({ type: [RuleInput], required: true, description: words.handOvers }),
    }),
  }),
  returns: { coManagedAgreement },
  run: (desk, { id, clinicId, ...input }) =>
    desk.dispatch.createCoManagedAgreement({
      ...given({ id }),
      ...termsOf(input),
      clinicId: uuidOf('Clinic', clinicId),
    }),
});

defineMutation('coManagedAgreementUpdate', {
  description: 'Replaces what was agreed.',
  input: builder.inputType('CoManagedAgreementUpdateInput', {
    description: 'All of the agreement, as it shall be.',
    fields: (t) => ({
      coManagedAgreementId: t.id({ required: true, description: 'The agreement.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ required: true, description: words.name }),
      lanes: t.field({ type: [LaneInput], required: true, description: words.lanes }),
      otherwise: t.field({ type: OwnerInput, required: true, description: words.otherwise }),
      handOvers: t.field({ type: [RuleInput], required: true, description: words.handOvers }),
    }),
  }),
  returns: { coManagedAgreement },
  conflictsOn: 'CoManagedAgreement',
  run: (desk, { coManagedAgreementId, expectedVersion, ...input }) =>
    desk.dispatch.updateCoManagedAgreement({
      ...termsOf(input),
      expectedVersion,
      coManagedAgreementId: uuidOf('CoManagedAgreement', coManagedAgreementId),
    }),
});
