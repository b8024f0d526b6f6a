import { describe, expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  aTicketOf,
  byTechnician,
  facts,
  lakesidePrinter,
  minutes,
  monday9,
  printer,
  room4,
  stranger,
  taken,
  technician,
  ventilator,
} from '../../test/a-ticket.ts';
import type { TicketDetailsInput } from '../details/details.ts';
import type { TicketChanges } from './check-ticket-changes.ts';
import type { TicketState } from './ticket.ts';
import type { UpdateTicketFacts } from './update-ticket.ts';
import { updateTicket } from './update-ticket.ts';

const at = monday9 + minutes(5);
const update = (changes: TicketChanges, ticket = aTicket(), given: UpdateTicketFacts = facts) =>
  updateTicket(ticket, { at, by: byTechnician, changes }, given);

test('changed fields are told old and new; unchanged ones are not told', () => {
  const changes = {
    title: ' No labels in room 4 ',
    category: 'printing',
    impact: 'MEDIUM',
  } as const;
  expect(accepted(update(changes))).toEqual([
    {
      type: 'TicketUpdated',
      ticketId: aTicket().id,
      at,
      by: byTechnician,
      changes: [
        {
          field: 'title',
          from: 'Label printer in room 4 prints nothing',
          to: 'No labels in room 4',
        },
        { field: 'category', from: null, to: 'printing' },
      ],
    },
  ]);
});

test('nothing new, no events', () => {
  const ticket = aTicket({ assetIds: [printer], locationId: room4 });
  const { title, description, category, impact, assetIds, locationId } = ticket;
  expect(
    accepted(update({ title, description, category, impact, assetIds, locationId }, ticket)),
  ).toEqual([]);
  expect(accepted(update({}, ticket, {}))).toEqual([]);
});

test('null empties, left out keeps', () => {
  const ticket = aTicket({ category: 'printing', locationId: room4 });
  const next = after(
    ticket,
    update(
      { category: null, locationId: null, confidential: true, requesterId: technician },
      ticket,
    ),
  );
  expect(next).toMatchObject({
    category: null,
    locationId: null,
    confidential: true,
    requesterId: technician,
  });
  expect(next.title).toBe(ticket.title);
});

describe('priority', () => {
  test('follows impact, urgency and care impact', () => {
    const events = accepted(update({ careImpact: 'PATIENT_AT_RISK' }));
    expect(events.map(({ type }) => type)).toEqual(['TicketUpdated', 'TicketPriorityChanged']);
    expect(events[1]).toMatchObject({ from: 'P3', to: 'P1', explanation: { base: 'P3' } });
    expect(after(aTicket(), { ok: true, value: events })).toMatchObject({
      priority: 'P1',
      careImpact: 'PATIENT_AT_RISK',
    });
  });

  test('follows the assets', () => {
    expect(after(aTicket(), update({ assetIds: [ventilator] }))).toMatchObject({
      priority: 'P2',
      assetIds: [ventilator],
    });
  });

  test('does not forget the assets when only the urgency changes', () => {
    const ticket = aTicket({ assetIds: [ventilator], urgency: 'LOW' });
    expect(after(ticket, update({ urgency: 'MEDIUM', impact: 'LOW' }, ticket, {})).priority).toBe(
      'P2',
    );
  });

  test('reasons that change alone are told', () => {
    const ticket = aTicket({ impact: 'HIGH', urgency: 'HIGH' });
    expect(accepted(update({ careImpact: 'CARE_STOPPED' }, ticket))[1]).toMatchObject({
      type: 'TicketPriorityChanged',
      from: 'P1',
      to: 'P1',
      explanation: { inputs: { careImpact: 'CARE_STOPPED' } },
    });
  });

  test('a changed title does not apply a matrix that was changed meanwhile', () => {
    const priorityMatrix = { base: {} } as never;
    expect(accepted(update({ title: 'Other' }, aTicket(), { priorityMatrix }))).toHaveLength(1);
  });

  test('is set by hand with a reason, holds through other changes, and is released', () => {
    const set = after(
      aTicket(),
      update({ priorityOverride: { priority: 'P2', reason: ' Audit today. ' } }),
    );
    expect(set).toMatchObject({
      priority: 'P2',
      priorityReason: { base: 'P3', override: { priority: 'P2', reason: 'Audit today.' } },
    });
    expect(
      accepted(update({ priorityOverride: { priority: 'P2', reason: 'Audit today.' } }, set)),
    ).toEqual([]);
    const moved = after(set, update({ impact: 'LOW' }, set));
    expect(moved.priority).toBe('P2');
    expect(after(moved, update({ priorityOverride: null }, moved)).priority).toBe('P4');
  });

  test('cannot be set below what the care impact demands, in the same update either', () => {
    const priorityOverride = { priority: 'P3', reason: 'calm' } as const;
    expect(update({ careImpact: 'CARE_STOPPED', priorityOverride })).toMatchObject({
      error: { code: 'PRIORITY_BELOW_CARE_FLOOR', path: ['priorityOverride', 'priority'] },
    });
  });

  test('is raised over an override when a patient comes to be at risk', () => {
    const set = after(aTicket(), update({ priorityOverride: { priority: 'P5', reason: 'calm' } }));
    expect(after(set, update({ careImpact: 'PATIENT_AT_RISK' }, set)).priority).toBe('P1');
  });
});

describe('refused', () => {
  test.each([
    [{ title: '' }, 'TEXT_EMPTY', ['title']],
    [{ description: '\0' }, 'TEXT_NOT_STORABLE', ['description']],
    [{ domain: 'LEGAL' }, 'VALUE_UNKNOWN', ['domain']],
    [{ impact: null }, 'VALUE_UNKNOWN', ['impact']],
    [{ urgency: 'SOON' }, 'VALUE_UNKNOWN', ['urgency']],
    [{ careImpact: '' }, 'VALUE_UNKNOWN', ['careImpact']],
    [{ assetIds: [printer, lakesidePrinter] }, 'NOT_FOUND', ['assetIds', 1]],
    [{ locationId: ventilator }, 'NOT_FOUND', ['locationId']],
    [{ requesterId: stranger }, 'NOT_FOUND', ['requesterId']],
    [{ category: 'x'.repeat(101) }, 'TEXT_TOO_LONG', ['category']],
  ])('%o', (changes, code, path) => {
    expect(update(changes as TicketChanges)).toMatchObject({ ok: false, error: { code, path } });
  });

  test('when the ticket is closed or cancelled', () => {
    const cancelled = taken(aTicket(), { to: 'CANCELLED', note: 'Found the plug.' });
    expect(update({ title: 'x' }, cancelled)).toMatchObject({
      error: { code: 'TICKET_CLOSED', message: expect.stringContaining('follow-up') },
    });
  });
});

test('the care impact follows the answers, and returns to what was stated', () => {
  const alarmed = after(aTicket(), update({ patientConnected: true, alternativeAvailable: false }));
  expect(alarmed).toMatchObject({ priority: 'P1', careImpact: 'PATIENT_AT_RISK' });
  const calmed = after(
    alarmed,
    update({ patientConnected: false, alternativeAvailable: true }, alarmed),
  );
  expect(calmed).toMatchObject({ careImpact: 'WORKAROUND', statedCareImpact: 'NONE' });
});

test('the answers set a floor that no override undercuts', () => {
  const priorityOverride = { priority: 'P4', reason: 'Quiet day.' } as const;
  expect(
    update({ patientConnected: true, alternativeAvailable: false, priorityOverride }),
  ).toMatchObject({ error: { code: 'PRIORITY_BELOW_CARE_FLOOR' } });
});

describe('details', () => {
  const change = aTicketOf('CHANGE');
  const told = (details: TicketDetailsInput, ticket: TicketState) => update({ details }, ticket);

  test('fields given are changed, the others stay, the same again is no news', () => {
    const planned = after(change, told({ of: 'CHANGE', plan: ' Patch it. ' }, change));
    expect(planned.details).toMatchObject({ kind: 'NORMAL', plan: 'Patch it.', window: null });
    expect(accepted(told({ of: 'CHANGE', plan: 'Patch it.' }, planned))).toEqual([]);
  });

  test('what was approved is what is done', () => {
    const approved: TicketState = { ...change, state: 'APPROVED' };
    expect(told({ of: 'CHANGE', plan: 'Something else.' }, approved)).toMatchObject({
      error: { code: 'DETAIL_FIXED', path: ['details', 'plan'] },
    });
    const window = { from: monday9, until: monday9 + minutes(60) };
    expect(told({ of: 'CHANGE', window }, approved).ok).toBe(true);
  });

  test('a compatibility test is recorded once it can be made', () => {
    const compatibilityTest = { result: 'PASS', note: 'Images arrive.' } as const;
    expect(told({ of: 'CHANGE', compatibilityTest }, change)).toMatchObject({
      error: { code: 'DETAIL_FIXED' },
    });
    const reviewed: TicketState = { ...change, state: 'REVIEW' };
    const tested = after(reviewed, told({ of: 'CHANGE', compatibilityTest }, reviewed));
    expect(tested.details).toMatchObject({ compatibilityTest: { result: 'PASS', at } });
    const later = { at: at + 1, by: byTechnician };
    const again = { ...later, changes: { details: { of: 'CHANGE', compatibilityTest } as const } };
    expect(accepted(updateTicket(tested, again, facts))).toEqual([]);
  });

  test.each([
    ['of another type', aTicketOf('PROBLEM'), { of: 'CHANGE', plan: 'x' }, ['details']],
    ['of a type that has none', aTicket(), { of: 'CHANGE', plan: 'x' }, ['details']],
  ] as const)('%s are refused', (_, ticket, details, path) => {
    expect(told(details, ticket)).toMatchObject({ error: { code: 'DETAIL_NOT_ACCEPTED', path } });
  });
});
