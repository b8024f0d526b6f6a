import { expect, test } from 'vitest';
import {
  addInternalNote,
  addPublicReply,
  addWorkLog,
  assignTicket,
  evolveAll,
  openTicket,
  type TicketEvent,
  type TicketState,
  transitionTicket,
  updateTicket,
} from '../src/index.ts';
import {
  accepted,
  biomed,
  byNurse,
  byTechnician,
  clinicalEngineering,
  days,
  entry,
  facts,
  minutes,
  monday9,
  pump,
  report,
  technician,
} from './a-ticket.ts';

test('a pump stops during an infusion: from the nurse’s report to a repaired device', () => {
  const history: TicketEvent[] = [];
  const now = (): TicketState => {
    const state = evolveAll(null, history);
    if (!state) throw new Error('not opened yet');
    return state;
  };
  const clock = (n: number) => monday9 + minutes(n);
  const happens = (outcome: Parameters<typeof accepted<readonly TicketEvent[]>>[0]) =>
    history.push(...accepted(outcome));

  // A nurse reports what she sees; nobody has said yet what it does to care.
  happens(
    openTicket(
      {
        ...report,
        title: 'Infusion pump alarms and stops',
        domain: 'HTM',
        assetIds: [pump],
        impact: 'LOW',
      },
      facts,
    ),
  );
  expect(now()).toMatchObject({ state: 'NEW', priority: 'P3' });

  // The desk asks: is somebody connected? Yes. Nothing but the answer makes it P1.
  happens(
    updateTicket(
      now(),
      { at: clock(1), by: byTechnician, changes: { careImpact: 'PATIENT_AT_RISK' } },
      facts,
    ),
  );
  expect(now().priority).toBe('P1');
  expect(now().priorityReason.reasons.map(({ message }) => message)).toEqual([
    'Impact LOW and urgency MEDIUM give P4.',
    'Care impact PATIENT_AT_RISK is at least P1.',
  ]);

  // Clinical engineering takes it; nobody can call it P4 while a patient is at risk.
  const htm = { team: { id: clinicalEngineering, memberIds: [biomed] }, people: [biomed] };
  happens(
    assignTicket(
      now(),
      { at: clock(2), by: byTechnician, teamId: clinicalEngineering, assigneeId: biomed },
      htm,
    ),
  );
  const calm = { priority: 'P4', reason: 'We have a spare.' } as const;
  expect(
    updateTicket(
      now(),
      { at: clock(2), by: byTechnician, changes: { priorityOverride: calm } },
      facts,
    ),
  ).toMatchObject({ error: { code: 'PRIORITY_BELOW_CARE_FLOOR' } });

  // The spare is connected, which is the truth that lowers it; the pump waits for a part.
  happens(transitionTicket(now(), { at: clock(3), by: byTechnician, to: 'IN_PROGRESS' }));
  happens(
    addPublicReply(now(), {
      at: clock(4),
      by: byTechnician,
      entryId: entry(1),
      body: 'A spare is on its way.',
    }),
  );
  happens(
    addPublicReply(now(), {
      at: clock(9),
      by: byNurse,
      entryId: entry(2),
      body: 'Connected, thank you.',
    }),
  );
  happens(
    updateTicket(
      now(),
      { at: clock(10), by: byTechnician, changes: { careImpact: 'WORKAROUND' } },
      facts,
    ),
  );
  expect(now().priority).toBe('P3'); // the pump itself remains care-critical
  happens(
    addInternalNote(now(), {
      at: clock(11),
      by: byTechnician,
      entryId: entry(3),
      body: 'Door sensor, again.',
    }),
  );
  happens(
    transitionTicket(now(), {
      at: clock(12),
      by: byTechnician,
      to: 'ON_HOLD',
      holdReason: 'PARTS',
    }),
  );

  // Two days later it is repaired, fails once more, is repaired for good and closed.
  const repaired = {
    by: byTechnician,
    to: 'RESOLVED',
    resolutionCode: 'FIXED',
    note: 'New door sensor.',
  } as const;
  happens(transitionTicket(now(), { ...repaired, at: clock(0) + days(2) }));
  happens(
    transitionTicket(now(), {
      at: clock(0) + days(3),
      by: byNurse,
      to: 'IN_PROGRESS',
      note: 'It stopped again.',
    }),
  );
  happens(transitionTicket(now(), { ...repaired, at: clock(0) + days(4), note: 'New latch.' }));
  happens(
    addWorkLog(
      now(),
      {
        at: clock(1) + days(4),
        by: byTechnician,
        entryId: entry(4),
        personId: technician,
        minutes: 95,
        kind: 'ON_SITE',
        billable: 'CONTRACT',
      },
      { people: [technician] },
    ),
  );
  happens(transitionTicket(now(), { at: clock(0) + days(18), by: byNurse, to: 'CLOSED' }));
  expect(now()).toMatchObject({
    state: 'CLOSED',
    reopenCount: 1,
    resolvedAt: clock(0) + days(4),
    closedAt: clock(0) + days(18),
    resolutionNote: 'New latch.',
  });

  // What the clinic may read is a type of its own, not a flag.
  const readByClinic = history.flatMap((event) =>
    event.type === 'PublicReplyAdded' ? [event.body] : [],
  );
  expect(readByClinic).toEqual(['A spare is on its way.', 'Connected, thank you.']);

  // Months later: a new ticket, not an old one awakened.
  const late = { at: clock(0) + days(90), by: byNurse };
  expect(addPublicReply(now(), { ...late, entryId: entry(5), body: 'It alarms.' })).toMatchObject({
    error: {
      code: 'TICKET_CLOSED',
      message: 'INC-1042 is closed; open a follow-up ticket that refers to it.',
    },
  });
  expect(transitionTicket(now(), { ...late, to: 'IN_PROGRESS' })).toMatchObject({
    error: { code: 'TRANSITION_REFUSED', blockedBy: [{ code: 'TICKET_CLOSED' }] },
  });
});
