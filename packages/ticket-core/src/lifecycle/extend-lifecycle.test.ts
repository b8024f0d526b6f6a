import { expect, test } from 'vitest';
import { accepted, aTicket, monday9, taken } from '../../test/a-ticket.ts';
import { availableTransitions } from './available-transitions.ts';
import { extendLifecycle } from './extend-lifecycle.ts';
import type { Guards } from './lifecycle.ts';
import { LIFECYCLES } from './lifecycles.ts';

const SURVEY_SENT = () => ({ code: 'SURVEY_MISSING', message: 'Send the survey first.' });
const guards: Guards = { SURVEY_SENT };
const resolved = () => taken(aTicket(), { to: 'RESOLVED', resolutionCode: 'FIXED' });

test('nothing changed is the same table', () => {
  for (const lifecycle of Object.values(LIFECYCLES)) {
    expect(accepted(extendLifecycle(lifecycle, {}))).toEqual(lifecycle);
  }
});

test('an added guard joins the arrow that is there', () => {
  const lifecycle = accepted(
    extendLifecycle(LIFECYCLES.INCIDENT, {
      add: { RESOLVED: [{ to: 'CLOSED', guards: ['SURVEY_SENT'] }] },
      guards,
    }),
  );
  const [close, reopen] = availableTransitions(resolved(), { at: monday9, lifecycle, guards });
  expect(close).toMatchObject({ to: 'CLOSED', blockedBy: [{ code: 'SURVEY_MISSING' }] });
  expect(reopen).toMatchObject({ to: 'IN_PROGRESS', blockedBy: [] });
});

test('built-in guards and requirements survive what is merged over them', () => {
  const lifecycle = accepted(
    extendLifecycle(LIFECYCLES.INCIDENT, { add: { NEW: [{ to: 'RESOLVED', guards: [] }] } }),
  );
  const openRequiredTasks = [{ title: 'Seal checked' }];
  const resolve = availableTransitions(aTicket(), {
    at: monday9,
    lifecycle,
    openRequiredTasks,
  }).find(({ to }) => to === 'RESOLVED');
  expect(resolve).toMatchObject({
    requires: ['RESOLUTION_CODE'],
    blockedBy: [{ code: 'REQUIRED_TASKS_OPEN' }],
  });
});

test('another state can be used, another taken away', () => {
  const lifecycle = accepted(
    extendLifecycle(LIFECYCLES.INCIDENT, {
      add: {
        IN_PROGRESS: [{ to: 'REVIEW' }],
        REVIEW: [{ to: 'RESOLVED', requires: ['RESOLUTION_CODE'] }],
      },
      remove: { IN_PROGRESS: ['RESOLVED'] },
    }),
  );
  const working = taken(aTicket(), { to: 'IN_PROGRESS' });
  const open = availableTransitions(working, { at: monday9, lifecycle }).map(({ to }) => to);
  expect(open).toEqual(['ON_HOLD', 'CANCELLED', 'REVIEW']);
});

test.each([
  [
    'a guard nobody wrote',
    { add: { NEW: [{ to: 'TRIAGED', guards: ['MOON'] }] } },
    'UNKNOWN_GUARD',
  ],
  ['a way back from the end', { add: { CLOSED: [{ to: 'NEW' }] } }, 'LEAVES_FINAL_STATE'],
  ['a state nothing leads to', { add: { REVIEW: [{ to: 'CLOSED' }] } }, 'UNREACHABLE'],
  ['a state nothing leads out of', { remove: { RESOLVED: ['CLOSED', 'IN_PROGRESS'] } }, 'DEAD_END'],
  ['merging as an arrow', { add: { NEW: [{ to: 'MERGED' }] } }, 'UNKNOWN_STATE'],
  ['taking away what is not there', { remove: { NEW: ['CLOSED'] } }, 'NO_SUCH_TRANSITION'],
] as const)('%s is refused at start-up', (_, extension, code) => {
  const extended = extendLifecycle(LIFECYCLES.INCIDENT, extension);
  expect(extended).toMatchObject({
    ok: false,
    error: expect.arrayContaining([expect.objectContaining({ code })]),
  });
});
