import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Ticket, Visit } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { NoAccessReason, VisitCancelReason, VisitKind, VisitState } from './visit.enums.ts';
import { VisitWarningType } from './visit.types.ts';

const expectedVersion = 'The version you decided on.';
const publicNote = 'For the clinic, which reads it: what to prepare. At most 2,000 characters.';
const internalNote = 'For whoever goes; clients never see it. At most 2,000 characters.';
const overrideReason =
  'Needed outside of the person’s working hours: why they go. Clients never see it. At most 500 characters.';

const returns = {
  visit: { description: 'The visit.', record: { type: Visit, shape: 'Visit', id: 'visitId' } },
  ticket: {
    description: 'Its ticket.',
    record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
  },
} as const;
const warnings = {
  description: 'What its planner should know.',
  value: { type: [VisitWarningType], key: 'warnings' },
} as const;

defineMutation('visitPlan', {
  description:
    'Plans that somebody goes to a clinic for a ticket, or connects to it. The ticket’s requesters see it.',
  input: builder.inputType('VisitPlanInput', {
    description: 'Who goes when.',
    fields: (t) => ({
      id: t.string({ description: 'Your own UUID for it; a retry cannot make a second.' }),
      ticketId: t.id({ required: true, description: 'What it is for.' }),
      personId: t.id({ required: true, description: 'Who: they must work for the clinic.' }),
      kind: t.field({ type: VisitKind, description: 'How; left out: ON_SITE.' }),
      from: t.field({ type: DateTime, required: true, description: 'When it is to begin.' }),
      until: t.field({
        type: DateTime,
        required: true,
        description: 'When it is to be over: at most 24 hours later.',
      }),
      locationId: t.id({ description: 'Where in the clinic.' }),
      publicNote: t.string({ description: publicNote }),
      internalNote: t.string({ description: internalNote }),
      overrideReason: t.string({ description: overrideReason }),
    }),
  }),
  returns: { ...returns, warnings },
  run: (desk, { id, ticketId, personId, kind, locationId, ...input }) =>
    desk.visits.plan({
      ...input,
      ...given({ id, kind }),
      ticketId: uuidOf('Ticket', ticketId),
      personId: uuidOf('Person', personId),
      locationId: optionalUuidOf('Location', locationId),
    }),
});

defineMutation('visitReschedule', {
  description:
    'Moves a planned visit to another time, person or place, or says something else about it.',
  input: builder.inputType('VisitRescheduleInput', {
    description: 'What shall be different; what is left out stays.',
    fields: (t) => ({
      visitId: t.id({ required: true, description: 'The visit.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      personId: t.id({ description: 'Who goes instead.' }),
      from: t.field({ type: DateTime, description: 'When it is to begin.' }),
      until: t.field({ type: DateTime, description: 'When it is to be over.' }),
      locationId: t.id({ description: 'Where in the clinic; null: nowhere in particular.' }),
      publicNote: t.string({ description: publicNote }),
      internalNote: t.string({ description: internalNote }),
      overrideReason: t.string({ description: overrideReason }),
    }),
  }),
  returns: { ...returns, warnings },
  conflictsOn: 'Visit',
  run: (desk, { visitId, expectedVersion, personId, from, until, locationId, ...words }) =>
    desk.visits.reschedule({
      ...words,
      ...given({ from, until, personId: optionalUuidOf('Person', personId) }),
      expectedVersion,
      visitId: uuidOf('Visit', visitId),
      locationId: optionalUuidOf('Location', locationId),
    }),
});

defineMutation('visitTransition', {
  description: 'Says how a visit goes on: on the way, there, done, or no access.',
  input: builder.inputType('VisitTransitionInput', {
    description: 'Where it goes; `nextStates` says where it can.',
    fields: (t) => ({
      visitId: t.id({ required: true, description: 'The visit.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      to: t.field({ type: VisitState, required: true, description: 'To which state.' }),
      at: t.field({ type: DateTime, description: 'When they arrived or left; left out: now.' }),
      reason: t.field({ type: NoAccessReason, description: 'Of NO_ACCESS: why.' }),
    }),
  }),
  returns,
  conflictsOn: 'Visit',
  run: (desk, { visitId, to, expectedVersion, at, reason }) =>
    desk.visits.transition({
      ...given({ at, reason }),
      to,
      expectedVersion,
      visitId: uuidOf('Visit', visitId),
    }),
});

defineMutation('visitCancel', {
  description: 'Calls a visit off. It stays in its ticket, and in calendars as cancelled.',
  input: builder.inputType('VisitCancelInput', {
    description: 'Which visit, and why.',
    fields: (t) => ({
      visitId: t.id({ required: true, description: 'The visit.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      reason: t.field({ type: VisitCancelReason, required: true, description: 'Why.' }),
    }),
  }),
  returns,
  conflictsOn: 'Visit',
  run: (desk, { visitId, ...input }) =>
    desk.visits.cancel({ ...input, visitId: uuidOf('Visit', visitId) }),
});
