import {
  emptySelection,
  type Permission,
  permissionsOn,
  type Row,
  type RowList,
  rowsOf,
} from '@wardline/platform';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';

const ACTIONS = {
  update: ['ticket:update', 'Change its fields.'],
  transition: ['ticket:transition', 'Take it to another state.'],
  assign: ['ticket:assign', 'Assign it.'],
  reply: ['ticket:reply', 'Reply publicly.'],
  note: ['ticket:note', 'Write internal notes.'],
  logWork: ['ticket:worklog', 'Log work.'],
  link: ['ticket:link', 'Link, merge and split it.'],
  doTasks: ['ticket:task', 'Do and sign its tasks.'],
  approve: ['ticket:approve', 'Ask for approval, and approve if asked.'],
  rate: ['ticket:rate', 'Rate it, if it is yours.'],
  watch: ['ticket:watch', 'Add and remove watchers.'],
} as const satisfies Record<string, readonly [Permission, string]>;

const TicketViewerCan = builder.objectRef<ReadonlySet<Permission>>('TicketViewerCan').implement({
  description: 'What you may do to a ticket: the same decision the mutations take.',
  fields: (t) =>
    Object.fromEntries(
      Object.entries(ACTIONS).map(([name, [permission, description]]) => [
        name,
        t.boolean({ description, resolve: (held) => held.has(permission) }),
      ]),
    ),
});

/** `viewerCan` of a ticket. */
export function viewerCanField(t: Fields) {
  return t.field({
    type: TicketViewerCan,
    description: 'What you may do to it.',
    extensions: readsExtension({
      columns: ['requesterId', 'clinicId', 'confidential'],
      extend: (selection, { desk }) => {
        selection.one.set('$clinic', {
          relation: 'clinic',
          selection: emptySelection('organizationId', 'staffTicketVisibility'),
          internal: true,
        });
        selection.many.set('$watching', {
          relation: 'watchers',
          page: { first: 1, filter: { id: { eq: desk.session.principal.principal.actor.id } } },
          selection: emptySelection('id'),
          wantsCursors: false,
          wantsTotal: false,
        });
      },
    }),
    resolve: (row: Row, _args: object, { desk, now }: ApiContext) => {
      const { principal } = desk.session.principal;
      const clinic = row.$clinic as Row | null;
      const watches = rowsOf(row.$watching as RowList).length > 0;
      const shared = row.confidential === false && clinic?.staffTicketVisibility === 'CLINIC';
      const permissions = permissionsOn(
        principal,
        {
          clinicId: row.clinicId as never,
          organizationId: (clinic?.organizationId ?? null) as never,
          requesterId: row.requesterId as string | null,
          ownerIds: watches && principal.personId ? [principal.personId] : [],
          shared,
        },
        now,
      );
      return new Set(permissions);
    },
  });
}
