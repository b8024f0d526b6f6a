import {
  assessRisk,
  ReadRefused,
  RISK_QUESTIONS,
  type Row,
  type WindowConflict,
} from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, type Fields, idField, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Blackout, Clinic } from '../rows.ts';
import { DateTime, Duration } from '../scalars.ts';
import { riskAssetsOf, selectAroundChange, windowPartsOf } from './around-change.ts';

Blackout.implement({
  description: 'A time at which a clinic wants nothing changed.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Blackout'),
    name: column(t, 'name', 'String', { description: 'Why: an audit, month end.' }),
    startsAt: column(t, 'startsAt', DateTime, { description: 'Its first instant.' }),
    endsAt: column(t, 'endsAt', DateTime, { description: 'The first instant after it.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic.' }),
  }),
});

const RiskLevel = describedEnum('RiskLevel', 'How risky a change is.', {
  LOW: 'Little can go wrong.',
  MEDIUM: 'Something may go wrong.',
  HIGH: 'It takes two approvals.',
});

type Assessment = ReturnType<typeof assessRisk>;
const RiskReason = builder.objectRef<Assessment['reasons'][number]>('RiskReason').implement({
  description: 'Something that adds to a risk.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The question, or ASSET_CRITICALITY or DEPENDENTS.',
    }),
    points: t.exposeInt('points', { description: 'How much it adds.' }),
    message: t.exposeString('message', { description: 'In words.' }),
  }),
});
const RiskAssessment = builder.objectRef<Assessment>('RiskAssessment').implement({
  description: 'How risky a change is, and why.',
  fields: (t) => ({
    score: t.exposeInt('score', { description: 'The points of all reasons.' }),
    level: t.field({ type: RiskLevel, description: 'The level.', resolve: (risk) => risk.level }),
    reasons: t.field({
      type: [RiskReason],
      description: 'What adds to it.',
      resolve: (risk) => [...risk.reasons],
    }),
    open: t.stringList({
      description: 'Questions without an answer; each counts as its worst one.',
      resolve: (risk) => [...risk.open],
    }),
  }),
});

const ChangeConflictCode = describedEnum('ChangeConflictCode', 'What is in the way of a change.', {
  CARE_HOURS: 'Care is given then.',
  BLACKOUT: 'Nothing may be changed then.',
  OTHER_CHANGE:
    'Another change of the same asset, of one that needs it, or of one it needs is done then.',
});

const ChangeConflict = builder.objectRef<WindowConflict>('ChangeConflict').implement({
  description: 'Something a change’s window collides with.',
  fields: (t) => ({
    code: t.field({ type: ChangeConflictCode, description: 'What.', resolve: ({ code }) => code }),
    message: t.exposeString('message', { description: 'With what, and when.' }),
    from: t.field({
      type: DateTime,
      description: 'Where the overlap begins.',
      resolve: ({ overlap }) => overlap.from,
    }),
    until: t.field({
      type: DateTime,
      description: 'Where it ends.',
      resolve: ({ overlap }) => overlap.until,
    }),
    ticketId: t.id({
      nullable: true,
      description: 'Of OTHER_CHANGE: the `id` of that ticket.',
      resolve: ({ ticketId }) => ticketId && toGlobalId('Ticket', ticketId),
    }),
  }),
});

interface Proposed {
  readonly from: number;
  readonly until: number;
  readonly freeUntil: number;
}
const ChangeWindow = builder.objectRef<Proposed>('ChangeWindow').implement({
  description: 'A time at which a change can be done.',
  fields: (t) => ({
    from: t.field({ type: DateTime, description: 'Its first instant.', resolve: (w) => w.from }),
    until: t.field({
      type: DateTime,
      description: 'The first instant after it.',
      resolve: (w) => w.until,
    }),
    freeUntil: t.field({
      type: DateTime,
      description: 'Until when nothing follows: room for trouble.',
      resolve: (w) => w.freeUntil,
    }),
  }),
});

const around = readsExtension({
  columns: ['details'],
  extend: (selection, { now }) => selectAroundChange(selection, now),
});

/** What a ticket says of itself as a change; null or nothing for any other. */
export function changeFields(t: Fields) {
  return {
    risk: t.field({
      type: RiskAssessment,
      nullable: true,
      description: 'Of a change: how risky it is, by its answers and what it touches.',
      extensions: around,
      resolve: (row: Row) => {
        const parts = windowPartsOf(row);
        if (!parts) return null;
        return assessRisk(parts.change.riskAnswers, riskAssetsOf(row));
      },
    }),
    changeConflicts: t.field({
      type: [ChangeConflict],
      description: 'Of a change with a window: what that collides with now.',
      extensions: around,
      resolve: (row: Row, _args: object, { wardline }: ApiContext) => {
        const parts = windowPartsOf(row);
        const window = parts?.change.window;
        return parts && window ? [...wardline.changes.conflicts(parts, window)] : [];
      },
    }),
    changeWindows: t.field({
      type: [ChangeWindow],
      description:
        'Of a change: the earliest times at which it could be done, outside the clinic’s opening hours (unless it stops nothing) and its blackouts, those of other clinics whose assets need the same ones, and other changes of the same assets, of what needs them and of what they need. As far as you see them.',
      args: {
        duration: t.arg({
          type: Duration,
          description: 'How long it takes: a minute to seven days. Default: an hour.',
        }),
        from: t.arg({
          type: DateTime,
          description: 'Where to begin looking; nothing is found before now. Default: now.',
        }),
        until: t.arg({
          type: DateTime,
          description: 'Where to end; at most 92 days later. Default: two weeks later.',
        }),
        count: t.arg.int({ description: 'How many, 1 to 50. Default: 5.' }),
      },
      extensions: around,
      resolve: (row: Row, args: WindowArgs, { wardline, now }: ApiContext) => {
        const parts = windowPartsOf(row);
        if (!parts) return [];
        const asked = args.from ?? now;
        const until = args.until ?? asked + 14 * DAY_MS;
        // What is over cannot be proposed; a range that ends before it begins is still refused.
        if (asked < until && until <= now) return [];
        const from = asked < until ? Math.max(asked, now) : asked;
        const durationMs = args.duration ?? HOUR_MS;
        const { count } = args;
        const query = { durationMs, within: { from, until }, count: count ?? undefined };
        const proposed = wardline.changes.propose(parts, query);
        if (proposed.ok) return [...proposed.value];
        const [field] = proposed.error.path;
        const path = [field === 'within' ? 'until' : (field ?? 'duration')];
        throw new ReadRefused({ ...proposed.error, path });
      },
    }),
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface WindowArgs {
  readonly duration?: number | null;
  readonly from?: number | null;
  readonly until?: number | null;
  readonly count?: number | null;
}

type Question = (typeof RISK_QUESTIONS)[number];
type Answer = Question['answers'][number];
const RiskChoice = builder.objectRef<Answer>('RiskChoice').implement({
  description: 'An answer one can give.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What `riskAnswers` takes.' }),
    text: t.exposeString('text', { description: 'In words.' }),
    points: t.exposeInt('points', { description: 'How much it adds.' }),
  }),
});
const RiskQuestion = builder.objectRef<Question>('RiskQuestion').implement({
  description: 'A question about a change.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What `riskAnswers` takes.' }),
    text: t.exposeString('text', { description: 'The question.' }),
    choices: t.field({
      type: [RiskChoice],
      description: 'Its answers.',
      resolve: (question) => [...question.answers],
    }),
  }),
});

builder.queryField('riskQuestions', (t) =>
  t.field({
    type: [RiskQuestion],
    description: 'The questionnaire by which the risk of a change is assessed.',
    resolve: () => [...RISK_QUESTIONS],
  }),
);
