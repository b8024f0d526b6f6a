import { expect, test } from 'vitest';
import { type Condition, defineRuleSet, type RuleSet } from '../src/index.ts';
import { all, any, ask, firstOf, not, rule, ruleSet } from './some-rules.ts';

const when = (condition: unknown) => ruleSet(rule('r', { when: condition as Condition }));
const then = (action: unknown) => ruleSet(rule('r', { actions: [action as never] }));
const at = ['rules', 0, 'when'];
const deep = Array.from({ length: 9 }).reduce<Condition>(
  (inner) => not(inner),
  ask('tags', 'EMPTY'),
);

test.each<[string, RuleSet, string, (string | number)[]]>([
  ['no name', { ...ruleSet(), name: '' }, 'TEXT_EMPTY', ['name']],
  ['a mode that is none', { ...ruleSet(), mode: 'SOME' as never }, 'VALUE_UNKNOWN', ['mode']],
  [
    '201 rules',
    ruleSet(...Array.from({ length: 201 }, (_, i) => rule(`${i}`))),
    'LIST_TOO_LONG',
    ['rules'],
  ],
  ['two rules of one id', ruleSet(rule('a'), rule('a')), 'ID_REPEATED', ['rules', 1, 'id']],
  ['no trigger', ruleSet(rule('a', { triggers: [] })), 'LIST_EMPTY', ['rules', 0, 'triggers']],
  [
    'a trigger that is none',
    ruleSet(rule('a', { triggers: ['NOON' as never] })),
    'VALUE_UNKNOWN',
    ['rules', 0, 'triggers', 0],
  ],
  ['no action', ruleSet(rule('a', { actions: [] })), 'LIST_EMPTY', ['rules', 0, 'actions']],
  [
    '0 times',
    ruleSet(rule('a', { timesPerTicket: 0 })),
    'NUMBER_OUT_OF_RANGE',
    ['rules', 0, 'timesPerTicket'],
  ],
  [
    'a schedule without an interval',
    ruleSet(rule('a', { triggers: ['SCHEDULED'], timesPerTicket: 1 })),
    'NUMBER_OUT_OF_RANGE',
    ['rules', 0, 'everyMinutes'],
  ],
  ...[4, 1441, 7.5, Number.NaN].map((everyMinutes): [string, RuleSet, string, string[]] => [
    `an interval of ${everyMinutes}`,
    ruleSet(rule('a', { triggers: ['OPENED', 'SCHEDULED'], timesPerTicket: 1, everyMinutes })),
    'NUMBER_OUT_OF_RANGE',
    ['rules', 0, 'everyMinutes'] as never,
  ]),
  [
    'a schedule that never has enough',
    ruleSet(rule('a', { triggers: ['SCHEDULED'], everyMinutes: 5 })),
    'TIMES_REQUIRED',
    ['rules', 0, 'timesPerTicket'],
  ],
  [
    'an interval of what has none',
    ruleSet(rule('a', { everyMinutes: 5 })),
    'INTERVAL_UNFIT',
    ['rules', 0, 'everyMinutes'],
  ],
  [
    'a field nobody knows',
    when(all(ask('colour', 'IS', 'red'))),
    'FIELD_UNKNOWN',
    [...at, 'of', 0, 'field'],
  ],
  [
    'a field every object has',
    when(ask('constructor', 'IS', 'x')),
    'FIELD_UNKNOWN',
    [...at, 'field'],
  ],
  [
    'an order of what has none',
    when(ask('domain', 'AT_LEAST', 'IT')),
    'OPERATOR_UNFIT',
    [...at, 'operator'],
  ],
  [
    'words of a number',
    when(ask('reopenCount', 'HAS_WORD', 'x')),
    'OPERATOR_UNFIT',
    [...at, 'operator'],
  ],
  [
    'an operator that is none',
    when(ask('title', 'MATCHES' as never, '.*')),
    'VALUE_UNKNOWN',
    [...at, 'operator'],
  ],
  [
    'a text for a number',
    when(ask('reopenCount', 'IS', '3')),
    'VALUE_TYPE_UNFIT',
    [...at, 'values', 0],
  ],
  [
    'no number',
    when(ask('reopenCount', 'IS', Number.NaN)),
    'VALUE_TYPE_UNFIT',
    [...at, 'values', 0],
  ],
  [
    'a choice that is none',
    when(ask('domain', 'IS', 'IT', 'XX')),
    'VALUE_UNKNOWN',
    [...at, 'values', 1],
  ],
  [
    'a text too long to look for',
    when(ask('title', 'CONTAINS', 'x'.repeat(201))),
    'TEXT_TOO_LONG',
    [...at, 'values', 0],
  ],
  ['no value', when(ask('title', 'CONTAINS')), 'LIST_EMPTY', [...at, 'values']],
  ['a value for “empty”', when(ask('title', 'EMPTY', 'x')), 'VALUE_TYPE_UNFIT', [...at, 'values']],
  [
    'two bounds in one',
    when(ask('reopenCount', 'AT_LEAST', 1, 2)),
    'LIST_TOO_LONG',
    [...at, 'values'],
  ],
  ['all of nothing', when(all()), 'LIST_EMPTY', [...at, 'of']],
  [
    'nine levels',
    when(deep),
    'CONDITION_TOO_DEEP',
    [...at, ...Array.from({ length: 8 }, () => 'of')],
  ],
  [
    '101 conditions',
    when(any(...Array.from({ length: 100 }, () => ask('tags', 'EMPTY')))),
    'CONDITION_TOO_LARGE',
    at,
  ],
  ['a kind that is none', when({ kind: 'MAYBE' }), 'VALUE_UNKNOWN', [...at, 'kind']],
  [
    'two domains at once',
    when(all(ask('domain', 'IS', 'IT'), ask('domain', 'IS', 'HTM'))),
    'CONDITION_CONTRADICTORY',
    [...at, 'of', 1],
  ],
  [
    'yes and no',
    when(all(ask('category', 'IS', 'x'), not(ask('category', 'IS', 'X')))),
    'CONDITION_CONTRADICTORY',
    [...at, 'of', 1, 'of'],
  ],
  [
    'above the upper bound',
    when(all(ask('priority', 'AT_LEAST', 'P1'), ask('priority', 'AT_MOST', 'P3'))),
    'CONDITION_CONTRADICTORY',
    [...at, 'of', 1],
  ],
  [
    'empty and not',
    when(all(ask('tags', 'EMPTY'), all(ask('tags', 'IS', 'x')))),
    'CONDITION_CONTRADICTORY',
    [...at, 'of', 1, 'of', 0],
  ],
  [
    'one impossible alternative',
    when(
      any(
        ask('tags', 'EMPTY'),
        all(ask('confidential', 'IS', true), ask('confidential', 'IS', false)),
      ),
    ),
    'CONDITION_CONTRADICTORY',
    [...at, 'of', 1, 'of', 1],
  ],
  [
    'setting what rules cannot',
    then({ kind: 'SET', field: 'priority', value: 'P1' }),
    'FIELD_NOT_SETTABLE',
    ['rules', 0, 'actions', 0, 'field'],
  ],
  [
    'setting a field nobody knows',
    then({ kind: 'SET', field: 'x', value: 'P1' }),
    'FIELD_UNKNOWN',
    ['rules', 0, 'actions', 0, 'field'],
  ],
  [
    'setting another type',
    then({ kind: 'SET', field: 'category', value: 3 }),
    'VALUE_TYPE_UNFIT',
    ['rules', 0, 'actions', 0, 'value'],
  ],
  [
    'a priority that is none',
    then({ kind: 'OVERRIDE_PRIORITY', priority: 'P0', reason: 'x' }),
    'VALUE_UNKNOWN',
    ['rules', 0, 'actions', 0, 'priority'],
  ],
  [
    'an override without a reason',
    then({ kind: 'OVERRIDE_PRIORITY', priority: 'P1', reason: '' }),
    'TEXT_EMPTY',
    ['rules', 0, 'actions', 0, 'reason'],
  ],
  [
    'an empty note',
    then({ kind: 'ADD_NOTE', body: ' ' }),
    'TEXT_EMPTY',
    ['rules', 0, 'actions', 0, 'body'],
  ],
  [
    'an action that is none',
    then({ kind: 'DELETE' }),
    'VALUE_UNKNOWN',
    ['rules', 0, 'actions', 0, 'kind'],
  ],
  [
    'a rule after one for everything',
    firstOf(rule('a'), rule('b')),
    'RULE_UNREACHABLE',
    ['rules', 1],
  ],
  [
    'a rule after its equal',
    firstOf(rule('a', { when: ask('tags', 'EMPTY') }), rule('b', { when: ask('tags', 'EMPTY') })),
    'RULE_UNREACHABLE',
    ['rules', 1],
  ],
])('%s is refused', (_, input, code, path) => {
  const result = defineRuleSet(input);
  expect(result.ok ? [] : result.error.map((each) => [each.code, each.path])).toEqual([
    [code, path],
  ]);
});

test('everything wrong is said at once', () => {
  const result = defineRuleSet(ruleSet(rule('', { triggers: [], actions: [] })));
  expect(result.ok ? [] : result.error.map((each) => each.code)).toEqual([
    'TEXT_EMPTY',
    'LIST_EMPTY',
    'LIST_EMPTY',
  ]);
});

test('what only looks unreachable or contradictory is accepted', () => {
  const sets = [
    ruleSet(rule('a'), rule('b')),
    firstOf(rule('a', { triggers: ['UPDATED'] }), rule('b')),
    firstOf(rule('a', { enabled: false }), rule('b')),
    firstOf(rule('a', { timesPerTicket: 1 }), rule('b')),
    ruleSet(rule('a', { triggers: ['SCHEDULED'], everyMinutes: 5, timesPerTicket: 1 })),
    ruleSet(rule('a', { triggers: ['SCHEDULED'], everyMinutes: 1440, timesPerTicket: 1000 })),
    when(all(ask('tags', 'IS', 'a'), ask('tags', 'IS', 'b'))),
    when(all(ask('title', 'HAS_WORD', 'a'), ask('title', 'HAS_WORD', 'b'))),
    when(all(not(ask('domain', 'IS', 'IT', 'HTM')), not(ask('domain', 'EMPTY')))),
    when(any(ask('domain', 'IS', 'IT'), ask('domain', 'IS', 'HTM'))),
    when(not(all(ask('domain', 'IS', 'IT'), ask('urgency', 'IS', 'LOW')))),
  ];
  for (const set of sets) expect(defineRuleSet(set)).toEqual({ ok: true, value: set });
});
