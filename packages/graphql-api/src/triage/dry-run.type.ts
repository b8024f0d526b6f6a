import {
  type DryRun,
  emptySelection,
  everyRow,
  type PastTicketRow,
  type PlannedAction,
  ReadRefused,
  type Row,
  type RowList,
  rowsOf,
  type StoredRules,
  tryRules,
} from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId, uuidOf } from '../node/global-id.ts';
import { Action } from './rule.types.ts';
import { TriageTrialTrigger } from './triage.enums.ts';
import { Outcome } from './triage.types.ts';

const MAX_TICKETS = 100;
const COLUMNS = [
  'id',
  'type',
  'title',
  'description',
  'channel',
  'domain',
  'category',
  'supportTier',
  'impact',
  'urgency',
  'careImpact',
  'priority',
  'priorityReason',
  'state',
  'confidential',
  'clinicId',
  'requesterId',
  'teamId',
  'assigneeId',
  'locationId',
  'reopenCount',
  'holdReason',
  'openedAt',
  'updatedAt',
  'stateSince',
  'requesterRepliedAt',
  'deskRepliedAt',
];

type Different = DryRun['different'][number];
const actions = (plan: readonly PlannedAction[]) => plan.map((planned) => planned.action);

const DifferentType = builder.objectRef<Different>('TriageDifference').implement({
  description: 'A ticket that a draft would treat otherwise than what is in force.',
  fields: (t) => ({
    ticketId: t.id({
      description: 'Id of a `Ticket`.',
      resolve: (d) => toGlobalId('Ticket', d.ticketId),
    }),
    added: t.field({
      type: [Action],
      description: 'What only the draft would do.',
      resolve: (d) => actions(d.added),
    }),
    removed: t.field({
      type: [Action],
      description: 'What only the rules in force would do.',
      resolve: (d) => actions(d.removed),
    }),
    outcomes: t.field({
      type: [Outcome],
      description: 'The draft, rule by rule.',
      resolve: (d) =>
        d.draft.outcomes.map((outcome) => ({
          ...outcome,
          actions: outcome.actions.map((action) => ({ ...action, refusal: null })),
        })),
    }),
  }),
});

const Firing = builder.objectRef<DryRun['firing'][number]>('TriageFiring').implement({
  description: 'How often a rule would act.',
  fields: (t) => ({
    ruleId: t.exposeString('ruleId', { description: 'The rule, by its id in the set.' }),
    times: t.exposeInt('times', { description: 'On how many of the tickets.' }),
  }),
});

const DryRunType = builder.objectRef<DryRun>('TriageDryRun').implement({
  description: 'What a draft would have done with past tickets. Nothing is changed.',
  fields: (t) => ({
    tickets: t.int({ description: 'How many were tried.', resolve: (d) => d.cases }),
    different: t.field({
      type: [DifferentType],
      description: 'Those it would treat otherwise than what is in force.',
      resolve: (d) => [...d.different],
    }),
    firing: t.field({
      type: [Firing],
      description: 'How often each rule would act.',
      resolve: (d) => [...d.firing],
    }),
  }),
});

builder.queryField('triageDryRun', (t) =>
  t.field({
    type: DryRunType,
    nullable: true,
    description:
      'Tries the draft of a rule set on the latest tickets you see, and compares it with what is in force. Null if there is no such set for you.',
    args: {
      ruleSetId: t.arg.id({ required: true, description: 'The rule set.' }),
      trigger: t.arg({
        type: TriageTrialTrigger,
        defaultValue: 'OPENED',
        description: 'What is tried.',
      }),
      tickets: t.arg.int({ description: `How many, 1 to ${MAX_TICKETS}; left out: 50.` }),
    },
    resolve: async (_root, { ruleSetId, tickets, trigger }, context) => {
      const first = tickets ?? 50;
      if (first < 1 || first > MAX_TICKETS) {
        const message = `Try 1 to ${MAX_TICKETS} tickets.`;
        throw new ReadRefused({ code: 'BAD_PAGE', message, path: ['tickets'] });
      }
      const rules = emptySelection('name', 'draft', 'published');
      const id = uuidOf('TriageRuleSet', ruleSetId);
      const [row] = await context.read((session) => session.rows('TriageRuleSet', [id], rules));
      if (!row) return null;
      const selection = emptySelection(...COLUMNS);
      selection.many.set('assets', everyRow('assets', emptySelection('id', 'criticality')));
      for (const [relation, column] of [
        ['tags', 'tag'],
        ['checklists', 'templateId'],
      ] as const) {
        selection.many.set(relation, everyRow(relation, emptySelection(column)));
      }
      const ofClinic = emptySelection('id');
      ofClinic.many.set('groups', everyRow('groups', emptySelection('id')));
      selection.one.set('clinic', { relation: 'clinic', selection: ofClinic });
      const scheduled = trigger === 'SCHEDULED';
      const filter = scheduled ? { closedAt: { isNull: true } } : {};
      const list = { page: { first, filter }, selection, wantsCursors: false, wantsTotal: false };
      const { rows } = await context.read((session) => session.list('Ticket', list));
      const past = rows.map((ticket) => ({
        ...ticket,
        assets: rowsOf(ticket.assets as RowList),
        tags: rowsOf(ticket.tags as RowList),
        checklists: rowsOf(ticket.checklists as RowList),
        clinic: ticket.clinic && { groups: rowsOf((ticket.clinic as Row).groups as RowList) },
      }));
      return tryRules(
        row.name as string,
        row.published as StoredRules | null,
        row.draft as StoredRules,
        past as unknown as PastTicketRow[],
        scheduled ? 'SCHEDULED' : 'OPENED',
        context.now,
      );
    },
  }),
);
