import type { PlatformRefusal, StoredRules, TriageAction, TriageRule } from '@wardline/platform';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { TriageRuleSet } from '../rows.ts';
import { HoldReason, Priority, ResolutionCode, TicketState } from '../tickets/ticket.enums.ts';
import {
  type ConditionInput,
  conditionOf,
  conditionPath,
  FIELDS_TOLD,
  fieldValue,
  SETTABLE_TOLD,
} from './rule.values.ts';
import {
  TriageActionKind,
  TriageConditionKind,
  TriageOperator,
  TriageRuleMode,
  TriageTrigger,
} from './triage.enums.ts';

const ConditionInputRef = builder.inputRef<ConditionInput>('TriageConditionInput');
ConditionInputRef.implement({
  description: 'A test of one field, or a combination of conditions; at most 8 deep.',
  fields: (t) => ({
    kind: t.field({ type: TriageConditionKind, required: true, description: 'What it is.' }),
    of: t.field({ type: [ConditionInputRef], description: 'The conditions below it.' }),
    field: t.string({ description: `Of a test: the field. ${FIELDS_TOLD}` }),
    operator: t.field({ type: TriageOperator, description: 'Of a test; left out: IS.' }),
    values: t.stringList({
      description: 'Of a test: the alternatives, as texts: `P2`, `42`, `true`, an id.',
    }),
  }),
});

const ActionInput = builder.inputType('TriageActionInput', {
  description: 'What a rule does; `kind` says which of the other fields count.',
  fields: (t) => ({
    kind: t.field({ type: TriageActionKind, required: true, description: 'What.' }),
    field: t.string({ description: `The field to set: ${SETTABLE_TOLD}.` }),
    value: t.string({ description: 'To what.' }),
    teamId: t.id({ description: 'The team.' }),
    personId: t.id({ description: 'The person.' }),
    templateId: t.id({ description: 'The checklist template.' }),
    tag: t.string({ description: 'The tag; at most 50 characters.' }),
    priority: t.field({ type: Priority, description: 'The priority.' }),
    reason: t.string({ description: 'Why that priority.' }),
    body: t.string({ description: 'The words of the note.' }),
    to: t.field({ type: TicketState, description: 'The state.' }),
    holdReason: t.field({ type: HoldReason, description: 'What it then waits for.' }),
    resolutionCode: t.field({ type: ResolutionCode, description: 'How it ended; with RESOLVED.' }),
    note: t.string({ description: 'The transition’s note.' }),
  }),
});

const RuleInput = builder.inputType('TriageRuleInput', {
  description: 'A rule.',
  fields: (t) => ({
    id: t.string({ required: true, description: 'Its id in the set: `pumps`.' }),
    name: t.string({ required: true, description: 'Its name for people.' }),
    enabled: t.boolean({ description: 'Whether it is switched on; left out: yes.' }),
    triggers: t.field({ type: [TriageTrigger], required: true, description: 'What makes it run.' }),
    when: t.field({ type: ConditionInputRef, description: 'Its conditions; left out: always.' }),
    actions: t.field({ type: [ActionInput], required: true, description: 'What it does.' }),
    timesPerTicket: t.int({
      description: 'The most times it acts on one ticket, 1 to 1000. A SCHEDULED rule must say.',
    }),
    everyMinutes: t.int({
      description: 'Of a SCHEDULED rule: how often it is asked, in minutes, 5 to 1440.',
    }),
  }),
});

const RulesInput = builder.inputType('TriageRulesInput', {
  description: 'Rules in the order in which they are asked.',
  fields: (t) => ({
    mode: t.field({ type: TriageRuleMode, required: true, description: 'How far.' }),
    rules: t.field({ type: [RuleInput], required: true, description: 'The rules.' }),
  }),
});

type RuleShape = typeof RuleInput.$inferInput;
type ActionShape = typeof ActionInput.$inferInput;

function actionOf(input: ActionShape): TriageAction {
  const { kind, field, value, teamId, personId, priority, reason, body, to, holdReason, note } =
    input;
  const { templateId, tag, resolutionCode } = input;
  switch (kind) {
    case 'SET':
      return { kind, field: field ?? '', value: fieldValue(field ?? '', value ?? '') };
    case 'ASSIGN_TEAM':
      return { kind, teamId: uuidOf('Team', teamId ?? '') };
    case 'ASSIGN_PERSON':
    case 'ADD_WATCHER':
      return { kind, personId: uuidOf('Person', personId ?? '') };
    case 'OVERRIDE_PRIORITY':
      return { kind, priority: priority ?? '', reason: reason ?? '' };
    case 'ADD_NOTE':
      return { kind, body: body ?? '' };
    case 'TRANSITION':
      return {
        ...{ kind, to: to ?? '', holdReason: holdReason ?? null, note: note ?? null },
        resolutionCode: resolutionCode ?? null,
      };
    case 'APPLY_TEMPLATE':
      return { kind, templateId: uuidOf('ChecklistTemplate', templateId ?? '') };
    case 'ADD_TAG':
    case 'REMOVE_TAG':
      return { kind, tag: tag ?? '' };
    case 'ASSIGN_AUTOMATICALLY':
      return { kind };
  }
}

function ruleOf({
  id,
  name,
  enabled,
  triggers,
  when,
  actions,
  timesPerTicket,
  everyMinutes,
}: RuleShape): TriageRule {
  return {
    id,
    name,
    enabled: enabled ?? true,
    triggers,
    when: when ? conditionOf(when) : null,
    actions: actions.map(actionOf),
    timesPerTicket: timesPerTicket ?? null,
    everyMinutes: everyMinutes ?? null,
  };
}

const rulesOf = ({ mode, rules }: typeof RulesInput.$inferInput): StoredRules => ({
  mode,
  rules: rules.map(ruleOf),
});

type Path = PlatformRefusal['path'];

/** `rules, 0, when, of, …` as the input has it. */
function rulesPath(path: Path, rules: readonly RuleShape[]): Path {
  const [head, at, part, ...rest] = path;
  if (head !== 'rules' || typeof at !== 'number' || part !== 'when') return path;
  return ['rules', at, 'when', ...conditionPath(rest, rules[at]?.when)];
}

const triageRuleSet = {
  description: 'The rule set.',
  record: { type: TriageRuleSet, shape: 'TriageRuleSet', id: 'ruleSetId' },
} as const;
const position = 'Sets run in this order, 0 to 10000.';

defineMutation('triageRuleSetCreate', {
  description: 'Writes rules as a draft; nothing runs before it is published.',
  input: builder.inputType('TriageRuleSetCreateInput', {
    description: 'Rules to try out.',
    fields: (t) => ({
      id: t.string({ description: 'Your own UUID for it; a retry cannot make a second.' }),
      name: t.string({ required: true, description: 'Its name.' }),
      position: t.int({ description: `${position} Left out: 100.` }),
      mode: t.field({ type: TriageRuleMode, required: true, description: 'How far.' }),
      rules: t.field({ type: [RuleInput], required: true, description: 'The rules.' }),
    }),
  }),
  returns: { triageRuleSet },
  pathOf: (path, { rules }) => rulesPath(path, rules),
  run: (desk, { id, name, position, ...rules }) =>
    desk.triage.createRuleSet({ ...given({ id, position }), name, ...rulesOf(rules) }),
});

defineMutation('triageRuleSetUpdate', {
  description: 'Changes a draft, the name, the place, or whether what is in force runs.',
  input: builder.inputType('TriageRuleSetUpdateInput', {
    description: 'What shall be different; what is left out stays.',
    fields: (t) => ({
      ruleSetId: t.id({ required: true, description: 'The rule set.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: 'Another name.' }),
      position: t.int({ description: position }),
      enabled: t.boolean({ description: 'Whether what is in force runs.' }),
      draft: t.field({ type: RulesInput, description: 'Another draft.' }),
    }),
  }),
  returns: { triageRuleSet },
  conflictsOn: 'TriageRuleSet',
  pathOf: (path, { draft }) =>
    path[0] === 'draft' ? ['draft', ...rulesPath(path.slice(1), draft?.rules ?? [])] : path,
  run: (desk, { ruleSetId, expectedVersion, draft, ...input }) =>
    desk.triage.updateRuleSet({
      ...given(input),
      expectedVersion,
      ruleSetId: uuidOf('TriageRuleSet', ruleSetId),
      draft: draft ? rulesOf(draft) : undefined,
    }),
});

defineMutation('triageRuleSetPublish', {
  description: 'Puts the draft into force: from now on tickets go through it.',
  input: builder.inputType('TriageRuleSetPublishInput', {
    description: 'Which draft.',
    fields: (t) => ({
      ruleSetId: t.id({ required: true, description: 'The rule set.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
    }),
  }),
  returns: { triageRuleSet },
  conflictsOn: 'TriageRuleSet',
  run: (desk, { ruleSetId, expectedVersion }) =>
    desk.triage.publishRuleSet({ expectedVersion, ruleSetId: uuidOf('TriageRuleSet', ruleSetId) }),
});
