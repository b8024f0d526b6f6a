import type { Condition, Facts, Rule, RuleSet, Test, TestValue } from '../src/index.ts';

export const ask = (
  field: string,
  operator: Test['operator'],
  ...values: TestValue[]
): Condition => ({ kind: 'TEST', field, operator, values });
export const all = (...of: Condition[]): Condition => ({ kind: 'ALL', of });
export const any = (...of: Condition[]): Condition => ({ kind: 'ANY', of });
export const not = (of: Condition): Condition => ({ kind: 'NOT', of });

export const rule = (id: string, over: Partial<Rule> = {}): Rule => ({
  id,
  name: `Rule ${id}`,
  enabled: true,
  triggers: ['OPENED'],
  when: null,
  actions: [{ kind: 'ADD_TAG', tag: id }],
  timesPerTicket: null,
  ...over,
});
export const ruleSet = (...rules: Rule[]): RuleSet => ({ name: 'Desk', mode: 'ALL', rules });
export const firstOf = (...rules: Rule[]): RuleSet => ({
  ...ruleSet(...rules),
  mode: 'FIRST_MATCH',
});
export const opened = { trigger: 'OPENED', changed: [] } as const;
export const facts: Facts = {
  type: 'INCIDENT',
  title: 'Infusion pump #7 stops; Wi-Fi is fine',
  description: 'Since 08:00 the pump in bay 3 stops.',
  domain: 'HTM',
  category: null,
  impact: 'LOW',
  urgency: 'HIGH',
  careImpact: 'CARE_DELAYED',
  priority: 'P3',
  state: 'NEW',
  confidential: false,
  teamId: null,
  tags: ['pump'],
  assetIds: ['a1', 'a2'],
  assetCriticality: 'HIGH_RISK',
  reopenCount: 0,
  ageMinutes: 42,
};
