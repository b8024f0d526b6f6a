import { emptySelection, type Permission } from '@wardline/platform';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import {
  Permission as PermissionEnum,
  PersonSide,
  toPermissionName,
} from '../people/people.enums.ts';
import { loadRow } from '../reading/load.ts';
import { Person } from '../rows.ts';
import { Msp } from '../tenancy/tenancy.types.ts';

interface Viewer {
  readonly context: ApiContext;
}

const principalOf = ({ context }: Viewer) => context.desk.session.principal.principal;

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Whoever asks, as Wardline knows them.',
  fields: (t) => ({
    side: t.field({
      type: PersonSide,
      description: 'The MSP’s side or a client’s.',
      resolve: (viewer) => principalOf(viewer).side,
    }),
    person: t.field({
      type: Person,
      nullable: true,
      description: 'The person; null for an API key.',
      resolve: (viewer, _args, context, info) => {
        const { personId } = principalOf(viewer);
        return personId ? loadRow(context, info, 'Person', personId) : null;
      },
    }),
    msp: t.field({
      type: Msp,
      nullable: true,
      description: 'The MSP everything here belongs to; null for those who may not read it.',
      resolve: (viewer, _args, context, info) =>
        loadRow(context, info, 'Msp', principalOf(viewer).mspId),
    }),
    scopes: t.field({
      type: [PermissionEnum],
      nullable: true,
      description: 'What an API key is limited to; null for people.',
      resolve: (viewer) =>
        principalOf(viewer).apiKeyScopes?.map((scope: Permission) => toPermissionName(scope)) ??
        null,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Whoever asks.',
    resolve: async (_root, _args, context) => {
      // A statement that reads nothing: opening its snapshot compares the rights with the present ones,
      // so that a credential that has ended since says nothing here either.
      await context.read((session) => session.rows('Msp', [], emptySelection()));
      return { context };
    },
  }),
);
