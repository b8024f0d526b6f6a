import { type Filter, shapes } from '@wardline/platform';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf, uuidsOf } from '../node/global-id.ts';
import { platformFilter } from '../reading/filters.ts';
import { Ticket } from '../rows.ts';
import {
  ProblemFanOutInput,
  TicketFollowUpInput,
  TicketLinkInput,
  TicketMergeInput,
  TicketRateInput,
  TicketSplitInput,
} from './relations.inputs.ts';

const named = (id: string, description: string) =>
  ({ description, record: { type: Ticket, shape: 'Ticket', id } }) as const;
const ticket = named('ticketId', 'The ticket as it is now.');
const newTicket = named('newTicketId', 'The new ticket.');
const conflictsOn = 'Ticket' as const;
const idOf = (ticketId: string) => uuidOf('Ticket', ticketId);

defineMutation('ticketLinkAdd', {
  description: 'Says how a ticket stands to another; the same again changes nothing.',
  input: TicketLinkInput,
  returns: { ticket },
  run: (desk, { ticketId, kind, targetId }) =>
    desk.tickets.addLink({ ticketId: idOf(ticketId), kind, targetId: idOf(targetId) as never }),
});

defineMutation('ticketLinkRemove', {
  description: 'Takes a link back; nothing happens if there is none.',
  input: TicketLinkInput,
  returns: { ticket },
  run: (desk, { ticketId, kind, targetId }) =>
    desk.tickets.removeLink({ ticketId: idOf(ticketId), kind, targetId: idOf(targetId) as never }),
});

defineMutation('ticketMerge', {
  description:
    'Ends a ticket in another one, which goes on for both: with its people (unless it is confidential), its assets and the graver danger. Both keep their timelines.',
  input: TicketMergeInput,
  returns: { ticket, target: named('targetId', 'The ticket that goes on.') },
  conflictsOn,
  run: (desk, { ticketId, targetId, expectedVersion, note }) =>
    desk.tickets.merge({
      ticketId: idOf(ticketId),
      targetId: idOf(targetId),
      expectedVersion,
      note,
    }),
});

defineMutation('ticketSplit', {
  description:
    'Gives the second matter of a ticket a ticket of its own, with copies of the chosen replies and notes. What was internal stays internal.',
  input: TicketSplitInput,
  returns: { ticket, newTicket },
  conflictsOn,
  run: (desk, { ticketId, id, entryIds, description, domain, ...input }) =>
    desk.tickets.split({
      ...input,
      ticketId: idOf(ticketId),
      id: (id ?? undefined) as never,
      description: description ?? undefined,
      domain: domain ?? undefined,
      entryIds: uuidsOf('TimelineEntry', entryIds) as never,
    }),
});

defineMutation('ticketFollowUp', {
  description:
    'Opens a ticket that comes of a closed one, or of one that was resolved too long ago to be reopened, at its clinic and about its assets.',
  input: TicketFollowUpInput,
  returns: { ticket, newTicket },
  run: (desk, { ticketId, id, type, channel, title, ...input }) =>
    desk.tickets.followUp({
      ...given(input),
      title,
      ticketId: idOf(ticketId),
      id: (id ?? undefined) as never,
      type: type ?? 'INCIDENT',
      channel: channel ?? 'API',
    }),
});

defineMutation('problemFanOut', {
  description:
    'Opens one ticket in each clinic that a problem hits and links it. Where a clinic was told already and still works on it, what else is affected is added to its ticket. No client learns of another.',
  input: ProblemFanOutInput,
  returns: {
    ticket: named('ticketId', 'The problem; its links lead to the tickets.'),
    openedCount: {
      description: 'How many tickets were opened.',
      value: { type: 'Int', key: 'openedCount' },
    },
    extendedCount: {
      description: 'How many open tickets of clinics told before name more assets now.',
      value: { type: 'Int', key: 'extendedCount' },
    },
    omittedAssetCount: {
      description:
        'How many affected assets found no room in their clinic’s ticket, which names 100.',
      value: { type: 'Int', key: 'omittedAssetCount' },
    },
  },
  run: (desk, { ticketId, title, description, assetIds, assetFilter }) =>
    desk.tickets.fanOut({
      ticketId: idOf(ticketId),
      title,
      description: description ?? undefined,
      assetIds: assetIds ? uuidsOf('Asset', assetIds) : undefined,
      assetFilter: assetFilter ? platformFilter(shapes.Asset, assetFilter as Filter) : undefined,
    }),
});

defineMutation('ticketRate', {
  description: 'Rates how your ticket was resolved; until 30 days later you may change your mind.',
  input: TicketRateInput,
  returns: { ticket },
  run: (desk, { ticketId, score, comment }) =>
    desk.tickets.rate({ ticketId: idOf(ticketId), score, comment }),
});
