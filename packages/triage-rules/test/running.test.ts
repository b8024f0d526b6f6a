import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHAIN_START,
  type Chain,
  DEFAULT_CHAIN_LIMITS,
  dryRun,
  evaluateRules,
  nextLink,
  TRIGGERS,
} from '../src/index.ts';
import { ask, facts, firstOf, opened, rule, ruleSet } from './some-rules.ts';

const results = (evaluation: ReturnType<typeof evaluateRules>) =>
  evaluation.outcomes.map((outcome) => outcome.result);

describe('rules run in order', () => {
  const rules = [
    rule('off', { enabled: false }),
    rule('later', { triggers: ['CLOCK_BREACHED'] }),
    rule('it', { when: ask('domain', 'IS', 'IT') }),
    rule('htm', { when: ask('domain', 'IS', 'HTM') }),
    rule('rest'),
  ];

  test('all of them, or until the first that matches; each says why', () => {
    expect(results(evaluateRules(ruleSet(...rules), opened, facts))).toEqual([
      'DISABLED',
      'OTHER_TRIGGER',
      'NOT_MATCHED',
      'APPLIED',
      'APPLIED',
    ]);
    expect(results(evaluateRules(firstOf(...rules), opened, facts)).slice(3)).toEqual([
      'APPLIED',
      'AFTER_FIRST_MATCH',
    ]);
  });

  test('a rule sees what those before it changed', () => {
    const set = ruleSet(
      rule('a', { actions: [{ kind: 'SET', field: 'category', value: 'Pumps' }] }),
      rule('b', {
        when: ask('category', 'IS', 'pumps'),
        actions: [{ kind: 'ASSIGN_TEAM', teamId: 'htm' }],
      }),
    );
    const { plan, facts: after } = evaluateRules(set, opened, facts);
    expect(plan.map(({ target, from, to }) => [target, from, to])).toEqual([
      ['category', null, 'Pumps'],
      ['teamId', null, 'htm'],
    ]);
    expect([after.category, after.teamId]).toEqual(['Pumps', 'htm']);
  });

  test('of two that set one field the later holds, and the earlier says so', () => {
    const set = ruleSet(
      rule('a', { actions: [{ kind: 'ASSIGN_TEAM', teamId: 'x' }] }),
      rule('b', { actions: [{ kind: 'ASSIGN_TEAM', teamId: 'y' }] }),
    );
    const { outcomes, plan } = evaluateRules(set, opened, facts);
    expect(outcomes.map(({ actions }) => actions[0]?.effect)).toEqual(['SUPERSEDED', 'CHANGES']);
    expect(plan.map(({ to }) => to)).toEqual(['y']);
  });

  test('what is so already is not done; care impact is raised and never lowered', () => {
    const set = ruleSet(
      rule('a', {
        actions: [
          { kind: 'ADD_TAG', tag: 'pump' },
          { kind: 'SET', field: 'domain', value: 'HTM' },
          { kind: 'SET', field: 'careImpact', value: 'NONE' },
          { kind: 'SET', field: 'careImpact', value: 'CARE_STOPPED' },
        ],
      }),
    );
    const { outcomes, plan } = evaluateRules(set, opened, facts);
    expect(outcomes[0]?.actions.map(({ effect }) => effect)).toEqual([
      'ALREADY_SO',
      'ALREADY_SO',
      'WOULD_LOWER',
      'CHANGES',
    ]);
    expect(plan).toHaveLength(1);
  });
});

test('what a person has decided about the priority stands; what a rule has does not', () => {
  const override = { kind: 'OVERRIDE_PRIORITY', priority: 'P5', reason: 'Toner.' } as const;
  const set = ruleSet(rule('a', { actions: [override] }));
  const effectFor = (priorityByHand: boolean) =>
    evaluateRules(set, opened, { ...facts, priority: 'P1', priorityByHand }).outcomes[0]?.actions[0]
      ?.effect;
  expect([effectFor(true), effectFor(false)]).toEqual(['BY_HAND', 'CHANGES']);
});

test('a schedule asks the rules of its interval, and those alone', () => {
  const every = (id: string, everyMinutes: number) =>
    rule(id, { triggers: ['SCHEDULED', 'OPENED'], everyMinutes, timesPerTicket: 1 });
  const set = ruleSet(every('often', 5), every('daily', 1440), rule('opened'));
  const asked = (everyMinutes?: number) =>
    results(evaluateRules(set, { trigger: 'SCHEDULED', changed: [], everyMinutes }, facts));
  expect(asked(5)).toEqual(['APPLIED', 'OTHER_TRIGGER', 'OTHER_TRIGGER']);
  expect(asked(1440)).toEqual(['OTHER_TRIGGER', 'APPLIED', 'OTHER_TRIGGER']);
  expect(asked()).toEqual(['APPLIED', 'APPLIED', 'OTHER_TRIGGER']);
  expect(results(evaluateRules(set, opened, facts))).toEqual(['APPLIED', 'APPLIED', 'APPLIED']);
});

test('tags and templates are sets: added once whatever the case, and taken away again', () => {
  const set = ruleSet(
    rule('a', {
      actions: [
        { kind: 'ADD_TAG', tag: 'PUMP' },
        { kind: 'REMOVE_TAG', tag: 'Pump' },
        { kind: 'REMOVE_TAG', tag: 'pump' },
        { kind: 'APPLY_TEMPLATE', templateId: 't1' },
        { kind: 'APPLY_TEMPLATE', templateId: 't1' },
      ],
    }),
    rule('b', { when: ask('tags', 'EMPTY') }),
  );
  const { outcomes, facts: after } = evaluateRules(set, opened, facts);
  expect(outcomes[0]?.actions.map(({ effect }) => effect)).toEqual([
    'ALREADY_SO',
    'CHANGES',
    'ALREADY_SO',
    'CHANGES',
    'ALREADY_SO',
  ]);
  expect(after).toMatchObject({ tags: ['b'], templateIds: ['t1'] });
  const tagged = ruleSet(rule('c', { when: ask('tags', 'IS', 'PUMP') }));
  expect(results(evaluateRules(tagged, opened, facts))).toEqual(['APPLIED']);
});

describe('rules that set each other off', () => {
  test('a rule acts once in a chain, and no chain is longer than allowed', () => {
    const set = ruleSet(rule('a', { triggers: ['OPENED', 'UPDATED'] }));
    const first = evaluateRules(set, opened, facts);
    const chain = nextLink(CHAIN_START, first);
    expect(chain).toEqual({ depth: 1, firedRuleIds: ['a'], actions: 1 });
    const updated = { trigger: 'UPDATED', changed: ['tags'] } as const;
    expect(results(evaluateRules(set, updated, facts, { chain }))).toEqual(['LOOP']);
    const deep: Chain = { depth: 5, firedRuleIds: [], actions: 5 };
    expect(results(evaluateRules(set, updated, facts, { chain: deep }))).toEqual(['TOO_DEEP']);
    const spent: Chain = { depth: 1, firedRuleIds: [], actions: 50 };
    expect(results(evaluateRules(set, updated, facts, { chain: spent }))).toEqual([
      'BUDGET_EXHAUSTED',
    ]);
  });

  test('a rule that has acted as often as it may on a ticket does not act again', () => {
    const set = ruleSet(rule('a', { timesPerTicket: 2 }));
    const times = (count: number) =>
      results(evaluateRules(set, opened, facts, { timesFired: { a: count } }));
    expect([times(1), times(2)]).toEqual([['APPLIED'], ['TIMES_EXHAUSTED']]);
  });

  test('whatever the rules, a chain ends, within its budget', () => {
    const rules = fc
      .array(
        fc.record({
          triggers: fc.subarray([...TRIGGERS], { minLength: 1 }),
          actions: fc.array(
            fc.oneof(
              fc
                .constantFrom('x', 'y', 'z')
                .map((teamId) => ({ kind: 'ASSIGN_TEAM' as const, teamId })),
              fc.constantFrom('on', 'off').map((tag) => ({ kind: 'ADD_TAG' as const, tag })),
            ),
            { minLength: 1, maxLength: 20 },
          ),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .map((list) => list.map((over, index) => rule(`r${index}`, over)));
    fc.assert(
      fc.property(rules, fc.infiniteStream(fc.constantFrom(...TRIGGERS)), (list, triggers) => {
        let chain = CHAIN_START;
        let now = facts;
        for (let round = 0; ; round++) {
          expect(round).toBeLessThanOrEqual(DEFAULT_CHAIN_LIMITS.depth);
          const trigger = triggers.next().value as (typeof TRIGGERS)[number];
          const evaluation = evaluateRules(ruleSet(...list), { trigger, changed: [] }, now, {
            chain,
          });
          if (evaluation.outcomes.every((outcome) => outcome.result !== 'APPLIED')) break;
          chain = nextLink(chain, evaluation);
          now = evaluation.facts;
        }
        expect(chain.actions).toBeLessThanOrEqual(DEFAULT_CHAIN_LIMITS.actions);
        expect(new Set(chain.firedRuleIds).size).toBe(chain.firedRuleIds.length);
      }),
    );
  });
});

describe('trying a draft on past tickets', () => {
  const cases = [
    { ticketId: 't1', event: opened, facts },
    { ticketId: 't2', event: opened, facts: { ...facts, domain: 'IT' } },
  ];
  const team = (id: string, teamId: string, domain: string) =>
    rule(id, { when: ask('domain', 'IS', domain), actions: [{ kind: 'ASSIGN_TEAM', teamId }] });

  test('only what the draft does otherwise is shown, with what and why', () => {
    const current = ruleSet(team('a', 'htm', 'HTM'), team('b', 'it', 'IT'));
    const draft = ruleSet(team('a', 'biomed', 'HTM'), team('renamed', 'it', 'IT'));
    const run = dryRun(current, draft, cases);
    expect(
      run.different.map(({ ticketId, added, removed }) => [ticketId, added[0]?.to, removed[0]?.to]),
    ).toEqual([['t1', 'biomed', 'htm']]);
    expect(run.firing).toEqual([
      { ruleId: 'a', times: 1 },
      { ruleId: 'renamed', times: 1 },
    ]);
    expect(run.different[0]?.draft.outcomes[1]?.explained).toMatchObject({
      matched: false,
      actual: 'HTM',
    });
  });

  test('the rules in force differ from themselves in nothing', () => {
    const current = ruleSet(team('a', 'htm', 'HTM'), rule('b'));
    expect(dryRun(current, current, cases).different).toEqual([]);
    expect(dryRun(null, current, cases).different).toHaveLength(2);
  });
});
