// The row-level-security vocabulary. Every setting is read in a sub-select, so that PostgreSQL
// evaluates it once a statement, and an unset or empty setting is nobody: no row, no write.
import type { PolicyDef } from '@mikro-orm/core';

const setting = (name: string) => `(select nullif(current_setting('app.${name}', true), ''))`;
// The comparison inside of the sub-select makes it a yes or no, of which the planner expects either. Of a setting
// compared outside it would expect next to no rows to pass, and rather sort all there are than read them in order.
const settingIs = (name: string, value: string) =>
  `(select coalesce(current_setting('app.${name}', true) = '${value}', false))`;
const uuidSetting = (name: string) =>
  `(select nullif(current_setting('app.${name}', true), '')::uuid)`;
// The cast outside of the sub-select makes it a value to search in rather than rows to compare with.
const uuidListSetting = (name: string) => `(${setting(name)})::uuid[]`;

/** The tenant. */
export const msp = uuidSetting('msp_id');
/** The person (or API key) that acts. */
export const me = uuidSetting('actor_id');
/** The MSP's own people and services, as opposed to its clients' people. */
export const isProvider = settingIs('side', 'PROVIDER');
/** Unlimited inside the MSP: no clinic is out of scope. */
export const allClinics = settingIs('all_clinics', 'on');
/** Provider-side and unlimited: who configures the MSP. */
export const wholeMsp = `(${isProvider} and ${allClinics})`;
/** The credential being presented, before anybody is signed in. */
export const presentedKey = uuidSetting('presented_key');

export type ClinicScope = 'known' | 'staff' | 'shared' | 'full';

/** The clinics the principal has at least this much to do with. */
export const clinicsOf = (scope: ClinicScope) => uuidListSetting(`${scope}_clinics`);

/** The row's clinic is one the principal has at least this much to do with. */
export const inClinics = (scope: ClinicScope, column = 'clinic_id') =>
  `(${allClinics} or ${column} = any(${clinicsOf(scope)}))`;

/** The row's organization is one the principal has a grant over, or works for a clinic of. */
export const inOrganizations = (scope: 'known' | 'full', column = 'organization_id') =>
  `(${allClinics} or ${column} = any(${uuidListSetting(`${scope}_organizations`)}))`;

/**
 * The row hangs on a ticket that the principal may read: a provider's by its clinic, everybody else's by
 * the ticket itself, which may be confidential, or a problem behind others' tickets. Asked of each row by
 * its ticket's key: without the offset the planner gathers every ticket the reader may see beforehand.
 */
export const withItsTicket = (table: string) =>
  `((${isProvider} and ${inClinics('full')}) or exists (select 1 from ticket t
  where t.msp_id = ${table}.msp_id and t.id = ${table}.ticket_id offset 0))`;

/** Of a ticket's team: it is a clinic's own or a vendor's, and the principal is in it. */
export const isTheirTeam = (column: string) => `${column} = any(${uuidListSetting('teams')})`;

const walledBy = (column: string) => `${column} = ${msp}`;

/** The first wall: restrictive, so that no permissive policy added later can widen it. */
export const wall = (expression = walledBy('msp_id')): PolicyDef => ({
  name: 'wall',
  command: 'all',
  type: 'restrictive',
  using: expression,
  check: expression,
});

export interface RowRules {
  readonly select: string;
  readonly insert?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** Row-level security for one table: the wall, and one permissive policy per command. */
export function walled(rules: RowRules, wallExpression?: string) {
  const policies: PolicyDef[] = [
    wall(wallExpression),
    { name: 'read', command: 'select', using: rules.select },
  ];
  if (rules.insert) policies.push({ name: 'add', command: 'insert', check: rules.insert });
  if (rules.update) {
    policies.push({ name: 'change', command: 'update', using: rules.update, check: rules.update });
  }
  if (rules.delete) policies.push({ name: 'remove', command: 'delete', using: rules.delete });
  return { rowLevelSecurity: 'force' as const, policies };
}
