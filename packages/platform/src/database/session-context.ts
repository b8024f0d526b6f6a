import { isUuid } from '@wardline/kernel';
import { APP_ROLE } from './app-role.ts';

/** What row-level security knows of a session. Everything absent means "nobody". */
export interface SessionContext {
  readonly mspId: string | null;
  readonly actorId: string | null;
  readonly side: 'PROVIDER' | 'CLIENT' | null;
  readonly allClinics: boolean;
  readonly knownClinics: readonly string[];
  readonly staffClinics: readonly string[];
  readonly sharedClinics: readonly string[];
  readonly fullClinics: readonly string[];
  readonly knownOrganizations: readonly string[];
  readonly fullOrganizations: readonly string[];
  /** Of the client's side: the clinics' own and vendors' teams they are in. */
  readonly teams: readonly string[];
  /** The credential being presented, while nobody is signed in yet. */
  readonly presentedKey: string | null;
}

export const NOBODY: SessionContext = {
  mspId: null,
  actorId: null,
  side: null,
  allClinics: false,
  knownClinics: [],
  staffClinics: [],
  sharedClinics: [],
  fullClinics: [],
  knownOrganizations: [],
  fullOrganizations: [],
  teams: [],
  presentedKey: null,
};

/** The settings a context becomes. Each is always set, so that nothing of an earlier session stays. */
export function contextVariables(context: SessionContext): Record<string, string> {
  return {
    'app.msp_id': uuid(context.mspId),
    'app.actor_id': uuid(context.actorId),
    'app.side': context.side ?? '',
    'app.all_clinics': context.allClinics ? 'on' : '',
    'app.known_clinics': uuids(context.knownClinics),
    'app.staff_clinics': uuids(context.staffClinics),
    'app.shared_clinics': uuids(context.sharedClinics),
    'app.full_clinics': uuids(context.fullClinics),
    'app.known_organizations': uuids(context.knownOrganizations),
    'app.full_organizations': uuids(context.fullOrganizations),
    'app.teams': uuids(context.teams),
    'app.presented_key': uuid(context.presentedKey),
  };
}

/**
 * One statement that sets role and context for the current transaction; no value needs binding. What
 * is empty is left unset, which the policies read as nobody: settings end with their transaction.
 */
export function contextStatement(context: SessionContext): string {
  const given = Object.entries(contextVariables(context)).filter(
    ([, value]) => value !== '' && value !== '{}',
  );
  const settings = given.map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${[`set_config('role', '${APP_ROLE}', true)`, ...settings].join(', ')}`;
}

function uuid(value: string | null): string {
  if (value === null) return '';
  if (!isUuid(value)) throw new TypeError('A session context holds UUIDs only.');
  return value;
}

const uuids = (values: readonly string[]) => `{${values.map(uuid).join(',')}}`;
