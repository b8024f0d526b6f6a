import type { LoggedOutcome, StoredRules } from '@wardline/platform';
import { builder } from '../builder.ts';
import { NumberOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { Person, Ticket, TriageRuleSet, TriageRuleSetVersion, TriageRun } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Action, Explanation, linesOf, Rule } from './rule.types.ts';
import {
  TriageActionEffect,
  TriageRuleMode,
  TriageRuleResult,
  TriageTrigger,
} from './triage.enums.ts';

const Rules = builder.objectRef<StoredRules>('TriageRules').implement({
  description: 'Rules in the order in which they are asked.',
  fields: (t) => ({
    mode: t.field({ type: TriageRuleMode, description: 'How far.', resolve: (r) => r.mode }),
    rules: t.field({ type: [Rule], description: 'The rules.', resolve: (r) => [...r.rules] }),
  }),
});

TriageRuleSet.implement({
  description: 'Rules that tickets go through: a draft to try out, and what is in force.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TriageRuleSet'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    enabled: column(t, 'enabled', 'Boolean', { description: 'Whether what is in force runs.' }),
    position: column(t, 'position', 'Int', { description: 'Sets run in this order.' }),
    draft: column(t, 'draft', Rules, { description: 'What would be published.' }),
    published: column(t, 'published', Rules, {
      nullable: true,
      description: 'What is in force; null: nothing yet.',
    }),
    publishedNumber: column(t, 'publishedNumber', 'Int', {
      description: 'The number of what is in force; 0: nothing.',
    }),
    versions: many(t, 'versions', TriageRuleSetVersion, 'TriageRuleSetVersion', {
      description: 'What was in force, the latest first.',
      orderBy: NumberOrder,
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

TriageRuleSetVersion.implement({
  description: 'Rules that were in force from an instant on. Never changes.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TriageRuleSetVersion'),
    ruleSet: one(t, 'ruleSet', TriageRuleSet, { description: 'The set.' }),
    number: column(t, 'number', 'Int', { description: 'From 1, without gaps.' }),
    rules: column(t, 'rules', Rules, { description: 'The rules.' }),
    publishedAt: column(t, 'publishedAt', DateTime, { description: 'Since when.' }),
    publishedBy: one(t, 'publishedBy', Person, { description: 'By whom; null: no person.' }),
  }),
});

type Logged = LoggedOutcome['actions'][number];
const LoggedAction = builder.objectRef<Logged>('TriageLoggedAction').implement({
  description: 'What an action of a rule came to.',
  fields: (t) => ({
    action: t.field({ type: Action, description: 'The action.', resolve: (a) => a.action }),
    effect: t.field({
      type: TriageActionEffect,
      description: 'What it does.',
      resolve: (a) => a.effect,
    }),
    refusalCode: t.string({
      nullable: true,
      description: 'Why the desk refused it; null: it did not.',
      resolve: (a) => a.refusal?.code ?? null,
    }),
    refusalMessage: t.string({
      nullable: true,
      description: 'The same in words.',
      resolve: (a) => a.refusal?.message ?? null,
    }),
  }),
});

export const Outcome = builder.objectRef<LoggedOutcome>('TriageOutcome').implement({
  description: 'What became of a rule, and why.',
  fields: (t) => ({
    ruleId: t.exposeString('ruleId', { description: 'The rule, by its id in the set.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    result: t.field({
      type: TriageRuleResult,
      description: 'What became of it.',
      resolve: (o) => o.result,
    }),
    explained: t.field({
      type: [Explanation],
      description: 'Every condition with its answer, the outermost first; empty: none was asked.',
      resolve: (o) => linesOf(o.explained),
    }),
    actions: t.field({
      type: [LoggedAction],
      description: 'What it did.',
      resolve: (o) => [...o.actions],
    }),
  }),
});

TriageRun.implement({
  description: 'What rules did with a ticket because of something, and why others did not.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TriageRun'),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    ruleSet: one(t, 'ruleSet', TriageRuleSet, {
      description: 'The set; null to those who may not read rules.',
    }),
    number: column(t, 'number', 'Int', { description: 'Which version of the set it was.' }),
    trigger: column(t, 'trigger', TriageTrigger, { description: 'What made them run.' }),
    depth: column(t, 'depth', 'Int', {
      description: 'How many rules set it off in a row; 0: none did.',
    }),
    at: column(t, 'at', DateTime, { description: 'When.' }),
    outcomes: column(t, 'outcomes', [Outcome], { description: 'Rule by rule, in order.' }),
  }),
});

builder.objectFields(Ticket, (t) => ({
  triageRuns: many(t, 'triageRuns', TriageRun, 'TriageRun', {
    description: 'What rules did with it, the latest first. Clients do not see it.',
  }),
}));
