import { isUuid, type PersonId } from '@wardline/kernel';
import type { AssetFact, LocationFact, PriorityMatrix, TeamFact } from '@wardline/ticket-core';
import { belongsTo } from '../people/person-places.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** What an opening names. */
export interface NamedByOpening {
  readonly clinicId: string;
  readonly personIds: readonly (string | null | undefined)[];
  readonly assetIds: readonly string[];
  readonly locationId: string | null | undefined;
  readonly teamId: string | null | undefined;
}

/** Of what an opening names, what the caller may name for a ticket of this clinic. */
export interface OpeningFacts {
  readonly clinic: Pick<ClinicRow, 'id' | 'organizationId' | 'calendarId' | 'timeZone'>;
  readonly people: readonly PersonId[];
  readonly assets: readonly AssetFact[];
  readonly location: LocationFact | null;
  readonly team: TeamFact | null;
  /** Null: the default one. */
  readonly priorityMatrix: PriorityMatrix | null;
}

// As `ticket.facts.ts` reads them one by one; here in one statement, because tickets are opened often.
const FACTS = `
select json_build_object(
  'clinic', json_build_object('id', c.id, 'organizationId', c.organization_id,
    'calendarId', c.calendar_id, 'timeZone', c.time_zone),
  'people', (select coalesce(json_agg(p.id), '[]') from person p
    where p.msp_id = c.msp_id and p.id = any($3::uuid[]) and p.active
      and ${belongsTo('p', { id: 'c.id', organizationId: 'c.organization_id' })}),
  'assets', (select coalesce(json_agg(json_build_object('id', a.id, 'clinicId', a.clinic_id,
      'criticality', a.criticality)), '[]') from asset a
    where a.msp_id = c.msp_id and a.id = any($4::uuid[])),
  'location', (select json_build_object('id', l.id, 'clinicId', l.clinic_id) from location l
    where l.msp_id = c.msp_id and l.id = $5::uuid),
  'team', (select json_build_object('id', t.id, 'memberIds',
      (select coalesce(json_agg(m.person_id), '[]') from team_member m
        where m.msp_id = t.msp_id and m.team_id = t.id)) from team t
    where t.msp_id = c.msp_id and t.id = $6::uuid and (t.clinic_id is null or t.clinic_id = c.id)),
  'priorityMatrix', (select m.priority_matrix from msp m where m.id = c.msp_id)
) as facts
from clinic c where c.msp_id = $1::uuid and c.id = $2::uuid`;

/** Loads them as the caller sees them; null if there is no such clinic. */
export async function loadOpeningFacts(
  uow: UnitOfWork,
  { clinicId, personIds, assetIds, locationId, teamId }: NamedByOpening,
): Promise<OpeningFacts | null> {
  const { mspId } = uow.session.principal.principal;
  const [row] = await uow.run<{ facts: OpeningFacts }>(FACTS, [
    mspId,
    uuidOr(clinicId),
    [...new Set(personIds.filter(isId))],
    [...new Set(assetIds.filter(isId))],
    uuidOr(locationId),
    uuidOr(teamId),
  ]);
  return row ? row.facts : null;
}

const isId = (id: string | null | undefined): id is string => typeof id === 'string' && isUuid(id);
const uuidOr = (id: string | null | undefined) => (isId(id) ? id : null);
