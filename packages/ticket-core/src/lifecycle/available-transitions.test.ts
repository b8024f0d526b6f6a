import { expect, test } from 'vitest';
import { aTicket, days, monday9, taken } from '../../test/a-ticket.ts';
import { availableTransitions } from './available-transitions.ts';
import type { Lifecycle } from './lifecycle.ts';

const resolved = () => taken(aTicket(), { to: 'RESOLVED', resolutionCode: 'FIXED' });

test('a new ticket lists its arrows with what each needs', () => {
  expect(availableTransitions(aTicket(), { at: monday9 })).toEqual([
    { to: 'TRIAGED', blockedBy: [], requires: [] },
    { to: 'IN_PROGRESS', blockedBy: [], requires: [] },
    { to: 'ON_HOLD', blockedBy: [], requires: ['HOLD_REASON'] },
    { to: 'RESOLVED', blockedBy: [], requires: ['RESOLUTION_CODE'] },
    { to: 'CANCELLED', blockedBy: [], requires: ['NOTE'] },
  ]);
});

test('reopening too late is listed, with the reason against it', () => {
  const late = availableTransitions(resolved(), { at: monday9 + days(15) });
  expect(late.map(({ to, blockedBy }) => [to, blockedBy.map(({ code }) => code)])).toEqual([
    ['CLOSED', []],
    ['IN_PROGRESS', ['REOPEN_WINDOW_OVER']],
  ]);
});

test('a closed ticket goes nowhere', () => {
  expect(availableTransitions(taken(resolved(), { to: 'CLOSED' }), { at: monday9 })).toEqual([]);
});

test('an embedder’s lifecycle and guards count; a guard that nobody defined blocks', () => {
  const lifecycle: Lifecycle = {
    initial: 'NEW',
    transitions: { NEW: [{ to: 'IN_PROGRESS', guards: ['ASSIGNED', 'MOON_IS_FULL'] }] },
  };
  const ASSIGNED = () => ({ code: 'NOT_ASSIGNED', message: 'Assign it first.' });
  const [only] = availableTransitions(aTicket(), { at: monday9, lifecycle, guards: { ASSIGNED } });
  expect(only?.blockedBy.map(({ code }) => code)).toEqual(['NOT_ASSIGNED', 'GUARD_UNKNOWN']);
});
