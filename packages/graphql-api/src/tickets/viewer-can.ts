import {
  emptySelection,
  everyRow,
  type Permission,
  permissionsOn,
  type Row,
  type RowList,
  rowsOf,
  type Selection,
  teamMembersOf,
} from '@wardline/platform';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';

const ACTIONS = {
  update: ['ticket:update', 'Change its fields.'],
  transition: ['ticket:transition', 'Take it to another state.'],
  work: ['ticket:work', 'Take it along as those who do the work, not as who asks.'],
  assign: ['ticket:assign', 'Assign it, and hand it over.'],
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

/** What is asked of a ticket to know what its reader may do to it. */
export const RIGHTS_COLUMNS = ['type', 'requesterId', 'teamId', 'clinicId', 'confidential'];

export function selectRights(selection: Selection, { desk }: ApiContext): void {
  const me = { id: { eq: desk.session.principal.principal.actor.id } };
  selection.one.set('$clinic', {
    relation: 'clinic',
    selection: emptySelection('organizationId', 'staffTicketVisibility'),
    internal: true,
  });
  const person = emptySelection('id');
  selection.many.set('$watching', everyRow('watchers', person, { filter: me, internal: true }));
}

/** All that its reader may do to a ticket: the same decision the mutations take. */
export function rightsOf(row: Row, { desk, now }: ApiContext): readonly Permission[] {
  const { principal } = desk.session.principal;
  const { personId } = principal;
  const clinic = row.$clinic as Row | null;
  const watches = rowsOf(row.$watching as RowList).length > 0;
  return permissionsOn(
    principal,
    {
      clinicId: row.clinicId as never,
      organizationId: (clinic?.organizationId ?? null) as never,
      requesterId: row.requesterId as string | null,
      ownerIds: watches && personId !== null ? [personId] : [],
      teamMemberIds: teamMembersOf(desk.session.principal, row.teamId as string | null),
      shared: row.confidential === false && clinic?.staffTicketVisibility === 'CLINIC',
    },
    now,
  );
}

/** Whether its reader acts as those who do the work, not as who asks. */
export function isForDesk(row: Row, context: ApiContext): boolean {
  const { side } = context.desk.session.principal.principal;
  if (side === 'PROVIDER') return true;
  // A change is the provider's to take along, who see what else it touches.
  return row.type !== 'CHANGE' && rightsOf(row, context).includes('ticket:work');
}

/** `viewerCan` of a ticket. */
export function viewerCanField(t: Fields) {
  return t.field({
    type: TicketViewerCan,
    description: 'What you may do to it.',
    extensions: readsExtension({ columns: RIGHTS_COLUMNS, extend: selectRights }),
    resolve: (row: Row, _args: object, context: ApiContext) => {
      const held = new Set(rightsOf(row, context));
      if (!isForDesk(row, context)) held.delete('ticket:work');
      return held;
    },
  });
}
