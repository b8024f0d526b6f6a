import { type RotationLayer, WEEKDAYS } from '@wardline/platform';
import { builder } from '../builder.ts';
import { Weekday } from '../calendars/calendar.enums.ts';
import { WeeklyHours } from '../calendars/hours.types.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Absence, Person, Rotation, RotationOverride, RotationSwap, Team } from '../rows.ts';
import { DateTime, LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { HandOffKind, SwapState } from './dispatch.enums.ts';

const HandOff = builder.objectRef<RotationLayer['handOff']>('HandOff').implement({
  description: 'When a turn ends and the next begins, on the wall clock of the layer’s time zone.',
  fields: (t) => ({
    kind: t.field({ type: HandOffKind, description: 'How often.', resolve: (h) => h.kind }),
    at: t.field({ type: LocalTime, description: 'At what time.', resolve: (h) => h.at }),
    on: t.field({
      type: Weekday,
      nullable: true,
      description: 'On which day, if weekly.',
      resolve: (h) => (h.kind === 'WEEKLY' ? (h.on.toUpperCase() as 'MON') : null),
    }),
    days: t.int({
      nullable: true,
      description: 'Every how many days, if so.',
      resolve: (h) => (h.kind === 'EVERY_N_DAYS' ? h.days : null),
    }),
  }),
});

const Layer = builder.objectRef<RotationLayer>('RotationLayer').implement({
  description: 'One seat on call, taken in turns. Layers of one tier are called together.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its name for overrides and swaps.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    tier: t.exposeInt('tier', { description: 'Who is called first: 1.' }),
    timeZone: t.field({ type: TimeZone, description: 'Its zone.', resolve: (l) => l.timezone }),
    participantIds: t.idList({
      description: 'The people who take turns, in order: ids of `Person`.',
      resolve: (l) => l.participants.map((id) => toGlobalId('Person', id)),
    }),
    handOff: t.field({ type: HandOff, description: 'When turns end.', resolve: (l) => l.handOff }),
    startsOn: t.field({
      type: LocalDate,
      description: 'The date of the first turn.',
      resolve: (l) => l.startsOn,
    }),
    endsOn: t.field({
      type: LocalDate,
      nullable: true,
      description: 'The date on which it ends; null: it goes on.',
      resolve: (l) => l.endsOn,
    }),
    hours: t.field({
      type: [WeeklyHours],
      nullable: true,
      description: 'Only these hours are on call; null: around the clock.',
      resolve: (l) => (l.hours === null ? null : openingsOf(l.hours)),
    }),
  }),
});

Rotation.implement({
  description: 'Who is on call for a team, by rule; overrides and swaps are the exceptions.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Rotation'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    team: one(t, 'team', Team, { description: 'The team.' }),
    layers: column(t, 'layers', [Layer], { description: 'Its seats.' }),
    overrides: many(t, 'overrides', RotationOverride, 'RotationOverride', {
      description: 'The exceptions, in the order in which they were made.',
    }),
    swaps: many(t, 'swaps', RotationSwap, 'RotationSwap', {
      description: 'Swaps proposed and answered, the latest first.',
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

const layerId = 'The layer, by its id in the rotation.';

RotationOverride.implement({
  description: 'Somebody takes a layer for a while instead of whoever’s turn it is.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'RotationOverride'),
    rotation: one(t, 'rotation', Rotation, { description: 'The rotation.' }),
    layerId: column(t, 'layerId', 'String', { description: layerId }),
    person: one(t, 'person', Person, { description: 'Who takes it.' }),
    beginsAt: column(t, 'beginsAt', DateTime, { description: 'From when.' }),
    endsAt: column(t, 'endsAt', DateTime, { description: 'Until when; not part of it.' }),
    isSwap: t.field({
      type: 'Boolean',
      description: 'Whether a swap between two people made it.',
      extensions: readsExtension({ columns: ['swapId'] }),
      resolve: (row) => row.swapId !== null,
    }),
  }),
});

RotationSwap.implement({
  description: 'Two people give each other time on call; it holds once both agreed.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'RotationSwap'),
    rotation: one(t, 'rotation', Rotation, { description: 'The rotation.' }),
    state: column(t, 'state', SwapState, { description: 'How it stands.' }),
    givesPerson: one(t, 'givesPerson', Person, { description: 'Who proposed it.' }),
    givesLayerId: column(t, 'givesLayerId', 'String', { description: layerId }),
    givesFrom: column(t, 'givesFrom', DateTime, { description: 'What they give, from when.' }),
    givesTo: column(t, 'givesTo', DateTime, { description: 'What they give, until when.' }),
    takesPerson: one(t, 'takesPerson', Person, { description: 'Who was asked.' }),
    takesLayerId: column(t, 'takesLayerId', 'String', { description: layerId }),
    takesFrom: column(t, 'takesFrom', DateTime, { description: 'What they take, from when.' }),
    takesTo: column(t, 'takesTo', DateTime, { description: 'What they take, until when.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Absence.implement({
  description: 'When somebody of the MSP cannot work.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Absence'),
    person: one(t, 'person', Person, { description: 'Who.' }),
    kind: column(t, 'kind', 'String', { description: 'Why, in the MSP’s words.' }),
    beginsAt: column(t, 'beginsAt', DateTime, { description: 'From when.' }),
    endsAt: column(t, 'endsAt', DateTime, { description: 'Until when; not part of it.' }),
  }),
});

function openingsOf(hours: NonNullable<RotationLayer['hours']>) {
  return WEEKDAYS.flatMap((day) => (hours[day] ?? []).map((range) => ({ day, range })));
}
