import { expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  biomed,
  byTechnician,
  clinicalEngineering,
  desk,
  minutes,
  monday9,
  nurse,
  stranger,
  taken,
  technician,
} from '../../test/a-ticket.ts';
import type { AssignmentFacts } from '../facts.ts';
import { type AssignTicketCommand, assignTicket } from './assign-ticket.ts';

const people = [technician, biomed, nurse];
const deskFacts = { team: { id: desk, memberIds: [technician] }, people };
const htmFacts = { team: { id: clinicalEngineering, memberIds: [biomed] }, people };
const assign = (
  command: Partial<AssignTicketCommand>,
  facts: AssignmentFacts = deskFacts,
  ticket = aTicket(),
) => assignTicket(ticket, { at: monday9 + minutes(1), by: byTechnician, ...command }, facts);
const onDesk = () => aTicket({ teamId: desk, assigneeId: technician });

test('to a team and one of its members', () => {
  expect(accepted(assign({ teamId: desk, assigneeId: technician }))).toEqual([
    {
      type: 'TicketAssigned',
      ticketId: aTicket().id,
      at: monday9 + minutes(1),
      by: byTechnician,
      teamId: desk,
      assigneeId: technician,
      previousTeamId: null,
      previousAssigneeId: null,
    },
  ]);
});

test('left out stays, null is nobody', () => {
  expect(after(onDesk(), assign({ assigneeId: null }, {}, onDesk()))).toMatchObject({
    teamId: desk,
    assigneeId: null,
  });
  expect(after(onDesk(), assign({ teamId: null }, {}, onDesk()))).toMatchObject({
    teamId: null,
    assigneeId: technician,
  });
  expect(after(onDesk(), assign({ teamId: null, assigneeId: null }, {}, onDesk()))).toMatchObject({
    teamId: null,
    assigneeId: null,
  });
});

test('another team does not inherit an assignee who is not its own', () => {
  expect(accepted(assign({ teamId: clinicalEngineering }, htmFacts, onDesk()))).toMatchObject([
    {
      teamId: clinicalEngineering,
      assigneeId: null,
      previousTeamId: desk,
      previousAssigneeId: technician,
    },
  ]);
  const both = { ...htmFacts, team: { id: clinicalEngineering, memberIds: [biomed, technician] } };
  expect(after(onDesk(), assign({ teamId: clinicalEngineering }, both, onDesk())).assigneeId).toBe(
    technician,
  );
});

test('as it is already: nothing', () => {
  expect(accepted(assign({ teamId: desk, assigneeId: technician }, deskFacts, onDesk()))).toEqual(
    [],
  );
  expect(accepted(assign({}, {}, onDesk()))).toEqual([]);
});

test('membership that nobody knows is not checked', () => {
  const facts = { team: { id: desk }, people };
  expect(after(aTicket(), assign({ teamId: desk, assigneeId: nurse }, facts)).assigneeId).toBe(
    nurse,
  );
});

test.each([
  ['an unknown team', { teamId: clinicalEngineering }, 'NOT_FOUND', ['teamId']],
  ['an unknown person', { assigneeId: stranger }, 'NOT_FOUND', ['assigneeId']],
  [
    'a person of another team',
    { teamId: desk, assigneeId: biomed },
    'ASSIGNEE_NOT_IN_TEAM',
    ['assigneeId'],
  ],
  ['before the ticket was opened', { at: monday9 - 1 }, 'TIME_BEFORE_OPENED', ['at']],
])('refused: %s', (_, command, code, path) => {
  expect(assign(command)).toMatchObject({ ok: false, error: { code, path } });
});

test('refused: to a person outside the team the ticket has', () => {
  expect(assign({ assigneeId: biomed }, deskFacts, onDesk())).toMatchObject({
    error: { code: 'ASSIGNEE_NOT_IN_TEAM' },
  });
});

test('refused: a closed ticket', () => {
  const cancelled = taken(aTicket(), { to: 'CANCELLED', note: 'Found the plug.' });
  expect(assign({ teamId: desk }, deskFacts, cancelled)).toMatchObject({
    error: { code: 'TICKET_CLOSED' },
  });
});
