import { describe, expect, test } from 'vitest';
import { definePolicy, type PolicyInput } from './index.ts';

const target = { metric: 'RESOLVE', calendarId: 'desk' } as const;
const gold = { id: 'gold', version: 1, kind: 'SLA', targets: [target] } as const;

/** Input as it comes from outside: no type has looked at it. */
const refused = (input: unknown) => {
  const result = definePolicy(input as PolicyInput);
  return result.ok ? 'accepted' : { code: result.error.code, path: result.error.path };
};
const withTarget = (fields: object) => ({ ...gold, targets: [{ ...target, ...fields }] });
const at = (...path: (string | number)[]) => ['targets', 0, ...path];

describe('a bad policy is refused with the place of the mistake', () => {
  test.each([
    ['nothing', null, 'POLICY_INVALID', []],
    ['no id', { ...gold, id: '' }, 'POLICY_INVALID', ['id']],
    ['half a version', { ...gold, version: 1.5 }, 'POLICY_INVALID', ['version']],
    ['an unknown kind', { ...gold, kind: 'MOU' }, 'POLICY_INVALID', ['kind']],
    [
      'an unknown mode',
      { ...gold, onPriorityChange: 'IGNORE' },
      'POLICY_INVALID',
      ['onPriorityChange'],
    ],
    ['no targets', { ...gold, targets: undefined }, 'POLICY_INVALID', ['targets']],
    ['a target that is nothing', { ...gold, targets: [null] }, 'POLICY_INVALID', at()],
    ['an unknown metric', withTarget({ metric: 'SMILE' }), 'POLICY_INVALID', at('metric')],
    ['no calendar', withTarget({ calendarId: '' }), 'POLICY_INVALID', at('calendarId')],
    [
      'two targets of one id',
      { ...gold, targets: [target, target] },
      'POLICY_TARGET_DUPLICATE',
      ['targets', 1, 'id'],
    ],
    ['pauses that are no list', withTarget({ pauseOn: 'VENDOR' }), 'POLICY_INVALID', at('pauseOn')],
    ['an unknown start', withTarget({ startFrom: 'BIRTH' }), 'POLICY_INVALID', at('startFrom')],
    ['an unknown reopening', withTarget({ onReopen: 'CRY' }), 'POLICY_INVALID', at('onReopen')],
    [
      'a trigger that is a text',
      withTarget({ stop: 'RESOLVED' }),
      'POLICY_TRIGGER_INVALID',
      at('stop'),
    ],
    [
      'a trigger on an unknown event',
      withTarget({ stop: [{ on: ['SOLVED'] }] }),
      'POLICY_TRIGGER_INVALID',
      at('stop', 0, 'on'),
    ],
    [
      'no time at all',
      withTarget({ budget: { kind: 'BUSINESS_TIME', ms: 0 } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'NaN',
      withTarget({ budget: { kind: 'BUSINESS_TIME', ms: Number.NaN } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'an unsafe integer',
      withTarget({ budget: { kind: 'BUSINESS_TIME', ms: 2 ** 53 } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'half a day',
      withTarget({ budget: { kind: 'BUSINESS_DAYS', days: 0.5 } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'a deadline that is no instant',
      withTarget({ budget: { kind: 'FIXED', at: Number.NaN } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'an unknown budget',
      withTarget({ budget: { kind: 'MOONS', ms: 1 } }),
      'POLICY_BUDGET_INVALID',
      at('budget'),
    ],
    [
      'a bad budget of one priority',
      withTarget({ budgetByPriority: { P1: { kind: 'CALENDAR_DAYS', days: -1 } } }),
      'POLICY_BUDGET_INVALID',
      at('budgetByPriority', 'P1'),
    ],
    [
      'a step without an id',
      withTarget({ steps: [{ when: { percent: 50 } }] }),
      'POLICY_STEP_INVALID',
      at('steps', 0, 'id'),
    ],
    [
      'a step called like the breach',
      withTarget({ steps: [{ id: 'BREACH', when: { percent: 50 } }] }),
      'POLICY_STEP_INVALID',
      at('steps', 0, 'id'),
    ],
    [
      'a step at no percent',
      withTarget({ steps: [{ id: 'a', when: { percent: 0 } }] }),
      'POLICY_STEP_INVALID',
      at('steps', 0, 'when'),
    ],
    [
      'a step at no time',
      withTarget({ steps: [{ id: 'a', when: {} }] }),
      'POLICY_STEP_INVALID',
      at('steps', 0, 'when'),
    ],
    [
      'a step half a millisecond before',
      withTarget({ steps: [{ id: 'a', when: { offsetMs: -0.5, time: 'WALL' } }] }),
      'POLICY_STEP_INVALID',
      at('steps', 0, 'when'),
    ],
  ])('%s', (_, input, code, path) => {
    expect(refused(input)).toEqual({ code, path });
  });
});

test('a policy survives JSON', () => {
  const defined = definePolicy(gold);
  if (!defined.ok) throw new Error(defined.error.message);
  expect(definePolicy(JSON.parse(JSON.stringify(defined.value)))).toEqual(defined);
});

test('what a target leaves out follows from its metric and the kind of agreement', () => {
  const rules = (kind: PolicyInput['kind'], metric: 'RESOLVE' | 'NOTIFY') => {
    const defined = definePolicy({ ...gold, kind, targets: [{ ...target, metric }] });
    return defined.ok ? defined.value.targets[0] : undefined;
  };
  expect(rules('SLA', 'RESOLVE')).toMatchObject({
    start: [{ on: ['OPENED'] }],
    onReopen: 'RESUME',
  });
  expect(rules('OLA', 'RESOLVE')).toMatchObject({ start: [{ on: ['ASSIGNED'] }] });
  expect(rules('REGULATORY', 'NOTIFY')).toMatchObject({
    start: [{ on: ['OPENED'] }],
    stop: [{ on: ['NOTIFIED'] }],
    startFrom: 'OCCURRED',
  });
});
