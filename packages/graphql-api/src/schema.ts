// The schema: every feature's types, queries and mutations, by explicit import.
import './scalars.ts';
import './node/node.queries.ts';
import './viewer/viewer.ts';
import './tenancy/tenancy.types.ts';
import './tenancy/tenancy.queries.ts';
import './tenancy/tenancy.mutations.ts';
import './clinic-groups/clinic-group.types.ts';
import './clinic-groups/clinic-group.queries.ts';
import './clinic-groups/clinic-group.mutations.ts';
import './people/people.types.ts';
import './people/people.queries.ts';
import './people/contacts.mutations.ts';
import './people/people.mutations.ts';
import './assets/asset.types.ts';
import './assets/asset.queries.ts';
import './assets/asset.mutations.ts';
import './calendars/calendar.types.ts';
import './calendars/calendar.queries.ts';
import './calendars/calendar-preview.queries.ts';
import './calendars/holiday-regions.queries.ts';
import './calendars/calendar.mutations.ts';
import './calendars/holiday.mutations.ts';
import './contracts/contract.types.ts';
import './contracts/contract.queries.ts';
import './contracts/contract.mutations.ts';
import './escalations/escalation.types.ts';
import './escalations/escalation.queries.ts';
import './escalations/escalation.mutations.ts';
import './agreements/agreement.types.ts';
import './agreements/agreement.queries.ts';
import './agreements/agreement.mutations.ts';
import './clocks/clock.type.ts';
import './clocks/clock-transition.type.ts';
import './clocks/ticket-agreement.type.ts';
import './agreements/simulation.query.ts';
import './clocks/clock.queries.ts';
import './clocks/attainment.query.ts';
import './clocks/clock.subscriptions.ts';
import './clocks/clock.mutations.ts';
import './tickets/timeline.types.ts';
import './tickets/ticket.type.ts';
import './tickets/ticket.queries.ts';
import './tickets/ticket.mutations.ts';
import './tickets/batch.mutations.ts';
import './dispatch/rotation.types.ts';
import './dispatch/on-call.types.ts';
import './dispatch/candidate.types.ts';
import './dispatch/person-dispatch.types.ts';
import './dispatch/co-managed.types.ts';
import './dispatch/dispatch.queries.ts';
import './dispatch/rotation.mutations.ts';
import './dispatch/dispatch.mutations.ts';
import './dispatch/co-managed.mutations.ts';
import './triage/rule.types.ts';
import './triage/triage.types.ts';
import './triage/dry-run.type.ts';
import './triage/triage.queries.ts';
import './triage/triage.mutations.ts';
import './visits/visit.types.ts';
import './visits/visit.queries.ts';
import './visits/visit.mutations.ts';
import './work/billing-terms.types.ts';
import './work/invoice.types.ts';
import './work/work.types.ts';
import './work/usage.query.ts';
import './work/work.mutations.ts';
import './work/correction.mutations.ts';
import './work/work.queries.ts';
import './relations/relations.types.ts';
import './relations/relations.mutations.ts';
import './tasks/task.types.ts';
import './tasks/task.queries.ts';
import './tasks/task.mutations.ts';
import './approvals/approval.types.ts';
import './approvals/approval.queries.ts';
import './changes/blackout.queries.ts';
import './approvals/approval.mutations.ts';
import './changes/change.types.ts';
import './changes/change.mutations.ts';
import './audit/audit.types.ts';
import { builder } from './builder.ts';

builder.queryType({
  description: 'Everything that can be read. All of it is limited to what the caller may see.',
});
builder.subscriptionType({
  description:
    'What can be followed, as server-sent events (accept: text/event-stream). Each event is read under the rights of its moment.',
});
builder.mutationType({
  description:
    'Everything that can be done. Expected refusals are in `userErrors`; send the header `Idempotency-Key` to be able to retry safely.',
});

export const schema = builder.toSchema();
