import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { Ticket, TimeEntry } from '../rows.ts';
import { workLogWarnings } from '../work/work-log-warning.type.ts';
import { assignmentOfInput, changesOfInput } from './changes-of-input.ts';
import { detailsOfInput, detailsPath } from './details.inputs.ts';
import {
  InternalNoteAddInput,
  PublicReplyAddInput,
  TicketAssignInput,
  TicketCreateInput,
  TicketNotificationRecordInput,
  TicketRestorationRecordInput,
  TicketTagsAddInput,
  TicketTagsRemoveInput,
  TicketTransitionInput,
  TicketUpdateInput,
  TicketWatcherInput,
  WorkLogAddInput,
} from './ticket.inputs.ts';
import { InternalNote, PublicReply, WorkLog } from './timeline.types.ts';

const ticket = {
  description: 'The ticket as it is now.',
  record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
} as const;
const entry = (type: unknown, description: string) =>
  ({ description, record: { type, shape: 'TimelineEntry', id: 'entryId' } }) as const;
const conflictsOn = 'Ticket' as const;
const idOf = (ticketId: string) => uuidOf('Ticket', ticketId);
const idsOf = (type: string, ids: readonly string[] | null | undefined) =>
  ids ? (uuidsOf(type, ids) as never) : undefined;

/** An entry's own id is `id` in its input. */
const pathOf = (path: readonly (string | number)[]) =>
  path.map((key) => (key === 'entryId' ? 'id' : key));

const tagsPath = ([head, ...rest]: readonly (string | number)[]) => [
  ...(head === 'addTags' || head === 'removeTags' ? ['tags'] : head === undefined ? [] : [head]),
  ...rest,
];

defineMutation('ticketCreate', {
  description: 'Opens a ticket and starts the clocks of the agreement that covers it.',
  input: TicketCreateInput,
  returns: { ticket },
  run: (desk, { id, clinicId, requesterId, teamId, assigneeId, locationId, ...input }) => {
    const me = desk.session.principal.principal.personId;
    return desk.tickets.open({
      ...given(input),
      id: (id ?? undefined) as never,
      type: input.type,
      title: input.title,
      domain: input.domain,
      channel: input.channel ?? 'API',
      clinicId: uuidOf('Clinic', clinicId) as never,
      requesterId: (requesterId === undefined
        ? me
        : optionalUuidOf('Person', requesterId)) as never,
      teamId: optionalUuidOf('Team', teamId) as never,
      assigneeId: optionalUuidOf('Person', assigneeId) as never,
      locationId: optionalUuidOf('Location', locationId) as never,
      assetIds: idsOf('Asset', input.assetIds),
      watcherIds: idsOf('Person', input.watcherIds),
      details: detailsOfInput(input.details),
    });
  },
  pathOf: (path, { details }) => detailsPath(details, path),
});

defineMutation('ticketUpdate', {
  description: 'Changes fields of a ticket; the priority follows where it depends on them.',
  input: TicketUpdateInput,
  returns: { ticket },
  conflictsOn,
  run: (desk, { ticketId, expectedVersion, ...changes }) =>
    desk.tickets.update({
      ...{ ticketId: idOf(ticketId), expectedVersion },
      changes: changesOfInput(changes),
    }),
  pathOf: (path, { details }) => detailsPath(details, path),
});

defineMutation('ticketTagsAdd', {
  description:
    'Adds tags to a ticket. Needs no version: what others add or remove meanwhile stays so.',
  input: TicketTagsAddInput,
  returns: { ticket },
  pathOf: tagsPath,
  run: (desk, { ticketId, tags }) =>
    desk.tickets.update({ ticketId: idOf(ticketId), changes: { addTags: tags } }),
});

defineMutation('ticketTagsRemove', {
  description: 'Takes tags away from a ticket; those it has not are no mistake.',
  input: TicketTagsRemoveInput,
  returns: { ticket },
  pathOf: tagsPath,
  run: (desk, { ticketId, tags }) =>
    desk.tickets.update({ ticketId: idOf(ticketId), changes: { removeTags: tags } }),
});

defineMutation('ticketTransition', {
  description: 'Takes a ticket to another state; its clocks pause, resume and stop with it.',
  input: TicketTransitionInput,
  returns: { ticket },
  conflictsOn,
  run: (desk, { ticketId, ...input }) =>
    desk.tickets.transition({ ...input, ticketId: idOf(ticketId) }),
});

defineMutation('ticketRestorationRecord', {
  description: 'Records that the service works again: meets the restoration clock.',
  input: TicketRestorationRecordInput,
  returns: { ticket },
  run: (desk, { ticketId, restoredAt }) =>
    desk.tickets.recordServiceRestored({
      ticketId: idOf(ticketId),
      restoredAt: restoredAt ?? undefined,
    }),
});

defineMutation('ticketNotificationRecord', {
  description: 'Records that somebody was told because the law says so; a closed ticket takes it.',
  input: TicketNotificationRecordInput,
  returns: { ticket },
  run: (desk, { ticketId, notifiedAt, ...input }) =>
    desk.tickets.recordNotification({
      ...input,
      ticketId: idOf(ticketId),
      notifiedAt: notifiedAt ?? undefined,
    }),
});

defineMutation('ticketAssign', {
  description: 'Gives a ticket to a team, a person, or nobody.',
  input: TicketAssignInput,
  returns: { ticket },
  conflictsOn,
  run: (desk, { ticketId, expectedVersion, ...assignment }) =>
    desk.tickets.assign({
      ...{ ticketId: idOf(ticketId), expectedVersion },
      ...assignmentOfInput(assignment),
    }),
});

defineMutation('publicReplyAdd', {
  description:
    'Adds words that the requester reads. The desk’s first ones meet the first-response clock; those of the clinic’s side to a ticket that waits for its requester end the waiting, and its clocks go on.',
  input: PublicReplyAddInput,
  returns: { ticket, publicReply: entry(PublicReply, 'The reply.') },
  pathOf,
  run: (desk, { id, ticketId, body }) =>
    desk.tickets.reply({ entryId: (id ?? undefined) as never, ticketId: idOf(ticketId), body }),
});

defineMutation('internalNoteAdd', {
  description: 'Adds words among those who work on the ticket. No client ever reads them.',
  input: InternalNoteAddInput,
  returns: { ticket, internalNote: entry(InternalNote, 'The note.') },
  pathOf,
  run: (desk, { id, ticketId, body }) =>
    desk.tickets.note({ entryId: (id ?? undefined) as never, ticketId: idOf(ticketId), body }),
});

defineMutation('workLogAdd', {
  description:
    'Records time spent on a ticket, by somebody of the provider who works on tickets, or of a team of the clinic. Time at which they logged other work is recorded, and told in `warnings`; more than a day on one date of the clinic is refused (`WORK_EXCEEDS_DAY`).',
  input: WorkLogAddInput,
  returns: {
    ticket,
    workLog: entry(WorkLog, 'The entry.'),
    timeEntry: {
      description: 'The worked time, which is what is corrected and invoiced.',
      record: { type: TimeEntry, shape: 'TimeEntry', id: 'entryId' },
    },
    warnings: workLogWarnings,
  },
  pathOf,
  run: (desk, { id, ticketId, personId, startedAt, ...input }) =>
    desk.tickets.logWork({
      ...input,
      startedAt: startedAt ?? undefined,
      entryId: (id ?? undefined) as never,
      ticketId: idOf(ticketId),
      personId: (optionalUuidOf('Person', personId) ?? undefined) as never,
    }),
});

defineMutation('ticketWatcherAdd', {
  description: 'Lets somebody follow a ticket: they read what its requester reads.',
  input: TicketWatcherInput,
  returns: { ticket },
  run: (desk, { ticketId, personId }) =>
    desk.tickets.addWatcher({
      ticketId: idOf(ticketId),
      personId: uuidOf('Person', personId) as never,
    }),
});

defineMutation('ticketWatcherRemove', {
  description: 'Ends somebody’s following.',
  input: TicketWatcherInput,
  returns: { ticket },
  run: (desk, { ticketId, personId }) =>
    desk.tickets.removeWatcher({
      ticketId: idOf(ticketId),
      personId: uuidOf('Person', personId) as never,
    }),
});
