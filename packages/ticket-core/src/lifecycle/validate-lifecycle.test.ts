import { expect, test } from 'vitest';
import { TICKET_TYPES } from '../tickets/ticket.ts';
import type { Lifecycle } from './lifecycle.ts';
import { LIFECYCLES } from './lifecycles.ts';
import { TICKET_STATE_NAMES } from './state.ts';
import { validateLifecycle } from './validate-lifecycle.ts';

test.each(TICKET_TYPES)('the built-in lifecycle of %s is sound', (type) => {
  expect(validateLifecycle(LIFECYCLES[type])).toEqual([]);
});

test('every state is used by some lifecycle, or by merging', () => {
  const used = Object.values(LIFECYCLES).flatMap(({ initial, transitions }) => [
    initial,
    ...Object.values(transitions).flatMap((rules) => rules.map((rule) => rule.to)),
  ]);
  expect(TICKET_STATE_NAMES.filter((state) => !used.includes(state))).toEqual(['MERGED']);
});

const withTransitions = (transitions: Lifecycle['transitions']): Lifecycle => ({
  initial: 'NEW',
  transitions,
});

test.each([
  [
    'UNKNOWN_STATE',
    withTransitions({ NEW: [{ to: 'CLOSED' }, { to: 'LIMBO' as never }] }),
    'LIMBO',
  ],
  [
    'UNKNOWN_STATE',
    withTransitions({ NEW: [{ to: 'CLOSED' }, { to: 'toString' as never }] }),
    'toString',
  ],
  [
    'UNREACHABLE',
    withTransitions({ NEW: [{ to: 'CLOSED' }], TRIAGED: [{ to: 'CLOSED' }] }),
    'TRIAGED',
  ],
  ['DEAD_END', withTransitions({ NEW: [{ to: 'CLOSED' }, { to: 'TRIAGED' }] }), 'TRIAGED'],
  ['DEAD_END', withTransitions({}), 'NEW'],
  [
    'LEAVES_FINAL_STATE',
    withTransitions({ NEW: [{ to: 'CLOSED' }], CLOSED: [{ to: 'NEW' }] }),
    'CLOSED',
  ],
  ['DUPLICATE_TRANSITION', withTransitions({ NEW: [{ to: 'CLOSED' }, { to: 'CLOSED' }] }), 'NEW'],
  [
    'HOLD_REASON_MISSING',
    withTransitions({ NEW: [{ to: 'ON_HOLD' }], ON_HOLD: [{ to: 'CLOSED' }] }),
    'NEW',
  ],
  ['UNKNOWN_STATE', withTransitions({ NEW: [{ to: 'CLOSED' }, { to: 'MERGED' }] }), 'MERGED'],
  ['UNKNOWN_GUARD', withTransitions({ NEW: [{ to: 'CLOSED', guards: ['valueOf'] }] }), 'NEW'],
] as const)('%s is reported', (code, lifecycle, state) => {
  expect(validateLifecycle(lifecycle)).toEqual([{ code, state, message: expect.any(String) }]);
});

test('nobody replaces a built-in guard', () => {
  const lifecycle = withTransitions({ NEW: [{ to: 'CLOSED' }] });
  const problems = validateLifecycle(lifecycle, { REQUIRED_TASKS_DONE: () => null });
  expect(problems).toMatchObject([{ code: 'BUILT_IN_GUARD' }]);
});

test('an embedder’s own guard is known', () => {
  const lifecycle = withTransitions({ NEW: [{ to: 'CLOSED', guards: ['MINE'] }] });
  expect(validateLifecycle(lifecycle, { MINE: () => null })).toEqual([]);
});
