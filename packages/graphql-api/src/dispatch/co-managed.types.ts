import type { CoManagedAgreement as Agreed, Responsibility, Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Clinic, CoManagedAgreement, HandOver, Person, Team, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { HandOverReason, LaneHoursWhen, LaneMismatch, Side } from './dispatch.enums.ts';

type Lane = Agreed['lanes'][number];
type Rule = Agreed['handOvers'][number];
const teamId = (id: string | null) => (id === null ? null : toGlobalId('Team', id));

const LaneHours = builder.objectRef<NonNullable<Lane['hours']>>('LaneHours').implement({
  description: 'At which hours a lane holds.',
  fields: (t) => ({
    calendarId: t.id({
      description: 'Id of a `Calendar`.',
      resolve: (h) => toGlobalId('Calendar', h.calendarId),
    }),
    when: t.field({
      type: LaneHoursWhen,
      description: 'Inside or outside.',
      resolve: (h) => h.when,
    }),
  }),
});

const LaneType = builder.objectRef<Lane>('CoManagedLane').implement({
  description: 'Whose some of the work is. Empty lists leave it open; all others must fit.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its id in the agreement.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    domains: t.field({
      type: [Domain],
      description: 'Trades.',
      resolve: (l) => [...l.domains] as 'IT'[],
    }),
    categories: t.stringList({
      description: 'Categories; `Network` also means `Network/Switches`.',
      resolve: (l) => [...l.categories],
    }),
    ticketTypes: t.field({
      type: [TicketType],
      description: 'Ticket types.',
      resolve: (l) => [...l.ticketTypes] as 'INCIDENT'[],
    }),
    priorities: t.field({
      type: [Priority],
      description: 'Priorities.',
      resolve: (l) => [...l.priorities] as 'P1'[],
    }),
    tiers: t.intList({ description: 'Support tiers.', resolve: (l) => [...l.tiers] }),
    hours: t.field({
      type: LaneHours,
      nullable: true,
      description: 'At which hours; null: at any.',
      resolve: (l) => l.hours,
    }),
    owner: t.field({ type: Side, description: 'Whose it is.', resolve: (l) => l.owner }),
    teamId: t.id({
      nullable: true,
      description: 'The owner’s team, id of a `Team`; null: any of theirs.',
      resolve: (l) => teamId(l.teamId),
    }),
  }),
});

const OwnerType = builder.objectRef<Agreed['otherwise']>('CoManagedOwner').implement({
  description: 'Whose work is that no lane takes.',
  fields: (t) => ({
    owner: t.field({ type: Side, description: 'The side.', resolve: (o) => o.owner }),
    teamId: t.id({
      nullable: true,
      description: 'Their team, id of a `Team`; null: any of theirs.',
      resolve: (o) => teamId(o.teamId),
    }),
  }),
});

const RuleType = builder.objectRef<Rule>('HandOverRule').implement({
  description: 'A way work may go from side to side.',
  fields: (t) => ({
    from: t.field({ type: Side, description: 'From whom.', resolve: (r) => r.from }),
    to: t.field({ type: Side, description: 'To whom.', resolve: (r) => r.to }),
    reasons: t.field({
      type: [HandOverReason],
      description: 'For these reasons; empty: for any.',
      resolve: (r) => [...r.reasons],
    }),
    noteRequired: t.exposeBoolean('noteRequired', { description: 'Whether it needs a note.' }),
  }),
});

const terms = <T>(pick: (agreed: Agreed) => T) => ({
  extensions: readsExtension({ columns: ['terms'] }),
  resolve: (row: Row) => pick(row.terms as Agreed),
});

CoManagedAgreement.implement({
  description:
    'Whose which work of a clinic is, and how it may pass between the sides. The latest of a clinic holds.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'CoManagedAgreement'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic.' }),
    lanes: t.field({
      type: [LaneType],
      description: 'Asked in this order; the first that fits decides.',
      ...terms((agreed) => [...agreed.lanes]),
    }),
    otherwise: t.field({
      type: OwnerType,
      description: 'Whose the rest is.',
      ...terms((agreed) => agreed.otherwise),
    }),
    handOvers: t.field({
      type: [RuleType],
      description: 'What is not here is not agreed; to the owner work may always go.',
      ...terms((agreed) => [...agreed.handOvers]),
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was made.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

const PassedOver = builder
  .objectRef<Responsibility['passedOver'][number]>('LanePassedOver')
  .implement({
    description: 'A lane that did not take the work.',
    fields: (t) => ({
      laneId: t.exposeString('laneId', { description: 'The lane, by its id.' }),
      mismatches: t.field({
        type: [LaneMismatch],
        description: 'What did not fit.',
        resolve: (p) => [...p.mismatches],
      }),
    }),
  });

const ResponsibilityType = builder.objectRef<Responsibility>('Responsibility').implement({
  description: 'Whose the work was by the agreement, and why.',
  fields: (t) => ({
    owner: t.field({ type: Side, description: 'The side.', resolve: (r) => r.owner }),
    laneId: t.string({
      nullable: true,
      description: 'The lane that decided; null: none fitted.',
      resolve: (r) => r.laneId,
    }),
    message: t.exposeString('message', { description: 'In words.' }),
    passedOver: t.field({
      type: [PassedOver],
      description: 'The lanes before it.',
      resolve: (r) => [...r.passedOver],
    }),
  }),
});

HandOver.implement({
  description: 'Work that passed from one team to another.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'HandOver'),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    at: column(t, 'at', DateTime, { description: 'When.' }),
    fromTeam: one(t, 'fromTeam', Team, { description: 'From whom; null: nobody had it.' }),
    fromSide: column(t, 'fromSide', Side, { nullable: true, description: 'Their side.' }),
    toTeam: one(t, 'toTeam', Team, { description: 'To whom.' }),
    toSide: column(t, 'toSide', Side, { description: 'Their side.' }),
    reason: column(t, 'reason', HandOverReason, { description: 'Why.' }),
    note: column(t, 'note', 'String', {
      nullable: true,
      description: 'What the next ones must know.',
    }),
    asAgreed: column(t, 'asAgreed', 'Boolean', {
      nullable: true,
      description: 'Whether the receiver owns such work; null: there was no agreement.',
    }),
    responsibility: column(t, 'responsibility', ResponsibilityType, {
      nullable: true,
      description: 'Whose it was by the agreement, and why.',
    }),
    by: one(t, 'by', Person, { description: 'Who handed it over; null: no person.' }),
  }),
});
