import type { PlatformRefusal, RotationLayer } from '@wardline/platform';
import { builder } from '../builder.ts';
import { Weekday } from '../calendars/calendar.enums.ts';
import { WeeklyHoursInput, weeklyOf } from '../calendars/hours.inputs.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf, uuidsOf } from '../node/global-id.ts';
import { Rotation, RotationOverride, RotationSwap } from '../rows.ts';
import { DateTime, LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { HandOffKind, SwapAnswer } from './dispatch.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';
const layerId = 'The layer, by its id in the rotation.';

const HandOffInput = builder.inputType('HandOffInput', {
  description: 'When a turn ends and the next begins.',
  fields: (t) => ({
    kind: t.field({ type: HandOffKind, required: true, description: 'How often.' }),
    at: t.field({ type: LocalTime, required: true, description: 'At what time, 00:00 to 23:59.' }),
    on: t.field({ type: Weekday, description: 'On which day, if weekly; left out: Monday.' }),
    days: t.int({ description: 'Every how many days, if so; left out: 1.' }),
  }),
});

const LayerInput = builder.inputType('RotationLayerInput', {
  description: 'One seat on call, taken in turns.',
  fields: (t) => ({
    id: t.string({ required: true, description: 'Its name for overrides and swaps: `nights`.' }),
    name: t.string({ required: true, description: 'Its name for people.' }),
    tier: t.int({ description: 'Who is called first: 1, which it is if left out.' }),
    timeZone: t.field({ type: TimeZone, required: true, description: 'Whose wall clock counts.' }),
    participantIds: t.idList({ required: true, description: 'Members of the team, in turn.' }),
    handOff: t.field({ type: HandOffInput, required: true, description: 'When turns end.' }),
    startsOn: t.field({ type: LocalDate, required: true, description: 'Date of the first turn.' }),
    endsOn: t.field({ type: LocalDate, description: 'Date on which it ends; left out: never.' }),
    hours: t.field({
      type: [WeeklyHoursInput],
      description: 'Only these hours are on call; left out: around the clock.',
    }),
  }),
});

type LayerInputShape = typeof LayerInput.$inferInput;

function layerOf(layer: LayerInputShape): RotationLayer {
  const { handOff, hours } = layer;
  const { kind, at } = handOff;
  return {
    id: layer.id,
    name: layer.name,
    tier: layer.tier ?? 1,
    timezone: layer.timeZone,
    participants: uuidsOf('Person', layer.participantIds) as never,
    handOff:
      kind === 'WEEKLY'
        ? { kind, at, on: (handOff.on ?? 'MON').toLowerCase() as 'mon' }
        : kind === 'DAILY'
          ? { kind, at }
          : { kind, at, days: handOff.days ?? 1 },
    startsOn: layer.startsOn,
    endsOn: layer.endsOn ?? null,
    hours: hours ? weeklyOf(hours) : null,
  };
}

/** The rotation's own path as the input's: it speaks of participants and a timezone. */
function pathOf(path: PlatformRefusal['path']): PlatformRefusal['path'] {
  const hours = path.indexOf('hours');
  return (hours < 0 ? path : path.slice(0, hours + 1)).map(
    (key) => ({ timezone: 'timeZone', participants: 'participantIds' })[key as string] ?? key,
  );
}

const rotation = {
  description: 'The rotation.',
  record: { type: Rotation, shape: 'Rotation', id: 'rotationId' },
} as const;

defineMutation('rotationCreate', {
  description: 'Sets up who is on call for a team.',
  input: builder.inputType('RotationCreateInput', {
    description: 'Who is on call, by rule.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      teamId: t.id({ required: true, description: 'The team; only its members take turns.' }),
      name: t.string({ required: true, description: 'Its name.' }),
      layers: t.field({ type: [LayerInput], required: true, description: 'Its seats.' }),
    }),
  }),
  returns: { rotation },
  pathOf,
  run: (desk, { id, teamId, name, layers }) =>
    desk.dispatch.createRotation({
      ...given({ id }),
      name,
      teamId: uuidOf('Team', teamId),
      layers: layers.map(layerOf),
    }),
});

defineMutation('rotationUpdate', {
  description: 'Changes a rotation. What its layers say holds for the past too.',
  input: builder.inputType('RotationUpdateInput', {
    description: 'What shall be different.',
    fields: (t) => ({
      rotationId: t.id({ required: true, description: 'The rotation.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: 'Another name.' }),
      layers: t.field({ type: [LayerInput], description: 'All seats, instead of the present.' }),
    }),
  }),
  returns: { rotation },
  conflictsOn: 'Rotation',
  pathOf,
  run: (desk, { rotationId, expectedVersion, name, layers }) =>
    desk.dispatch.updateRotation({
      ...given({ name }),
      expectedVersion,
      rotationId: uuidOf('Rotation', rotationId),
      layers: layers?.map(layerOf),
    }),
});

defineMutation('rotationOverrideCreate', {
  description: 'Puts somebody else on call for a while.',
  input: builder.inputType('RotationOverrideCreateInput', {
    description: 'Who takes which layer when.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      rotationId: t.id({ required: true, description: 'The rotation.' }),
      layerId: t.string({ required: true, description: layerId }),
      personId: t.id({ required: true, description: 'Who; a member of the team.' }),
      beginsAt: t.field({ type: DateTime, required: true, description: 'From when.' }),
      endsAt: t.field({ type: DateTime, required: true, description: 'Until when.' }),
    }),
  }),
  returns: {
    rotation,
    rotationOverride: {
      description: 'The override.',
      record: { type: RotationOverride, shape: 'RotationOverride', id: 'overrideId' },
    },
  },
  run: (desk, { id, rotationId, personId, ...input }) =>
    desk.dispatch.addOverride({
      ...given({ id }),
      ...input,
      rotationId: uuidOf('Rotation', rotationId),
      personId: uuidOf('Person', personId),
    }),
});

defineMutation('rotationOverrideRemove', {
  description: 'Takes an override back; that of a swap takes back its part of the swap.',
  input: builder.inputType('RotationOverrideRemoveInput', {
    description: 'Which override.',
    fields: (t) => ({
      overrideId: t.id({ required: true, description: 'The override.' }),
    }),
  }),
  returns: { rotation },
  run: (desk, { overrideId }) =>
    desk.dispatch.removeOverride({ overrideId: uuidOf('RotationOverride', overrideId) }),
});

const SwapPartInput = builder.inputType('SwapPartInput', {
  description: 'Time in a layer.',
  fields: (t) => ({
    layerId: t.string({ required: true, description: layerId }),
    from: t.field({ type: DateTime, required: true, description: 'From when.' }),
    to: t.field({ type: DateTime, required: true, description: 'Until when.' }),
  }),
});

const rotationSwap = {
  description: 'The swap.',
  record: { type: RotationSwap, shape: 'RotationSwap', id: 'swapId' },
} as const;

defineMutation('rotationSwapCreate', {
  description: 'Asks somebody to change time on call with you. It holds once they agree.',
  input: builder.inputType('RotationSwapCreateInput', {
    description: 'What you give for what.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      rotationId: t.id({ required: true, description: 'The rotation.' }),
      gives: t.field({ type: SwapPartInput, required: true, description: 'What you give.' }),
      personId: t.id({ required: true, description: 'Whom you ask.' }),
      takes: t.field({ type: SwapPartInput, required: true, description: 'What you take.' }),
    }),
  }),
  returns: { rotation, rotationSwap },
  // Whose time it is, is not a part of the input.
  pathOf: (path) => (path[1] === 'personId' ? path.slice(0, 1) : path),
  run: (desk, { id, rotationId, personId, ...input }) =>
    desk.dispatch.proposeSwap({
      ...given({ id }),
      ...input,
      rotationId: uuidOf('Rotation', rotationId),
      personId: uuidOf('Person', personId),
    }),
});

defineMutation('rotationSwapUpdate', {
  description: 'Agrees to a swap, which puts it into effect; declines it, or withdraws your own.',
  input: builder.inputType('RotationSwapUpdateInput', {
    description: 'What becomes of it.',
    fields: (t) => ({
      swapId: t.id({ required: true, description: 'The swap.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      answer: t.field({ type: SwapAnswer, required: true, description: 'Your answer.' }),
    }),
  }),
  returns: { rotation, rotationSwap },
  conflictsOn: 'RotationSwap',
  pathOf: (path) => (path[0] === 'gives' || path[0] === 'takes' ? [] : path),
  run: (desk, { swapId, ...input }) =>
    desk.dispatch.answerSwap({ ...input, swapId: uuidOf('RotationSwap', swapId) }),
});
