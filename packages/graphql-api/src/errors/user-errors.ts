import type { PlatformRefusal } from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import { Node } from '../node/node.type.ts';
import { loadRow } from '../reading/load.ts';

// Expected refusals are data: every mutation answers with them beside its record. What they have in
// common is the interface; the types add what helps to go on.

/** A refusal on its way out, with what its type needs to know. */
export interface UserErrorFacts {
  readonly refusal: PlatformRefusal;
}

export const UserError = builder.interfaceRef<UserErrorFacts>('UserError').implement({
  description: 'Why a mutation did not do what it was asked. Nothing was written.',
  resolveType: ({ refusal }) => typeOf(refusal),
  fields: (t) => ({
    code: t.string({
      description: 'Stable, for programs: e.g. `TEXT_TOO_LONG`, `VERSION_CONFLICT`.',
      resolve: ({ refusal }) => refusal.code,
    }),
    message: t.string({
      description: 'For people: what is wrong and what to do. May be reworded at any time.',
      resolve: ({ refusal }) => refusal.message,
    }),
    path: t.stringList({
      description:
        'The input field it is about, outermost first, beginning with `input`; empty for none.',
      resolve: ({ refusal }) =>
        refusal.path.length === 0 ? [] : ['input', ...refusal.path.map(String)],
    }),
  }),
});

const simple = (name: string, description: string) =>
  builder.objectRef<UserErrorFacts>(name).implement({ description, interfaces: [UserError] });

simple(
  'ValidationFailed',
  'A value is not acceptable: `path` says which, `message` what would be.',
);
simple(
  'NotFound',
  'An id names nothing that you can use here. Absent, foreign and hidden records get this same answer.',
);
simple('Forbidden', 'You see the record, but your roles do not let you do this.');

const Blocker = builder
  .objectRef<{ code: string; message: string }>('TransitionBlocker')
  .implement({
    description: 'What stands in the way of a transition.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Stable, for programs.' }),
      message: t.exposeString('message', { description: 'What would have to be true.' }),
    }),
  });

export { Blocker as TransitionBlocker };

type TransitionFacts = UserErrorFacts & {
  readonly refusal: Extract<PlatformRefusal, { blockedBy: unknown }>;
};

builder.objectRef<TransitionFacts>('TransitionRefused').implement({
  description: 'The ticket cannot go to that state now.',
  interfaces: [UserError],
  fields: (t) => ({
    from: t.string({ description: 'The state it is in.', resolve: (e) => e.refusal.from }),
    to: t.string({ description: 'The state it was to go to.', resolve: (e) => e.refusal.to }),
    blockedBy: t.field({
      type: [Blocker],
      description: 'Why not; at least one reason.',
      resolve: (e) => [...e.refusal.blockedBy],
    }),
  }),
});

type ConflictFacts = UserErrorFacts & {
  readonly refusal: Extract<PlatformRefusal, { current: number }>;
  readonly recordShape?: string;
};

builder.objectRef<ConflictFacts>('VersionConflict').implement({
  description:
    'The record changed since you read it. Look at `current`, and send its version if you still want to.',
  interfaces: [UserError],
  fields: (t) => ({
    currentVersion: t.int({
      description: 'The version it has now.',
      resolve: (e) => e.refusal.current,
    }),
    current: t.field({
      type: Node,
      nullable: true,
      description: 'The record as it is now.',
      resolve: async ({ recordShape, refusal }, _args, context, info: GraphQLResolveInfo) => {
        if (!recordShape) return null;
        const row = await loadRow(context, info, recordShape as 'Ticket', refusal.recordId, [
          recordShape,
        ]);
        return row && { ...row, $type: recordShape };
      },
    }),
  }),
});

function typeOf(refusal: PlatformRefusal): string {
  if ('blockedBy' in refusal) return 'TransitionRefused';
  if ('current' in refusal) return 'VersionConflict';
  if (refusal.code === 'NOT_FOUND') return 'NotFound';
  return FORBIDDEN.has(refusal.code) ? 'Forbidden' : 'ValidationFailed';
}

const FORBIDDEN = new Set([
  'FORBIDDEN',
  'MORE_THAN_OWN',
  'NEVER_FOR_API_KEYS',
  'DENIED_BY_GRANT',
  'NO_GRANT',
  'LAST_MSP_ADMIN',
]);
