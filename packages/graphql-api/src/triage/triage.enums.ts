import { describedEnum } from '../builder.ts';

export const TriageTrigger = describedEnum('TriageTrigger', 'What makes a rule run.', {
  OPENED: 'A ticket was opened.',
  UPDATED: 'Fields of it changed.',
  STATE_CHANGED: 'It went to another state.',
  ASSIGNED: 'It went to another team or person.',
  REPLIED: 'Somebody replied.',
  CLOCK_AT_RISK: 'One of its clocks will be late soon.',
  CLOCK_BREACHED: 'One of its clocks is late.',
  SCHEDULED:
    'Time has passed: asked every `everyMinutes` about the tickets that have not come to their end.',
});

export const TriageTrialTrigger = describedEnum('TriageTrialTrigger', 'What a dry run tries.', {
  OPENED: 'As if each ticket were opened as it is now.',
  SCHEDULED:
    'As if every scheduled rule were asked now about tickets that have not come to their end; what it did before does not count.',
});

export const TriageRuleMode = describedEnum('TriageRuleMode', 'How far the rules are asked.', {
  FIRST_MATCH: 'Until the first that matches.',
  ALL: 'All of them; each sees what those before it changed.',
});

export const TriageConditionKind = describedEnum('TriageConditionKind', 'What a condition is.', {
  TEST: 'A question about one field.',
  ALL: 'All below it hold.',
  ANY: 'At least one below it holds.',
  NOT: 'The one below it does not hold.',
});

export const TriageOperator = describedEnum('TriageOperator', 'How a field is asked about.', {
  IS: 'Equal to one of the values, whatever the case; a list holds one of them.',
  AT_LEAST: 'Of numbers and ordered choices: P2 is at least P3.',
  AT_MOST: 'Of numbers and ordered choices: P4 is at most P3.',
  CONTAINS: 'Has one of the texts somewhere, whatever the case.',
  STARTS_WITH: 'Begins with one of the texts, whatever the case.',
  HAS_WORD: 'Has one of them as whole words, in a row.',
  EMPTY: 'Is none, or an empty text or list.',
  CHANGED: 'Was changed by what made the rules run.',
});

export const TriageActionKind = describedEnum('TriageActionKind', 'What a rule does.', {
  SET: 'Sets `field` to `value`: domain, category, impact, urgency, or careImpact, which it only raises.',
  ASSIGN_TEAM: 'Gives it to the team `teamId`.',
  ASSIGN_PERSON: 'Gives it to `personId`.',
  ASSIGN_AUTOMATICALLY: 'Gives it to whoever of its team it falls to by the team’s rule.',
  OVERRIDE_PRIORITY: 'Gives it `priority` for `reason`, never below what care asks for.',
  APPLY_TEMPLATE:
    'Gives it the steps of the template `templateId`, unless it was given them before.',
  ADD_WATCHER: 'Lets `personId` follow it.',
  ADD_NOTE: 'Adds `body` as an internal note.',
  ADD_TAG: 'Gives it the tag `tag`.',
  REMOVE_TAG: 'Takes the tag `tag` away.',
  TRANSITION: 'Takes it to the state `to`, with `holdReason` and `note` where they are needed.',
});

export const TriageRuleResult = describedEnum('TriageRuleResult', 'What became of a rule.', {
  APPLIED: 'It matched and acted.',
  NOT_MATCHED: 'Its conditions did not hold.',
  OTHER_TRIGGER: 'Something else makes it run.',
  DISABLED: 'It is switched off.',
  AFTER_FIRST_MATCH: 'An earlier one matched, and only the first may.',
  TIMES_EXHAUSTED: 'It has acted on this ticket as often as it may.',
  LOOP: 'It acted in this chain before.',
  TOO_DEEP: 'Rules had set off rules too often.',
  BUDGET_EXHAUSTED: 'Rules had done as much as one chain may.',
});

export const TriageActionEffect = describedEnum('TriageActionEffect', 'What an action does.', {
  CHANGES: 'It changes something.',
  ALREADY_SO: 'It is so already.',
  WOULD_LOWER: 'It would lower what is only ever raised.',
  BY_HAND: 'A person has decided it: rules leave it.',
  SUPERSEDED: 'A later action sets the same field.',
});
