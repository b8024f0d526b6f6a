import { defineRuleSet, dryRun, evaluateRules } from '../src/index.ts';

const rules = defineRuleSet({
  name: 'Front desk',
  mode: 'FIRST_MATCH',
  rules: [
    {
      id: 'pumps',
      name: 'Pumps go to HTM',
      enabled: true,
      triggers: ['OPENED'],
      when: {
        kind: 'ALL',
        of: [
          { kind: 'TEST', field: 'title', operator: 'HAS_WORD', values: ['pump', 'infusion'] },
          { kind: 'TEST', field: 'careImpact', operator: 'AT_LEAST', values: ['CARE_DELAYED'] },
        ],
      },
      actions: [
        { kind: 'SET', field: 'domain', value: 'HTM' },
        { kind: 'ASSIGN_TEAM', teamId: 'htm-team' },
      ],
      timesPerTicket: null,
    },
  ],
}); // or everything that is wrong, each with its path
if (!rules.ok) throw new Error(rules.error.map((each) => each.message).join('\n'));

const opened = { trigger: 'OPENED', changed: [] } as const;
const facts = { title: 'Infusion pump stops', careImpact: 'CARE_DELAYED', domain: 'IT' };
const { outcomes, plan } = evaluateRules(rules.value, opened, facts);
// outcomes: [{ ruleId: 'pumps', result: 'APPLIED', explained: { kind: 'ALL', matched: true, … } }]
// plan: domain IT → HTM, teamId null → htm-team

const trial = dryRun(null, rules.value, [{ ticketId: 't1', event: opened, facts }]);

// trial.firing: [{ ruleId: 'pumps', times: 1 }]; trial.different[0].added: the two changes

export { outcomes, plan, trial };
