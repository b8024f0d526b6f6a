import { builder } from '../builder.ts';
import { AssetFilter } from '../filters.ts';
import {
  CareImpact,
  Channel,
  Domain,
  Impact,
  TicketType,
  Urgency,
} from '../tickets/ticket.enums.ts';
import { ManualLinkKind } from './relations.enums.ts';

const ticketId = 'The ticket.';
const expectedVersion =
  'The version you decided on; if the ticket has changed since, nothing is done.';
const newId =
  'Your own UUID for the new ticket, made beforehand: a retry with the same one cannot make a second. Not the opaque id of the API.';

export const TicketLinkInput = builder.inputType('TicketLinkInput', {
  description: 'Two tickets: the first is `kind` the second.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    kind: t.field({ type: ManualLinkKind, required: true, description: 'How it stands to it.' }),
    targetId: t.id({ required: true, description: 'The other ticket.' }),
  }),
});

export const TicketMergeInput = builder.inputType('TicketMergeInput', {
  description: 'A ticket to end in another one.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket that ends.' }),
    expectedVersion: t.int({ required: true, description: expectedVersion }),
    targetId: t.id({ required: true, description: 'The ticket that goes on for both.' }),
    note: t.string({ description: 'What there is to say; the requester reads it.' }),
  }),
});

export const TicketSplitInput = builder.inputType('TicketSplitInput', {
  description: 'What of a ticket gets a ticket of its own.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    expectedVersion: t.int({ required: true, description: expectedVersion }),
    id: t.string({ description: newId }),
    title: t.string({ required: true, description: 'The new ticket’s title.' }),
    description: t.string({ description: 'The new ticket, in full.' }),
    domain: t.field({ type: Domain, description: 'Whose trade it is. Default: the same.' }),
    entryIds: t.idList({
      required: true,
      description: 'The replies and notes that belong to it, 1 to 100; they are copied.',
    }),
  }),
});

export const TicketFollowUpInput = builder.inputType('TicketFollowUpInput', {
  description: 'What comes of a closed ticket.',
  fields: (t) => ({
    ticketId: t.id({
      required: true,
      description: 'The closed ticket, or one resolved too long ago to be reopened.',
    }),
    id: t.string({ description: newId }),
    type: t.field({
      type: TicketType,
      defaultValue: 'INCIDENT',
      description: 'What kind of work.',
    }),
    title: t.string({ required: true, description: 'In a few words; at most 200 characters.' }),
    description: t.string({ description: 'In full; at most 20,000 characters.' }),
    channel: t.field({
      type: Channel,
      defaultValue: 'API',
      description: 'How it reached the desk.',
    }),
    impact: t.field({ type: Impact, description: 'Default: MEDIUM.' }),
    urgency: t.field({ type: Urgency, description: 'Default: MEDIUM.' }),
    careImpact: t.field({ type: CareImpact, description: 'What it does to care. Default: NONE.' }),
    patientConnected: t.boolean({ description: 'Is a patient connected? Null: not known.' }),
    alternativeAvailable: t.boolean({ description: 'Is there an alternative? Null: not known.' }),
  }),
});

export const ProblemFanOutInput = builder.inputType('ProblemFanOutInput', {
  description: 'Whom a problem hits, and what to tell them.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The problem.' }),
    title: t.string({
      required: true,
      description: 'What each clinic reads; name no other clinic.',
    }),
    description: t.string({ description: 'In full; name no other clinic.' }),
    assetIds: t.idList({
      description: 'What is affected, over all clinics; at most 500, of at most 100 clinics.',
    }),
    assetFilter: t.field({
      type: AssetFilter,
      description:
        'What else is affected, chosen as a list of assets is: `{ manufacturer: { eq: "Acme" }, model: { startsWith: "X-7" } }`. At most 5,000 that you may see, of at most 100 clinics.',
    }),
  }),
});

export const TicketRateInput = builder.inputType('TicketRateInput', {
  description: 'What the requester thinks of how their ticket was resolved.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'Your ticket, resolved.' }),
    score: t.int({ required: true, description: 'From 1 (bad) to 5 (good).' }),
    comment: t.string({ description: 'In your words.' }),
  }),
});
