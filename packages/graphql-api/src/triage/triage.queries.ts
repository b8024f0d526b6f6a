import { listQuery } from '../reading/list-query.ts';
import { TriageRuleSet } from '../rows.ts';

listQuery('triageRuleSets', TriageRuleSet, 'TriageRuleSet', {
  description: 'Rules that tickets go through, in the order in which they run.',
});
