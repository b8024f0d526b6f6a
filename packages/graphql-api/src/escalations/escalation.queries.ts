import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { EscalationPolicy } from '../rows.ts';

listQuery('escalationPolicies', EscalationPolicy, 'EscalationPolicy', {
  description: 'The MSP’s escalation policies, by name unless ordered otherwise.',
  orderBy: NameOrder,
});
