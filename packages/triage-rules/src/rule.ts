import type { Condition, TestValue } from './condition.ts';

/** What makes rules run. */
export const TRIGGERS = [
  'OPENED',
  'UPDATED',
  'STATE_CHANGED',
  'ASSIGNED',
  'REPLIED',
  'CLOCK_AT_RISK',
  'CLOCK_BREACHED',
  /** Time passes: asked at intervals about tickets that are there already. */
  'SCHEDULED',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What a rule does. Applying it is the caller's; what it may do is decided there again. */
export type Action =
  /** Sets a field that the catalogue calls settable. */
  | { readonly kind: 'SET'; readonly field: string; readonly value: TestValue }
  | { readonly kind: 'ASSIGN_TEAM'; readonly teamId: string }
  | { readonly kind: 'ASSIGN_PERSON'; readonly personId: string }
  /** By the team's own strategy. */
  | { readonly kind: 'ASSIGN_AUTOMATICALLY' }
  | { readonly kind: 'OVERRIDE_PRIORITY'; readonly priority: string; readonly reason: string }
  /** Gives the ticket the template's steps, unless it was given them before. */
  | { readonly kind: 'APPLY_TEMPLATE'; readonly templateId: string }
  | { readonly kind: 'ADD_WATCHER'; readonly personId: string }
  | { readonly kind: 'ADD_NOTE'; readonly body: string }
  | { readonly kind: 'ADD_TAG'; readonly tag: string }
  | { readonly kind: 'REMOVE_TAG'; readonly tag: string }
  | {
      readonly kind: 'TRANSITION';
      readonly to: string;
      readonly holdReason: string | null;
      readonly note: string | null;
      /** How it ended, with `RESOLVED`. */
      readonly resolutionCode?: string | null | undefined;
    };

export const ACTION_KINDS = [
  'SET',
  'ASSIGN_TEAM',
  'ASSIGN_PERSON',
  'ASSIGN_AUTOMATICALLY',
  'OVERRIDE_PRIORITY',
  'APPLY_TEMPLATE',
  'ADD_WATCHER',
  'ADD_NOTE',
  'ADD_TAG',
  'REMOVE_TAG',
  'TRANSITION',
] as const satisfies readonly Action['kind'][];

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly triggers: readonly Trigger[];
  /** null: always. */
  readonly when: Condition | null;
  /** Done in order. */
  readonly actions: readonly Action[];
  /**
   * The most times it acts on one ticket; null: no limit of its own. A `SCHEDULED` rule has one: what
   * holds now holds in five minutes too.
   */
  readonly timesPerTicket: number | null;
  /** Of a `SCHEDULED` rule, and of no other: how often it is asked, in minutes, 5 to 1440. */
  readonly everyMinutes?: number | null | undefined;
}

/** `FIRST_MATCH`: the first rule that matches is the last one asked. `ALL`: every rule is asked. */
export const RULE_MODES = ['FIRST_MATCH', 'ALL'] as const;
export type RuleMode = (typeof RULE_MODES)[number];

/** Rules in the order in which they are asked; each sees what those before it changed. */
export interface RuleSet {
  readonly name: string;
  readonly mode: RuleMode;
  readonly rules: readonly Rule[];
}
