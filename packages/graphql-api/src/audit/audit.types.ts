import type { Row } from '@wardline/platform';
import { describedEnum } from '../builder.ts';
import { AuditFilter, AuditOrder } from '../filters.ts';
import { globalIdOfAny } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { listQuery } from '../reading/list-query.ts';
import { readsExtension } from '../reading/reads.ts';
import { AuditEntry, Clinic } from '../rows.ts';
import { DateTime } from '../scalars.ts';

const ActorKind = describedEnum('ActorKind', 'Who acts.', {
  MEMBER: 'A person.',
  API_KEY: 'An integration.',
  SERVICE: 'Wardline itself.',
});

const ACTOR_TYPES = { MEMBER: 'Person', API_KEY: 'ApiKey', SERVICE: 'Msp' } as const;
type ActorKindName = keyof typeof ACTOR_TYPES;

AuditEntry.implement({
  description: 'Who did what to which record, when, under which authority. Append-only.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'AuditEntry'),
    at: column(t, 'at', DateTime, { description: 'When.' }),
    actorKind: column(t, 'actorKind', ActorKind, { description: 'Who, as a kind.' }),
    actorId: t.id({
      description:
        'Who: the id of the person, the API key, or (Wardline itself) the MSP. `node` answers it to those who may read it.',
      extensions: readsExtension({ columns: ['actorKind', 'actorId'] }),
      resolve: (row: Row) =>
        globalIdOfAny(ACTOR_TYPES[row.actorKind as ActorKindName], row.actorId as string),
    }),
    action: column(t, 'action', 'String', { description: 'What: the event, in the past tense.' }),
    recordType: column(t, 'recordType', 'String', { description: 'To what kind of record.' }),
    recordId: t.id({
      description:
        'To which record: its id. `node` answers it to those who may read it, while it is there.',
      extensions: readsExtension({ columns: ['recordType', 'recordId'] }),
      resolve: (row: Row) => globalIdOfAny(row.recordType as string, row.recordId as string),
    }),
    clinic: one(t, 'clinic', Clinic, { description: 'In which clinic, if in one.' }),
    requestId: column(t, 'requestId', 'String', { description: 'In which request.' }),
    authority: column(t, 'authority', 'String', {
      description: 'The permission that was checked and the role that gave it.',
    }),
    facts: t.string({
      description: 'Further facts (ids, states, names of fields; never free text), as JSON.',
      extensions: readsExtension({ columns: ['facts'] }),
      resolve: (row: Row) => JSON.stringify(row.facts),
    }),
  }),
});

listQuery('auditEntries', AuditEntry, 'AuditEntry', {
  description: 'The audit trail of where you may audit, latest first; empty for all others.',
  filter: AuditFilter,
  orderBy: AuditOrder,
});
