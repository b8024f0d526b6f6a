// What lists can be filtered and ordered by. All in one place because they nest in each other.
import { ApprovalDecision, ApprovalOutcome } from './approvals/approval.enums.ts';
import { AssetKind, AssetRelationKind, AssetState, Criticality } from './assets/asset.enums.ts';
import {
  AgreementKind,
  ClockMetric,
  ClockStoredStatus,
  ClockTransitionType,
} from './clocks/clock.enums.ts';
import { PersonSide } from './people/people.enums.ts';
import {
  BooleanComparator,
  DateTimeComparator,
  enumComparator,
  IdComparator,
  IntComparator,
  StringComparator,
} from './reading/comparators.ts';
import { by, byMany, byOne, filterInput } from './reading/filters.ts';
import { orderInput } from './reading/order.ts';
import { LinkKind } from './relations/relations.enums.ts';
import { Lane, StepKind, TaskStatus } from './tasks/task.enums.ts';
import { LocationKind, TeamSide } from './tenancy/tenancy.enums.ts';
import {
  CareImpact,
  Channel,
  Domain,
  HoldReason,
  Impact,
  Priority,
  TicketState,
  TicketType,
  Urgency,
} from './tickets/ticket.enums.ts';
import { TimelineEntryKind } from './tickets/timeline.enums.ts';
import { VisitKind, VisitState } from './visits/visit.enums.ts';

const id = by(IdComparator, 'Its id.');
const domain = by(enumComparator('Domain', Domain), 'Its trade.');

export const OrganizationFilter = filterInput('OrganizationFilter', 'Which organizations.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  clinics: byMany(() => ClinicFilter, 'Its clinics.'),
}));

export const ClinicFilter = filterInput('ClinicFilter', 'Which clinics.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  timeZone: by(StringComparator, 'Its time zone.'),
  organization: byOne(() => OrganizationFilter, 'Its organization.'),
  groups: byMany(
    () => ClinicGroupFilter,
    'The groups it belongs to, as far as you may see any: in one `{ some: { id: { eq: … } } }`.',
  ),
  tickets: byMany(() => TicketFilter, 'Its tickets.'),
  assets: byMany(() => AssetFilter, 'Its assets.'),
}));

export const ClinicGroupFilter = filterInput('ClinicGroupFilter', 'Which groups.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  archivedAt: by(
    DateTimeComparator,
    'Since when it is out of use; `isNull: true` for those in use.',
  ),
  clinics: byMany(() => ClinicFilter, 'Its clinics, as far as you may see them.'),
}));

export const LocationFilter = filterInput('LocationFilter', 'Which locations.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  kind: by(enumComparator('LocationKind', LocationKind), 'What kind of place.'),
  clinic: byOne(() => ClinicFilter, 'Its clinic.'),
  parent: byOne(() => LocationFilter, 'The place it lies in.'),
}));

export const TeamFilter = filterInput('TeamFilter', 'Which teams.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  domain,
  side: by(enumComparator('TeamSide', TeamSide), 'Whose team.'),
  clinic: byOne(() => ClinicFilter, 'The clinic whose own it is.'),
  members: byMany(() => PersonFilter, 'Who is in it.'),
}));

export const PersonFilter = filterInput('PersonFilter', 'Which people.', () => ({
  id,
  displayName: by(StringComparator, 'The name.'),
  email: by(StringComparator, 'The e-mail address; one you may not read is never found.'),
  side: by(enumComparator('PersonSide', PersonSide), 'Whose person.'),
  active: by(BooleanComparator, 'Whether they are active.'),
  clinic: byOne(() => ClinicFilter, 'The clinic they are at home at.'),
  organization: byOne(() => OrganizationFilter, 'The organization they are at home at.'),
  clinics: byMany(
    () => ClinicFilter,
    'The clinics they belong to now, at home there or affiliated, as far as you may know.',
  ),
  organizations: byMany(
    () => OrganizationFilter,
    'The organizations they belong to now, at home there or affiliated, as far as you may know.',
  ),
  affiliations: byMany(
    () => PersonAffiliationFilter,
    'Where they belong beside their home, past ones included, as far as you may know.',
  ),
}));

export const PersonAffiliationFilter = filterInput(
  'PersonAffiliationFilter',
  'Which affiliations.',
  () => ({
    id,
    title: by(StringComparator, 'As what they work there.'),
    since: by(DateTimeComparator, 'Since when.'),
    endedAt: by(DateTimeComparator, 'When it ended; `isNull: true` for those that last.'),
    clinic: byOne(() => ClinicFilter, 'The clinic, if it is with one.'),
    organization: byOne(() => OrganizationFilter, 'The organization.'),
  }),
);

export const AssetFilter = filterInput('AssetFilter', 'Which assets.', () => ({
  id,
  name: by(StringComparator, 'Its name.'),
  tag: by(StringComparator, 'Its tag.'),
  serial: by(StringComparator, 'Its serial number.'),
  manufacturer: by(StringComparator, 'Its maker.'),
  model: by(StringComparator, 'Its model.'),
  kind: by(enumComparator('AssetKind', AssetKind), 'What it is.'),
  domain,
  criticality: by(enumComparator('Criticality', Criticality), 'How much care depends on it.'),
  state: by(enumComparator('AssetState', AssetState), 'Where it is in its life.'),
  clinic: byOne(() => ClinicFilter, 'Its clinic.'),
  location: byOne(() => LocationFilter, 'Where it should be.'),
  tickets: byMany(() => TicketFilter, 'The tickets about it.'),
  relations: byMany(() => AssetRelationFilter, 'How it stands to others.'),
  dependencies: byMany(() => AssetFilter, 'What it needs, over any number of others.'),
  dependents: byMany(() => AssetFilter, 'What needs it, over any number of others.'),
}));

export const TicketFilter = filterInput('TicketFilter', 'Which tickets.', () => ({
  id,
  number: by(StringComparator, 'Its number.'),
  title: by(StringComparator, 'Its title.'),
  type: by(enumComparator('TicketType', TicketType), 'What kind of work.'),
  state: by(enumComparator('TicketState', TicketState), 'Where it is in its lifecycle.'),
  holdReason: by(enumComparator('HoldReason', HoldReason), 'What it waits for.'),
  domain,
  category: by(StringComparator, 'Its category.'),
  supportTier: by(IntComparator, 'Its support tier.'),
  channel: by(enumComparator('Channel', Channel), 'How it reached the desk.'),
  impact: by(enumComparator('Impact', Impact), 'Its impact.'),
  urgency: by(enumComparator('Urgency', Urgency), 'Its urgency.'),
  careImpact: by(enumComparator('CareImpact', CareImpact), 'What it does to care.'),
  priority: by(enumComparator('Priority', Priority, true), 'Its priority; P1 sorts first.'),
  confidential: by(BooleanComparator, 'Whether it is hidden from other clinic staff.'),
  openedAt: by(DateTimeComparator, 'When it was opened.'),
  updatedAt: by(DateTimeComparator, 'When it last changed.'),
  resolvedAt: by(DateTimeComparator, 'When it was resolved.'),
  closedAt: by(DateTimeComparator, 'When it was closed.'),
  clinic: byOne(() => ClinicFilter, 'Its clinic.'),
  requester: byOne(() => PersonFilter, 'Who asked.'),
  assignee: byOne(() => PersonFilter, 'Who works on it.'),
  team: byOne(() => TeamFilter, 'The team that works on it.'),
  location: byOne(() => LocationFilter, 'Where.'),
  requesterId: by(IdComparator, 'The id of who asked.'),
  assigneeId: by(IdComparator, 'The id of who works on it.'),
  teamId: by(IdComparator, 'The id of the team.'),
  clinicId: by(IdComparator, 'The id of the clinic.'),
  assets: byMany(() => AssetFilter, 'The affected assets.'),
  tags: byMany(
    () => TicketTagFilter,
    'Its tags, as far as you see any: has one of them `{ some: { tag: { in: [a, b] } } }`, has both two of these under `and`, has none of them `none`.',
  ),
  watchers: byMany(() => PersonFilter, 'Who follows it.'),
  links: byMany(() => TicketLinkFilter, 'How it stands to others.'),
  tasks: byMany(() => TaskFilter, 'Its steps.'),
  visits: byMany(() => VisitFilter, 'Who comes for it.'),
  linkedFrom: byMany(() => TicketLinkFilter, 'How others stand to it.'),
  clocks: byMany(() => ClockFilter, 'Its clocks.'),
}));

export const TicketTagFilter = filterInput('TicketTagFilter', 'Which tags.', () => ({
  tag: by(StringComparator, 'The tag; upper and lower case are alike.'),
}));

export const ClockFilter = filterInput('ClockFilter', 'Which clocks.', () => ({
  kind: by(enumComparator('AgreementKind', AgreementKind), 'With whom.'),
  metric: by(enumComparator('ClockMetric', ClockMetric), 'What it measures.'),
  status: by(
    enumComparator('ClockStoredStatus', ClockStoredStatus),
    'As of the last event: a clock that is late and not stopped is RUNNING, a late one that was stopped MET; `breachedAt` tells which were late.',
  ),
  startedAt: by(DateTimeComparator, 'When it began.'),
  ticket: byOne(() => TicketFilter, 'Its ticket.'),
  clinic: byOne(() => ClinicFilter, 'Its clinic.'),
  dueAt: by(DateTimeComparator, 'When it is due; absent while paused.'),
  metAt: by(DateTimeComparator, 'When it was met; absent until then.'),
  breachedAt: by(
    DateTimeComparator,
    'When it was breached, once an event or a sweep noticed. Overdue and unnoticed: `dueAt` before now, `metAt` absent.',
  ),
}));

export const ClockTransitionFilter = filterInput(
  'ClockTransitionFilter',
  'Which transitions of clocks.',
  () => ({
    type: by(enumComparator('ClockTransitionType', ClockTransitionType), 'What was passed.'),
    kind: by(enumComparator('AgreementKind', AgreementKind), 'With whom the promise is.'),
    metric: by(enumComparator('ClockMetric', ClockMetric), 'What the clock measures.'),
    at: by(DateTimeComparator, 'When it was due.'),
    clinic: byOne(() => ClinicFilter, 'Its clinic.'),
    ticket: byOne(() => TicketFilter, 'Its ticket.'),
  }),
);

export const AssetRelationFilter = filterInput('AssetRelationFilter', 'Which relations.', () => ({
  id,
  kind: by(enumComparator('AssetRelationKind', AssetRelationKind), 'How they stand.'),
  asset: byOne(() => AssetFilter, 'The asset it is said of.'),
  related: byOne(() => AssetFilter, 'The other asset.'),
}));

export const TicketLinkFilter = filterInput('TicketLinkFilter', 'Which links.', () => ({
  id,
  kind: by(enumComparator('LinkKind', LinkKind), 'How they stand to each other.'),
  from: byOne(() => TicketFilter, 'The ticket it is said of.'),
  to: byOne(() => TicketFilter, 'The other ticket.'),
}));

export const TaskFilter = filterInput('TaskFilter', 'Which steps.', () => ({
  id,
  status: by(enumComparator('TaskStatus', TaskStatus), 'How it stands.'),
  lane: by(enumComparator('Lane', Lane), 'Whose step it is.'),
  kind: by(enumComparator('StepKind', StepKind), 'What it asks for.'),
  required: by(BooleanComparator, 'Whether the ticket waits for it.'),
  ticket: byOne(() => TicketFilter, 'Its ticket.'),
}));

export const ChecklistTemplateFilter = filterInput(
  'ChecklistTemplateFilter',
  'Which templates.',
  () => ({
    id,
    name: by(StringComparator, 'Its name.'),
    preApproved: by(BooleanComparator, 'Whether it is the model of a standard change.'),
    active: by(BooleanComparator, 'Whether it still starts checklists.'),
  }),
);

export const ApprovalVoteFilter = filterInput('ApprovalVoteFilter', 'Which votes.', () => ({
  approver: byOne(() => PersonFilter, 'Who is asked.'),
  decision: by(enumComparator('ApprovalDecision', ApprovalDecision), 'What they said.'),
}));

export const ApprovalStageFilter = filterInput('ApprovalStageFilter', 'Which approvals.', () => ({
  id,
  outcome: by(enumComparator('ApprovalOutcome', ApprovalOutcome), 'Where it stands.'),
  lane: by(enumComparator('Lane', Lane), 'Whose sign-off it is.'),
  requestedAt: by(DateTimeComparator, 'When it was asked for.'),
  withdrawnAt: by(DateTimeComparator, 'When it lost its force; absent while in force.'),
  ticket: byOne(() => TicketFilter, 'What is to be approved.'),
  votes: byMany(() => ApprovalVoteFilter, 'Who is asked, and what they said.'),
}));

export const ApprovalDelegationFilter = filterInput(
  'ApprovalDelegationFilter',
  'Which delegations.',
  () => ({
    id,
    from: byOne(() => PersonFilter, 'Who is away.'),
    to: byOne(() => PersonFilter, 'Who stands in.'),
    validUntil: by(DateTimeComparator, 'Until when.'),
  }),
);

export const BlackoutFilter = filterInput('BlackoutFilter', 'Which blackouts.', () => ({
  id,
  clinic: byOne(() => ClinicFilter, 'The clinic.'),
  startsAt: by(DateTimeComparator, 'When it begins.'),
  endsAt: by(DateTimeComparator, 'When it ends.'),
}));

export const VisitFilter = filterInput('VisitFilter', 'Which visits.', () => ({
  id,
  state: by(enumComparator('VisitState', VisitState), 'How far it is.'),
  kind: by(enumComparator('VisitKind', VisitKind), 'How they get there.'),
  plannedFrom: by(DateTimeComparator, 'When it is to begin.'),
  plannedUntil: by(DateTimeComparator, 'When it is to be over.'),
  personId: by(IdComparator, 'The id of who goes.'),
  clinicId: by(IdComparator, 'The id of the clinic.'),
  ticketId: by(IdComparator, 'The id of the ticket.'),
  person: byOne(() => PersonFilter, 'Who goes.'),
  clinic: byOne(() => ClinicFilter, 'Where.'),
  ticket: byOne(() => TicketFilter, 'What it is for.'),
}));

export const TimelineFilter = filterInput('TimelineFilter', 'Which timeline entries.', () => ({
  kind: by(enumComparator('TimelineEntryKind', TimelineEntryKind), 'What happened.'),
  at: by(DateTimeComparator, 'When.'),
}));

export const AuditFilter = filterInput('AuditFilter', 'Which audit entries.', () => ({
  action: by(StringComparator, 'What was done.'),
  recordType: by(StringComparator, 'To what kind of record.'),
  recordId: by(IdComparator, 'To which record, of whatever type.'),
  actorId: by(IdComparator, 'Who: a person, an API key, or the MSP.'),
  at: by(DateTimeComparator, 'When.'),
  clinic: byOne(() => ClinicFilter, 'In which clinic.'),
}));

const named = { name: 'The name.', createdAt: 'When it was created.' };
export const NameOrder = orderInput('NameOrder', named);
export const NumberOrder = orderInput('NumberOrder', { number: 'The number.' });
export const ClinicOrder = orderInput('ClinicOrder', { ...named, timeZone: 'The time zone.' });
export const PersonOrder = orderInput('PersonOrder', {
  displayName: 'The name.',
  createdAt: 'When they became known.',
});
export const PersonAffiliationOrder = orderInput('PersonAffiliationOrder', {
  since: 'Since when.',
  createdAt: 'When it was recorded.',
});
export const AssetOrder = orderInput('AssetOrder', {
  name: 'The name.',
  kind: 'What it is.',
  criticality: 'The criticality, by its name.',
  registeredAt: 'When it was registered.',
  updatedAt: 'When it last changed.',
});
export const TicketOrder = orderInput('TicketOrder', {
  openedAt: 'When it was opened.',
  updatedAt: 'When it last changed.',
  priority: 'The priority; P1 first when ascending.',
  number: 'The number, as text.',
  title: 'The title.',
  state: 'The state, by its name.',
});
export const ClockOrder = orderInput('ClockOrder', {
  due: 'When it is due; what is not due at all comes last when ascending.',
  startedAt: 'When it began.',
  metric: 'What it measures, by its name.',
});
export const ClockTransitionOrder = orderInput('ClockTransitionOrder', { at: 'When it was due.' });
export const VisitOrder = orderInput('VisitOrder', {
  plannedFrom: 'When it is to begin.',
  updatedAt: 'When it last changed.',
});
export const TimelineOrder = orderInput('TimelineOrder', { at: 'When it happened.' });
export const AuditOrder = orderInput('AuditOrder', { at: 'When it happened.' });
