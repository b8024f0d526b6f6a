import type { AgreementSimulation, Outcome, SimulatedChange } from '@wardline/platform';
import { builder } from '../builder.ts';
import { ClockMetric, ClockStatus } from '../clocks/clock.enums.ts';
import { toGlobalId, uuidOf } from '../node/global-id.ts';
import { answerOf } from '../reading/answer-of.ts';
import { DateTime } from '../scalars.ts';

const OutcomeType = builder.objectRef<Outcome>('ClockOutcome').implement({
  description: 'How many clocks came out how.',
  fields: (t) => ({
    met: t.exposeInt('met', { description: 'Stopped in time.' }),
    breached: t.exposeInt('breached', { description: 'Late, stopped or not.' }),
    open: t.exposeInt('open', { description: 'Running or paused, and not late.' }),
  }),
});

const MetricOutcomeType = builder
  .objectRef<AgreementSimulation['outcomes'][number]>('SimulatedOutcome')
  .implement({
    description: 'How the clocks of one metric came out, and would have.',
    fields: (t) => ({
      metric: t.field({ type: ClockMetric, description: 'Which.', resolve: (x) => x.metric }),
      before: t.field({ type: OutcomeType, description: 'As it was.', resolve: (x) => x.before }),
      after: t.field({
        type: OutcomeType,
        description: 'As it would have been.',
        resolve: (x) => x.after,
      }),
    }),
  });

const ChangeType = builder.objectRef<SimulatedChange>('SimulatedChange').implement({
  description: 'A clock that would have ended otherwise.',
  fields: (t) => ({
    ticketId: t.id({
      description: 'Its ticket; read it with `node`.',
      resolve: (x) => toGlobalId('Ticket', x.ticketId),
    }),
    metric: t.field({
      type: ClockMetric,
      description: 'What it measures.',
      resolve: (x) => x.metric,
    }),
    cycle: t.exposeInt('cycle', { description: 'Which round of its metric, from 1.' }),
    before: t.field({
      type: ClockStatus,
      nullable: true,
      description: 'As it was; null: there was none.',
      resolve: (x) => x.before,
    }),
    after: t.field({
      type: ClockStatus,
      nullable: true,
      description: 'As it would have been; null: there would be none.',
      resolve: (x) => x.after,
    }),
    dueBefore: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it was due.',
      resolve: (x) => x.dueBefore,
    }),
    dueAfter: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it would have been due.',
      resolve: (x) => x.dueAfter,
    }),
  }),
});

const SimulationType = builder.objectRef<AgreementSimulation>('AgreementSimulation').implement({
  description: 'What tickets would have done under a version of an agreement.',
  fields: (t) => ({
    tickets: t.exposeInt('tickets', { description: 'On how many it was tried.' }),
    isCut: t.exposeBoolean('isCut', { description: 'Whether the period had more than `limit`.' }),
    number: t.exposeInt('number', { description: 'The version tried.' }),
    outcomes: t.field({
      type: [MetricOutcomeType],
      description: 'By metric, beside what they did.',
      resolve: (x) => [...x.outcomes],
    }),
    changes: t.field({
      type: [ChangeType],
      description: 'The clocks that would have ended otherwise, at most 100.',
      resolve: (x) => [...x.changes],
    }),
  }),
});

builder.queryField('agreementSimulation', (t) =>
  t.field({
    type: SimulationType,
    description:
      'Tries a version of an agreement on past tickets: those it measures, and as long as it was never in force those it would cover. Changes nothing.',
    args: {
      agreementId: t.arg.id({ required: true, description: 'The agreement.' }),
      number: t.arg.int({ description: 'Which version. Default: the draft, else the latest.' }),
      from: t.arg({ type: DateTime, required: true, description: 'Tickets opened from then on.' }),
      to: t.arg({ type: DateTime, required: true, description: 'Tickets opened before then.' }),
      limit: t.arg.int({ description: 'The latest so many, 1 to 500. Default: 200.' }),
    },
    resolve: async (_root, { agreementId, number, from, to, limit }, context) => {
      const asked = {
        agreementId: uuidOf('Agreement', agreementId),
        from,
        to,
        ...(typeof number === 'number' ? { number } : {}),
        ...(typeof limit === 'number' ? { limit } : {}),
      };
      return answerOf(await context.apart((desk) => desk.agreements.simulate(asked)));
    },
  }),
);
