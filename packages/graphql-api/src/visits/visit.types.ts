import {
  emptySelection,
  type ProposedWork,
  proposedWork,
  type Row,
  type Visit as State,
  type VisitWarning,
  visitArrows,
} from '@wardline/platform';
import { builder } from '../builder.ts';
import { VisitFilter, VisitOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Clinic, Location, Person, Ticket, Visit, VisitBriefing } from '../rows.ts';
import { DateTime, TimeZone } from '../scalars.ts';
import { VisitEndReason, VisitKind, VisitState, VisitWarningCode } from './visit.enums.ts';

export const VisitWarningType = builder.objectRef<VisitWarning>('VisitWarning').implement({
  description: 'Something whoever plans a visit should know. It is planned all the same.',
  fields: (t) => ({
    code: t.field({ type: VisitWarningCode, description: 'For programs.', resolve: (w) => w.code }),
    message: t.exposeString('message', { description: 'For people.' }),
  }),
});

const ProposedWorkType = builder.objectRef<ProposedWork>('ProposedWork').implement({
  description: 'Work that a visit suggests to log with `workLogAdd`; nothing is logged by itself.',
  fields: (t) => ({
    startedAt: t.field({
      type: DateTime,
      description: 'When they arrived.',
      resolve: ({ startedAt }) => new Date(startedAt).toISOString(),
    }),
    minutes: t.exposeInt('minutes', {
      description: 'How long they were there, begun ones counted.',
    }),
  }),
});

const instant = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null);

/** A row as the decisions about visits look at it. */
function stateOf(row: Row): State {
  const { arrivedAt, leftAt } = row;
  return { ...row, arrivedAt: instant(arrivedAt), leftAt: instant(leftAt) } as unknown as State;
}

VisitBriefing.implement({
  description: 'What of a visit only those know who do the work. No client ever sees it.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'VisitBriefing'),
    internalNote: column(t, 'internalNote', 'String', {
      nullable: true,
      description: 'For whoever goes.',
    }),
    overrideReason: column(t, 'overrideReason', 'String', {
      nullable: true,
      description: 'Why they go outside of their working hours.',
    }),
  }),
});

Visit.implement({
  description:
    'One person’s appointment for a ticket. Two people who go together are two visits. Who may read the ticket may read it.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Visit'),
    version: column(t, 'version', 'Int', {
      description: 'Goes up with every change; the SEQUENCE of its calendar event.',
    }),
    ticket: one(t, 'ticket', Ticket, { description: 'What it is for.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'Where.' }),
    location: one(t, 'location', Location, {
      description: 'Where in the clinic; null: nobody said.',
    }),
    person: one(t, 'person', Person, { description: 'Who goes.' }),
    kind: column(t, 'kind', VisitKind, { description: 'How they get there.' }),
    state: column(t, 'state', VisitState, { description: 'How far it is.' }),
    plannedFrom: column(t, 'plannedFrom', DateTime, { description: 'When it is to begin.' }),
    plannedUntil: column(t, 'plannedUntil', DateTime, { description: 'When it is to be over.' }),
    timeZone: t.field({
      type: TimeZone,
      nullable: true,
      description:
        'The clinic’s time zone, to show the times in; null where you may not read the clinic, only the ticket.',
      extensions: readsExtension({
        extend: (selection) => {
          const clinic = emptySelection('timeZone');
          selection.one.set('$zone', { relation: 'clinic', selection: clinic, internal: true });
        },
      }),
      resolve: (row: Row) => ((row.$zone as Row | null)?.timeZone ?? null) as string | null,
    }),
    arrivedAt: column(t, 'arrivedAt', DateTime, {
      nullable: true,
      description: 'When they arrived, or connected.',
    }),
    leftAt: column(t, 'leftAt', DateTime, { nullable: true, description: 'When they left.' }),
    endReason: column(t, 'endReason', VisitEndReason, {
      nullable: true,
      description: 'Why it came to nothing, if it did.',
    }),
    publicNote: column(t, 'publicNote', 'String', {
      nullable: true,
      description: 'For the clinic: what to prepare, whom to ask for.',
    }),
    briefing: one(t, 'briefing', VisitBriefing, {
      description:
        'What only those know who do the work; null for clients, and if nothing was said.',
    }),
    nextStates: t.field({
      type: [VisitState],
      description:
        'Where it can go from here: to CANCELLED by `visitCancel`, else by `visitTransition`.',
      extensions: readsExtension({ columns: ['state', 'kind'] }),
      resolve: (row: Row) => visitArrows(stateOf(row)).map(({ to }) => to),
    }),
    proposedWork: t.field({
      type: ProposedWorkType,
      nullable: true,
      description: 'What to log once it is done; null until then.',
      extensions: readsExtension({ columns: ['state', 'arrivedAt', 'leftAt'] }),
      resolve: (row: Row) => proposedWork(stateOf(row)),
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was planned first.' }),
    updatedAt: column(t, 'updatedAt', DateTime, { description: 'When it last changed.' }),
  }),
});

const visits = { filter: VisitFilter, orderBy: VisitOrder } as const;
builder.objectFields(Ticket, (t) => ({
  visits: many(t, 'visits', Visit, 'Visit', {
    description: 'Who comes for it and when, the earliest first.',
    ...visits,
  }),
}));
builder.objectFields(Person, (t) => ({
  visits: many(t, 'visits', Visit, 'Visit', {
    description: 'Where they go and when, the earliest first; those for tickets you may see.',
    ...visits,
  }),
}));
