import type { Coverage, OnCall, Shift } from '@wardline/platform';
import { ReadRefused, type Row, type Selection } from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { toGlobalId } from '../node/global-id.ts';
import type { Fields } from '../reading/fields.ts';
import { type AskedField, readsExtension } from '../reading/reads.ts';
import { Rotation, Team } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { ShiftReason, UncoveredReason } from './dispatch.enums.ts';
import {
  memberRows,
  rotationRow,
  rotationRows,
  type Span,
  selectMembers,
  selectRotation,
  selectRotations,
} from './team-selection.ts';

const DAY = 86_400_000;
const MAX_DAYS = 92;
const person = (id: string) => toGlobalId('Person', id);
const layerIds = 'The layers, by their ids in the rotation.';
const from = 'From when.';
const to = 'Until when; not part of it.';

const ShiftType = builder.objectRef<Shift>('OnCallShift').implement({
  description: 'A stretch of time in which one person holds one layer.',
  fields: (t) => ({
    layerId: t.exposeString('layerId', { description: 'The layer, by its id in the rotation.' }),
    tier: t.exposeInt('tier', { description: 'Who is called first: 1.' }),
    personId: t.id({ description: 'Who: id of a `Person`.', resolve: (s) => person(s.personId) }),
    from: t.field({ type: DateTime, description: from, resolve: (s) => s.from }),
    to: t.field({ type: DateTime, description: to, resolve: (s) => s.to }),
    reason: t.field({ type: ShiftReason, description: 'Why they.', resolve: (s) => s.reason.code }),
    turn: t.int({
      nullable: true,
      description: 'Which turn of the layer, from 0; null for an exception.',
      resolve: (s) => (s.reason.code === 'TURN' ? s.reason.turn : null),
    }),
    insteadOfId: t.id({
      nullable: true,
      description: 'Whose turn it would be; null if it is theirs, or nobody’s.',
      resolve: ({ reason }) =>
        reason.code === 'TURN' || reason.instead === null ? null : person(reason.instead),
    }),
  }),
});

const OnCallPerson = builder.objectRef<OnCall['people'][number]>('OnCallPerson').implement({
  description: 'Somebody who is on call.',
  fields: (t) => ({
    shift: t.field({ type: ShiftType, description: 'Since when and why.', resolve: (p) => p }),
    absent: t.boolean({
      description: 'Whether they are away: ask the next.',
      resolve: (p) => p.absent !== null,
    }),
  }),
});

const Uncovered = builder.objectRef<OnCall['uncovered'][number]>('UncoveredLayer').implement({
  description: 'A layer that has nobody.',
  fields: (t) => ({
    layerId: t.exposeString('layerId', { description: 'The layer, by its id in the rotation.' }),
    reason: t.field({ type: UncoveredReason, description: 'Why.', resolve: (u) => u.reason }),
  }),
});

const OnCallType = builder.objectRef<OnCall>('OnCall').implement({
  description: 'Who answers at an instant.',
  fields: (t) => ({
    at: t.field({ type: DateTime, description: 'The instant.', resolve: (o) => o.at }),
    firstId: t.id({
      nullable: true,
      description: 'The first to be called who is not away: id of a `Person`.',
      resolve: (o) => (o.first === null ? null : person(o.first)),
    }),
    people: t.field({
      type: [OnCallPerson],
      description: 'Everybody on call, the first tier first.',
      resolve: (o) => [...o.people],
    }),
    uncovered: t.field({
      type: [Uncovered],
      description: 'Layers that have nobody, and why.',
      resolve: (o) => [...o.uncovered],
    }),
  }),
});

const Gap = builder.objectRef<Coverage['gaps'][number]>('CoverageGap').implement({
  description: 'A time in which nobody of a tier is on call.',
  fields: (t) => ({
    tier: t.exposeInt('tier', { description: 'The tier.' }),
    from: t.field({ type: DateTime, description: from, resolve: (g) => g.from }),
    to: t.field({ type: DateTime, description: to, resolve: (g) => g.to }),
  }),
});

type Clash = Span & { readonly layerIds: readonly string[]; readonly personId?: string };
const ClashType = builder.objectRef<Clash>('CoverageOverlap').implement({
  description: 'A time in which several layers are on call at once.',
  fields: (t) => ({
    layerIds: t.stringList({ description: layerIds, resolve: (c) => [...c.layerIds] }),
    personId: t.id({
      nullable: true,
      description: 'The one person who holds all of them, if that is the matter.',
      resolve: (c) => (c.personId === undefined ? null : person(c.personId)),
    }),
    from: t.field({ type: DateTime, description: from, resolve: (c) => c.from }),
    to: t.field({ type: DateTime, description: to, resolve: (c) => c.to }),
  }),
});

const Away = builder.objectRef<Coverage['absent'][number]>('CoverageAbsence').implement({
  description: 'A time in which whoever is on call is away.',
  fields: (t) => ({
    personId: t.id({ description: 'Who: id of a `Person`.', resolve: (a) => person(a.personId) }),
    layerId: t.exposeString('layerId', { description: 'The layer, by its id in the rotation.' }),
    kind: t.exposeString('kind', { description: 'Why they are away.' }),
    from: t.field({ type: DateTime, description: from, resolve: (a) => a.from }),
    to: t.field({ type: DateTime, description: to, resolve: (a) => a.to }),
  }),
});

const CoverageType = builder.objectRef<Coverage>('RotationCoverage').implement({
  description: 'What is wrong with who is on call; empty lists: nothing.',
  fields: (t) => ({
    gaps: t.field({ type: [Gap], description: 'Nobody.', resolve: (c) => [...c.gaps] }),
    overlaps: t.field({
      type: [ClashType],
      description: 'Several of one tier.',
      resolve: (c) => [...c.overlaps],
    }),
    doubleBooked: t.field({
      type: [ClashType],
      description: 'One person in several layers.',
      resolve: (c) => [...c.doubleBooked],
    }),
    absent: t.field({
      type: [Away],
      description: 'Somebody who is away.',
      resolve: (c) => [...c.absent],
    }),
  }),
});

type Args = Readonly<Record<string, unknown>>;

const instantOf = (args: Args, { now }: ApiContext) => (args.at as number | null) ?? now;
const momentOf = (args: Args, context: ApiContext): Span => {
  const at = instantOf(args, context);
  return { from: at, to: at + 1 };
};
function spanOf(args: Args, { now }: ApiContext): Span {
  const days = (args.days as number | null) ?? 14;
  if (days < 1 || days > MAX_DAYS) {
    const message = `Ask for 1 to ${MAX_DAYS} days.`;
    throw new ReadRefused({ code: 'SPAN_INVALID', message, path: ['days'] });
  }
  const begin = (args.from as number | null) ?? now;
  return { from: begin, to: begin + days * DAY };
}

/** A field that is worked out from a rotation, or from all of a team, over a span of time. */
function worked(
  t: Fields,
  type: unknown,
  description: string,
  args: object,
  span: (args: Args, context: ApiContext) => Span,
  select: (into: Selection, key: string, span: Span) => void,
  answer: (row: Row, key: string, span: Span, context: ApiContext) => unknown,
) {
  return t.field({
    type,
    description,
    args,
    extensions: readsExtension({
      extend: (into: Selection, context: ApiContext, { key, args: asked }: AskedField) =>
        select(into, key, span(asked(), context)),
    }),
    resolve: (row: Row, asked: Args, context: ApiContext, info: GraphQLResolveInfo) =>
      answer(row, String(info.path.key), span(asked, context), context),
  });
}

function selectWithTeam(into: Selection, key: string, span: Span) {
  selectRotation(into, key, span);
  const team = { columns: new Set<string>(), one: new Map(), many: new Map() };
  selectMembers(team, key, span);
  into.one.set(`$team ${key}`, { relation: 'team', selection: team, internal: true });
}

const compiled = (row: Row, key: string, { wardline }: ApiContext) =>
  wardline.dispatch.rotation(
    rotationRow(row, key),
    memberRows((row[`$team ${key}`] ?? {}) as Row, key),
  );

const atArg = (t: Fields) => ({
  at: t.arg({ type: DateTime, description: 'When; left out: now.' }),
});
const spanArgs = (t: Fields) => ({
  from: t.arg({ type: DateTime, description: 'From when; left out: now.' }),
  days: t.arg.int({ description: `For how many times 24 hours, 1 to ${MAX_DAYS}; left out: 14.` }),
});

builder.objectFields(Rotation, (t) => ({
  onCall: worked(
    t,
    OnCallType,
    'Who is on call.',
    atArg(t),
    momentOf,
    selectWithTeam,
    (row, key, { from: at }, context) => compiled(row, key, context).onCallAt(at),
  ),
  shifts: worked(
    t,
    [ShiftType],
    'Who is on call when, exceptions included, by time; cut to the span.',
    spanArgs(t),
    spanOf,
    selectWithTeam,
    (row, key, span, context) => compiled(row, key, context).shifts(span.from, span.to),
  ),
  coverage: worked(
    t,
    CoverageType,
    'Where nobody is on call, several are, or somebody who is away.',
    spanArgs(t),
    spanOf,
    selectWithTeam,
    (row, key, span, context) => compiled(row, key, context).coverage(span.from, span.to),
  ),
}));

function selectTeam(into: Selection, key: string, span: Span) {
  selectRotations(into, key, span);
  selectMembers(into, key, span);
}

builder.objectFields(Team, (t) => ({
  onCall: worked(
    t,
    [OnCallType],
    'Who is on call, rotation by rotation.',
    atArg(t),
    momentOf,
    selectTeam,
    (row, key, { from: at }, { wardline }) => {
      const members = memberRows(row, key);
      return rotationRows(row, key).map((each) =>
        wardline.dispatch.rotation(each, members).onCallAt(at),
      );
    },
  ),
  onCallShifts: worked(
    t,
    [ShiftType],
    'Who is on call when, over all rotations, exceptions included.',
    spanArgs(t),
    spanOf,
    selectTeam,
    (row, key, span, { wardline }) => {
      const members = memberRows(row, key);
      return rotationRows(row, key)
        .flatMap((each) => wardline.dispatch.rotation(each, members).shifts(span.from, span.to))
        .sort((a, b) => a.from - b.from || a.tier - b.tier);
    },
  ),
}));
