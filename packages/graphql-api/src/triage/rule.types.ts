import type { Explained, TriageAction, TriageCondition, TriageRule } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Priority } from '../tickets/ticket.enums.ts';
import { textOf } from './rule.values.ts';
import {
  TriageActionKind,
  TriageConditionKind,
  TriageOperator,
  TriageTrigger,
} from './triage.enums.ts';

type AnyCondition = TriageCondition | Explained;

function below(condition: AnyCondition): AnyCondition[] {
  if (condition.kind === 'TEST') return [];
  return condition.kind === 'NOT' ? [condition.of] : [...condition.of];
}

const text = {
  field: 'Of a test: the field.',
  values: 'Of a test: the alternatives, as texts: `P2`, `42`, `true`, an id.',
  of: 'The conditions below it; none of a test.',
};

export const Condition = builder.objectRef<TriageCondition>('TriageCondition');
Condition.implement({
  description: 'A condition of a rule: a test of one field, or a combination of conditions.',
  fields: (t) => ({
    kind: t.field({
      type: TriageConditionKind,
      description: 'What it is.',
      resolve: (c) => c.kind,
    }),
    of: t.field({ type: [Condition], description: text.of, resolve: (c) => below(c) as never }),
    field: t.string({
      nullable: true,
      description: text.field,
      resolve: (c) => (c.kind === 'TEST' ? c.field : null),
    }),
    operator: t.field({
      type: TriageOperator,
      nullable: true,
      description: 'Of a test: how it is asked.',
      resolve: (c) => (c.kind === 'TEST' ? c.operator : null),
    }),
    values: t.stringList({
      description: text.values,
      resolve: (c) => (c.kind === 'TEST' ? c.values.map((value) => textOf(c.field, value)) : []),
    }),
  }),
});

export const Explanation = builder.objectRef<Explained>('TriageExplanation');
Explanation.implement({
  description: 'A condition with its answer; every one is answered, also after a “no”.',
  fields: (t) => ({
    kind: t.field({
      type: TriageConditionKind,
      description: 'What it is.',
      resolve: (c) => c.kind,
    }),
    matched: t.exposeBoolean('matched', { description: 'Whether it held.' }),
    of: t.field({ type: [Explanation], description: text.of, resolve: (c) => below(c) as never }),
    field: t.string({
      nullable: true,
      description: text.field,
      resolve: (c) => (c.kind === 'TEST' ? c.field : null),
    }),
    actual: t.string({
      nullable: true,
      description: 'Of a test: what the field was; long texts shortened, lists with commas.',
      resolve: (c) => {
        if (c.kind !== 'TEST' || c.actual === null) return null;
        const values = Array.isArray(c.actual) ? c.actual : [c.actual];
        return values.map((value) => textOf(c.field, value)).join(', ');
      },
    }),
  }),
});

const pick = <Key extends string>(action: TriageAction, key: Key): string | null =>
  ((action as unknown as Readonly<Record<string, string | null>>)[key] ?? null) as string | null;

export const Action = builder.objectRef<TriageAction>('TriageAction').implement({
  description: 'What a rule does; `kind` says which of the other fields are set.',
  fields: (t) => ({
    kind: t.field({ type: TriageActionKind, description: 'What.', resolve: (a) => a.kind }),
    field: t.string({
      nullable: true,
      description: 'The field it sets.',
      resolve: (a) => pick(a, 'field'),
    }),
    value: t.string({
      nullable: true,
      description: 'To what.',
      resolve: (a) => (a.kind === 'SET' ? textOf(a.field, a.value) : null),
    }),
    teamId: t.id({
      nullable: true,
      description: 'Id of a `Team`.',
      resolve: (a) => (a.kind === 'ASSIGN_TEAM' ? toGlobalId('Team', a.teamId) : null),
    }),
    personId: t.id({
      nullable: true,
      description: 'Id of a `Person`.',
      resolve: (a) => {
        const id = pick(a, 'personId');
        return id === null ? null : toGlobalId('Person', id);
      },
    }),
    priority: t.field({
      type: Priority,
      nullable: true,
      description: 'The priority it gives.',
      resolve: (a) => pick(a, 'priority') as 'P1' | null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why that priority.',
      resolve: (a) => pick(a, 'reason'),
    }),
    body: t.string({
      nullable: true,
      description: 'The words of the note.',
      resolve: (a) => pick(a, 'body'),
    }),
    to: t.string({
      nullable: true,
      description: 'The state it takes it to.',
      resolve: (a) => pick(a, 'to'),
    }),
    holdReason: t.string({
      nullable: true,
      description: 'What it then waits for.',
      resolve: (a) => pick(a, 'holdReason'),
    }),
    note: t.string({
      nullable: true,
      description: 'The transition’s note.',
      resolve: (a) => pick(a, 'note'),
    }),
  }),
});

export const Rule = builder.objectRef<TriageRule>('TriageRule').implement({
  description: 'A rule: when something happens and its conditions hold, it acts.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its id in the set.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it is switched on.' }),
    triggers: t.field({
      type: [TriageTrigger],
      description: 'What makes it run.',
      resolve: (r) => [...r.triggers],
    }),
    when: t.field({
      type: Condition,
      nullable: true,
      description: 'Its conditions; null: always.',
      resolve: (r) => r.when,
    }),
    actions: t.field({
      type: [Action],
      description: 'What it does, in order.',
      resolve: (r) => [...r.actions],
    }),
    timesPerTicket: t.int({
      nullable: true,
      description: 'The most times it acts on one ticket; null: no limit of its own.',
      resolve: (r) => r.timesPerTicket,
    }),
  }),
});
