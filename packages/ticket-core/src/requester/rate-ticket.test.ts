import { describe, expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  byNurse,
  byTechnician,
  days,
  minutes,
  monday9,
  taken,
} from '../../test/a-ticket.ts';
import { type RateTicketCommand, rateTicket } from './rate-ticket.ts';

const resolved = taken(aTicket(), { to: 'RESOLVED', resolutionCode: 'FIXED' });
const at = monday9 + minutes(30);
const rated = (command: Partial<RateTicketCommand> = {}, ticket = resolved) =>
  rateTicket(ticket, { at, by: byNurse, score: 4, ...command });

test('one rating a resolution, which may be changed', () => {
  const first = after(resolved, rated({ comment: ' Quick. ' }));
  expect(first.rating).toMatchObject({ score: 4, comment: 'Quick.', ratedAt: at });
  expect(accepted(rated({ comment: 'Quick.' }, first))).toEqual([]);
  expect(after(first, rated({ score: 2 }, first)).rating).toMatchObject({
    score: 2,
    comment: null,
  });
});

test('it survives closing, and ends with a reopening', () => {
  const first = after(resolved, rated());
  expect(taken(first, { to: 'CLOSED' }).rating).not.toBeNull();
  expect(taken(first, { to: 'IN_PROGRESS' }).rating).toBeNull();
  expect(rated({}, taken(resolved, { to: 'CLOSED' })).ok).toBe(true);
});

describe('refused', () => {
  const end = monday9 + minutes(1) + days(30);
  test.each([
    ['by the desk', { by: byTechnician }, 'NOT_THE_REQUESTER'],
    ['of six stars', { score: 6 }, 'SCORE_OUT_OF_RANGE'],
    ['of half a star', { score: 0.5 }, 'SCORE_OUT_OF_RANGE'],
    ['too late', { at: end + 1 }, 'RATING_WINDOW_OVER'],
    ['in a novel', { comment: 'x'.repeat(20_001) }, 'TEXT_TOO_LONG'],
  ])('%s', (_, command, code) => {
    expect(rated(command)).toMatchObject({ error: { code } });
  });
  test('the last millisecond counts', () => expect(rated({ at: end }).ok).toBe(true));
  test('before it is resolved', () => {
    expect(rated({}, aTicket())).toMatchObject({ error: { code: 'NOT_RESOLVED' } });
  });
  test('of what was cancelled', () => {
    const cancelled = taken(aTicket(), { to: 'CANCELLED', note: 'No.' });
    expect(rated({}, cancelled)).toMatchObject({ error: { code: 'NOT_RESOLVED' } });
  });
});
