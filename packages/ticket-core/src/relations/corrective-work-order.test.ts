import type { LocationId, PersonId, TeamId } from '@wardline/kernel';
import { expect, test } from 'vitest';
import { aTicketOf, byTechnician, monday9, nurse, uuid } from '../../test/a-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { callsForCorrection, openCorrectiveWorkOrder } from './corrective-work-order.ts';

const failed: TicketState = {
  ...aTicketOf('WORK_ORDER', { details: { of: 'WORK_ORDER', kind: 'PM' } }),
  title: '𝕊'.repeat(200),
  requesterId: nurse,
  teamId: uuid<TeamId>(61),
  locationId: uuid<LocationId>(41),
  confidential: true,
};
const command = {
  at: monday9,
  by: byTechnician,
  id: uuid<TicketState['id']>(99),
  number: 'WO-2',
  channel: 'MONITORING',
  note: 'Cracked.',
} as const;
const facts = { clinicExists: true, failedTasks: [{ title: 'Housing' }, { title: 'Alarm' }] };

test('only a work order that was completed and failed calls for a repair', () => {
  expect(callsForCorrection(failed, { to: 'COMPLETED', outcome: 'FAIL' })).toBe(true);
  expect(callsForCorrection(failed, { to: 'COMPLETED', outcome: 'PASS' })).toBe(false);
  expect(callsForCorrection(failed, { to: 'NOT_DONE', outcome: null })).toBe(false);
  expect(callsForCorrection({ type: 'CHANGE' }, { to: 'COMPLETED', outcome: 'FAIL' })).toBe(false);
});

test('it says what was found, stays confidential, and opens also if people and places are gone', () => {
  const opened = openCorrectiveWorkOrder(failed, command, facts);
  if (!opened.ok) throw new Error(opened.error.message);
  const [{ ticket }, linked] = opened.value;
  expect(ticket).toMatchObject({
    type: 'WORK_ORDER',
    title: `Repair: ${'𝕊'.repeat(192)}`,
    description: `${failed.number} failed.\nCracked.\n- Housing\n- Alarm`,
    clinicId: failed.clinicId,
    confidential: true,
    requesterId: null,
    teamId: null,
    locationId: null,
    details: { kind: 'REPAIR' },
  });
  expect(linked.link).toEqual({ kind: 'FOLLOWS', fromId: command.id, toId: failed.id });
});

test('who is still there stays named', () => {
  const people: PersonId[] = [nurse];
  const opened = openCorrectiveWorkOrder(failed, command, { ...facts, people });
  expect(opened).toMatchObject({ ok: true, value: [{ ticket: { requesterId: nurse } }, {}] });
});
