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

/** A condition or its explanation, in the order in which it is written, with how deep it lies. */
type Line<Of> = Of & { readonly depth: number };

/** Flat, since a query must say how deep it reads and a rule does not say how deep it goes. */
export function linesOf<Of extends TriageCondition | Explained>(
  condition: Of | null,
  depth = 0,
): Line<Of>[] {
  if (condition === null) return [];
  const below = condition.kind === 'TEST' ? [] : [condition.of].flat();
  return [
    { ...condition, depth },
    ...below.flatMap((each) => linesOf(each as unknown as Of, depth + 1)),
  ];
}

const text = {
  kind: 'What it is.',
  depth: 'How deep it lies; what follows one deeper is below it.',
  field: 'Of a test: the field.',
};

export const Condition = builder.objectRef<Line<TriageCondition>>('TriageConditionLine').implement({
  description: 'A condition of a rule: a test of one field, or a combination of those below it.',
  fields: (t) => ({
    depth: t.exposeInt('depth', { description: text.depth }),
    kind: t.field({ type: TriageConditionKind, description: text.kind, resolve: (c) => c.kind }),
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
      description: 'Of a test: the alternatives, as texts: `P2`, `42`, `true`, an id.',
      resolve: (c) => (c.kind === 'TEST' ? c.values.map((value) => textOf(c.field, value)) : []),
    }),
  }),
});

export const Explanation = builder.objectRef<Line<Explained>>('TriageExplanationLine').implement({
  description: 'A condition with its answer; every one is answered, also after a “no”.',
  fields: (t) => ({
    depth: t.exposeInt('depth', { description: text.depth }),
    kind: t.field({ type: TriageConditionKind, description: text.kind, resolve: (c) => c.kind }),
    matched: t.exposeBoolean('matched', { description: 'Whether it held.' }),
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
    templateId: t.id({
      nullable: true,
      description: 'Id of a `ChecklistTemplate`.',
      resolve: (a) =>
        a.kind === 'APPLY_TEMPLATE' ? toGlobalId('ChecklistTemplate', a.templateId) : null,
    }),
    tag: t.string({ nullable: true, description: 'The tag.', resolve: (a) => pick(a, 'tag') }),
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
    resolutionCode: t.string({
      nullable: true,
      description: 'How it then ended.',
      resolve: (a) => pick(a, 'resolutionCode'),
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
      type: [Condition],
      description: 'Its conditions, the outermost first; empty: always.',
      resolve: (r) => linesOf(r.when),
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
    everyMinutes: t.int({
      nullable: true,
      description: 'Of a SCHEDULED rule: how often it is asked, in minutes.',
      resolve: (r) => r.everyMinutes ?? null,
    }),
  }),
});
