import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, defineRuleSet, evaluateRules, TICKET_FIELDS } from '../src/index.ts';
import { all, any, ask, facts, not, opened, rule, ruleSet } from './some-rules.ts';

const matches = (when: Condition, given = facts, changed: string[] = []) =>
  evaluateRules(ruleSet(rule('r', { when })), { ...opened, changed }, given).outcomes[0]?.result ===
  'APPLIED';

describe('a question and its answer', () => {
  test.each([
    ['equal', ask('domain', 'IS', 'HTM'), true],
    ['one of several', ask('domain', 'IS', 'IT', 'HTM'), true],
    ['none of several', ask('domain', 'IS', 'IT'), false],
    ['at least, in the order of the choices', ask('careImpact', 'AT_LEAST', 'WORKAROUND'), true],
    ['P3 is not at least P2', ask('priority', 'AT_LEAST', 'P2'), false],
    ['P3 is at most P2', ask('priority', 'AT_MOST', 'P2'), true],
    ['a number', ask('ageMinutes', 'AT_LEAST', 42), true],
    ['a greater number', ask('ageMinutes', 'AT_LEAST', 43), false],
    ['a part of a text, whatever its case', ask('title', 'CONTAINS', 'INFUSION PU'), true],
    ['a beginning', ask('title', 'STARTS_WITH', 'infusion'), true],
    ['no beginning', ask('title', 'STARTS_WITH', 'pump'), false],
    ['a whole word', ask('title', 'HAS_WORD', 'pump'), true],
    ['part of a word is no word', ask('title', 'HAS_WORD', 'pum'), false],
    ['words in a row, whatever stands between', ask('title', 'HAS_WORD', 'wi fi'), true],
    ['words not in a row', ask('title', 'HAS_WORD', 'infusion stops'), false],
    ['signs are no words', ask('title', 'HAS_WORD', '#;'), false],
    ['none', ask('category', 'EMPTY'), true],
    ['a list holds it', ask('assetIds', 'IS', 'a2'), true],
    ['a list does not hold it', ask('assetIds', 'IS', 'a3'), false],
    ['a fact that is missing is none', ask('clinicId', 'EMPTY'), true],
    ['none is at least nothing', ask('clockMetric', 'IS', 'RESOLVE'), false],
    ['all', all(ask('domain', 'IS', 'HTM'), ask('category', 'EMPTY')), true],
    ['any', any(ask('domain', 'IS', 'IT'), ask('category', 'EMPTY')), true],
    ['not', not(ask('domain', 'IS', 'HTM')), false],
  ])('%s', (_, condition, answer) => expect(matches(condition)).toBe(answer));

  test('what the event changed', () => {
    expect(matches(ask('urgency', 'CHANGED'), facts, ['urgency'])).toBe(true);
    expect(matches(ask('urgency', 'CHANGED'), facts, ['impact'])).toBe(false);
  });

  test('full width and composed letters are the letters they look like', () => {
    expect(matches(ask('title', 'HAS_WORD', 'rontgen'), { title: 'ＲＯＮＴＧＥＮ down' })).toBe(
      true,
    );
    expect(matches(ask('title', 'CONTAINS', 'Röntgen'), { title: 'Ro\u0308ntgen' })).toBe(true);
  });

  test('an explanation answers every condition, also after a “no”, and shows no long text', () => {
    const when = all(ask('domain', 'IS', 'IT'), ask('description', 'CONTAINS', 'bay'));
    const long = { ...facts, description: `bay ${'x'.repeat(500)}` };
    const [outcome] = evaluateRules(ruleSet(rule('r', { when })), opened, long).outcomes;
    expect(outcome).toMatchObject({
      result: 'NOT_MATCHED',
      explained: {
        kind: 'ALL',
        matched: false,
        of: [
          { field: 'domain', matched: false, actual: 'HTM' },
          { field: 'description', matched: true },
        ],
      },
    });
    expect(JSON.stringify(outcome).length).toBeLessThan(700);
  });
});

const tests: fc.Arbitrary<Condition> = fc.oneof(
  fc.subarray(['IT', 'HTM', 'FACILITIES'], { minLength: 1 }).map((v) => ask('domain', 'IS', ...v)),
  fc
    .constantFrom(...(TICKET_FIELDS.priority.choices ?? []))
    .map((v) => ask('priority', 'AT_LEAST', v)),
  fc
    .constantFrom(...(TICKET_FIELDS.priority.choices ?? []))
    .map((v) => ask('priority', 'AT_MOST', v)),
  fc.integer({ min: -2, max: 2 }).map((v) => ask('reopenCount', 'AT_LEAST', v)),
  fc.integer({ min: -2, max: 2 }).map((v) => ask('reopenCount', 'AT_MOST', v)),
  fc.subarray(['a', 'b'], { minLength: 1 }).map((v) => ask('tags', 'IS', ...v)),
  fc.subarray(['x', 'Y'], { minLength: 1 }).map((v) => ask('category', 'IS', ...v)),
  fc.boolean().map((v) => ask('confidential', 'IS', v)),
  fc.constantFrom('tags', 'category', 'priority').map((field) => ask(field, 'EMPTY')),
);
const conditions = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tests,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
    tie('tree').map(not),
  ),
})).tree;
const situations = fc.record({
  domain: fc.constantFrom(null, 'IT', 'HTM', 'FACILITIES'),
  priority: fc.constantFrom(null, 'P1', 'P3', 'P5'),
  reopenCount: fc.constantFrom(null, -1, 0, 1.5, 2),
  tags: fc.subarray(['a', 'b', 'c']),
  category: fc.constantFrom(null, '', 'X', 'y', 'z'),
  confidential: fc.constantFrom(null, true, false),
});

test('not not is the same, and De Morgan', () => {
  fc.assert(
    fc.property(conditions, conditions, situations, (a, b, given) => {
      expect(matches(not(not(a)), given)).toBe(matches(a, given));
      expect(matches(not(all(a, b)), given)).toBe(matches(any(not(a), not(b)), given));
      expect(matches(not(any(a, b)), given)).toBe(matches(all(not(a), not(b)), given));
    }),
  );
});

test('what is refused as contradictory never holds', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(tests, { minLength: 2, maxLength: 5 }),
      fc.array(fc.boolean()),
      situations,
      (list, denied, given) => {
        const when = all(...list.map((each, i) => (denied[i] ? not(each) : each)));
        const checked = defineRuleSet(ruleSet(rule('r', { when })));
        if (checked.ok) return;
        refused++;
        expect(checked.error.map((each) => each.code)).toContain('CONDITION_CONTRADICTORY');
        expect(matches(when, given)).toBe(false);
      },
    ),
    { numRuns: 2000 },
  );
  expect(refused).toBeGreaterThan(100);
});

test('what is accepted is answered, whatever the ticket', () => {
  fc.assert(
    fc.property(
      conditions,
      fc.dictionary(
        fc.constantFrom(...Object.keys(TICKET_FIELDS)),
        fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
      ),
      (when, given) => {
        expect(typeof matches(when, given)).toBe('boolean');
      },
    ),
  );
});
