import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { Clinic, Clock, ClockTransition, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { AgreementKind, ClockMetric, ClockTransitionType } from './clock.enums.ts';

ClockTransition.implement({
  description: 'Something a clock passed. Each is written once, whoever notices it and when.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ClockTransition'),
    type: column(t, 'type', ClockTransitionType, { description: 'What was passed.' }),
    kind: column(t, 'kind', AgreementKind, { description: 'With whom the promise is.' }),
    metric: column(t, 'metric', ClockMetric, { description: 'What the clock measures.' }),
    stepId: column(t, 'stepId', 'String', {
      description: 'The step of the escalation policy; AT_RISK and BREACH for the others.',
    }),
    at: column(t, 'at', DateTime, { description: 'The exact instant it was due.' }),
    noticedAt: column(t, 'noticedAt', DateTime, { description: 'When it was noticed.' }),
    clock: one(t, 'clock', Clock, { description: 'The clock as it is now.' }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket as it is now.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic.' }),
  }),
});
