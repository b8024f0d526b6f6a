import type { ClinicId, PersonId, TeamId } from '@wardline/kernel';
import type { Domain } from '@wardline/ticket-core';
import { createPerson } from '../people/create-person.ts';
import { createTeam } from '../tenancy/create-team.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ImportRecordEntity } from './import-record.entity.ts';
import type { IncidentRow } from './incident-row.ts';

/** Who the names in the log are here; null for a name the log does not know. */
export interface Names {
  readonly person: (name: string | null) => PersonId | null;
  readonly caller: (name: string | null) => PersonId | null;
  readonly team: (name: string | null) => TeamId | null;
}

interface Named {
  readonly type: 'person' | 'caller' | 'team';
  readonly name: string;
  readonly externalId: string;
}

/**
 * The people and teams an incident's rows name: those of earlier imports, and new ones for names not
 * met before. A caller is a contact of one clinic; who calls from two clinics is two contacts, because
 * a clinic's people are nothing another clinic may see.
 */
export async function resolveNames(
  uow: UnitOfWork,
  rows: readonly IncidentRow[],
  home: { readonly source: string; readonly clinicId: ClinicId; readonly domain: Domain },
): Promise<Names> {
  const wanted = namedIn(rows, home.clinicId);
  const { mspId } = uow.session.principal.principal;
  const { source } = home;
  const records = await uow.em.find(ImportRecordEntity, {
    mspId,
    source,
    externalType: { $in: ['person', 'caller', 'team'] },
    externalId: { $in: [...new Set(wanted.map((each) => each.externalId))] },
  });
  const ids = new Map(records.map((r) => [`${r.externalType} ${r.externalId}`, r.recordId]));
  for (const each of wanted) {
    const key = `${each.type} ${each.externalId}`;
    if (ids.has(key)) continue;
    const recordId = await create(uow, each, home);
    ids.set(key, recordId);
    uow.em.create(
      ImportRecordEntity,
      {
        mspId,
        source,
        externalType: each.type,
        externalId: each.externalId,
        recordId,
        digest: '',
        importedAt: uow.now,
      },
      { persist: true },
    );
  }
  const find = (type: Named['type'], externalId: string | null) =>
    externalId === null ? null : (ids.get(`${type} ${externalId}`) ?? null);
  return {
    person: (name) => find('person', name) as PersonId | null,
    caller: (name) => find('caller', name && atClinic(name, home.clinicId)) as PersonId | null,
    team: (name) => find('team', name) as TeamId | null,
  };
}

const atClinic = (name: string, clinicId: string) => `${name}@${clinicId}`;

function namedIn(rows: readonly IncidentRow[], clinicId: string): Named[] {
  const found = new Map<string, Named>();
  const add = (type: Named['type'], name: string | null, externalId = name) => {
    if (name === null || externalId === null) return;
    found.set(`${type} ${externalId}`, { type, name, externalId });
  };
  for (const row of rows) {
    add('caller', row.caller, row.caller && atClinic(row.caller, clinicId));
    add('person', row.openedBy);
    add('person', row.assignee);
    add('team', row.group);
  }
  return [...found.values()];
}

async function create(
  uow: UnitOfWork,
  { type, name }: Named,
  { clinicId, domain }: { readonly clinicId: ClinicId; readonly domain: Domain },
): Promise<string> {
  // A refusal of what joins the transaction ends it: there is always a value here.
  const session = { ...uow.session, joins: uow };
  if (type === 'team') {
    const team = await createTeam(session, { name, domain, side: 'PROVIDER' });
    return team.ok ? team.value.teamId : never();
  }
  const person = await createPerson(session, {
    displayName: name,
    ...(type === 'caller' ? { side: 'CLIENT', clinicId } : { side: 'PROVIDER' }),
  });
  return person.ok ? person.value.personId : never();
}

function never(): never {
  throw new TypeError('A refusal did not end the transaction it joined.');
}
