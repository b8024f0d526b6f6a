import { err, ok, type Refusal, refusal } from '@wardline/kernel';
import { authorize } from '../../access/authorize.ts';
import { mayChangeIdentities } from '../../access/may-change-identity.ts';
import { checkName } from '../../checks.ts';
import type { PlatformRefusal } from '../../refusals.ts';
import type { Session } from '../../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../../unit-of-work.ts';
import { type CheckedContact, checkContacts, duplicate } from './check-contact.ts';
import { type ContactInput, type ContactResult, MAX_CONTACTS } from './contact.ts';
import { externalIdForbidden, keepsExternalIds, loadContactFacts } from './contact-facts.ts';
import { decideContact } from './decide-contact.ts';
import { type Planned, saveContacts } from './save-contacts.ts';

export interface UpsertContacts {
  /** 1 to 500. */
  readonly contacts: readonly ContactInput[];
  /** Which system the external ids are of. Default: `contacts`. */
  readonly source?: string | undefined;
  /** Everything is decided and tried, and taken back. Default: false. */
  readonly dryRun?: boolean | undefined;
}

export interface UpsertedContacts {
  /** In the order of the request; the four counts add up to their number. */
  readonly results: readonly ContactResult[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

const DRY_RUN = 'DRY_RUN';
const RACED = 'PEOPLE_CHANGED';
const MAX_ATTEMPTS = 3;

/**
 * Makes clients' people known as another system knows them, brings them up to date, or lets them leave.
 * Each contact is answered by itself, with the permission `createPerson` takes; what is refused stands in
 * nobody's way. Somebody who is at home elsewhere is affiliated with the place the contact names; what
 * has left is deactivated at home, and its affiliation ended elsewhere. Sending what went in again changes
 * nothing; what was refused for an address may go in then, if this very request has freed the address.
 */
export async function upsertContacts(
  session: Session,
  input: UpsertContacts,
): Promise<WorkResult<UpsertedContacts>> {
  for (let attempt = 1; ; attempt++) {
    const result = await upsert(session, input);
    const raced = !result.ok && (result.error.code === RACED || isTaken(result.error));
    if (!raced || attempt === MAX_ATTEMPTS || session.joins) return result;
  }
}

/** An address or external id somebody else took while this was being decided. */
const isTaken = ({ code }: PlatformRefusal) => code === 'ALREADY_EXISTS';

async function upsert(
  session: Session,
  { contacts, source = 'contacts', dryRun = false }: UpsertContacts,
): Promise<WorkResult<UpsertedContacts>> {
  let tried: UpsertedContacts | null = null;
  const result = await unitOfWork<UpsertedContacts>(session, async (uow) => {
    if (contacts.length === 0 || contacts.length > MAX_CONTACTS) {
      const message = `A request carries 1 to ${MAX_CONTACTS} contacts.`;
      return err(refusal('CONTACTS_OUT_OF_RANGE', message, ['contacts']));
    }
    if (dryRun && session.joins) {
      const message = 'A dry run takes everything back; call it outside of together().';
      return err(refusal('DRY_RUN_NOT_JOINABLE', message, ['dryRun']));
    }
    const named = checkName(source, 'source');
    if (!named.ok) return named;
    const done = await upsertIn(uow, contacts, named.value);
    if (!done.ok || !dryRun) return done;
    // What waits to be written is written now, so that what the database refuses is refused.
    await uow.run('select 1', []);
    const results = done.value.results.map((each) =>
      each.outcome === 'CREATED' ? { ...each, personId: null } : each,
    );
    tried = { ...done.value, results };
    return err(refusal(DRY_RUN, 'Everything went well, and was taken back.'));
  });
  return tried !== null && !result.ok && result.error.code === DRY_RUN ? ok(tried) : result;
}

async function upsertIn(
  uow: UnitOfWork,
  contacts: readonly ContactInput[],
  source: string,
): Promise<WorkResult<UpsertedContacts>> {
  const rows = checkContacts(contacts);
  const checked = rows.flatMap(({ contact }) => contact ?? []);
  const refused = new Map<number, readonly PlatformRefusal[]>(
    rows.flatMap((row) => (row.contact ? [] : [[row.index, row.errors] as const])),
  );
  const decided = await plan(uow, checked, source, refused);
  const planned = await withoutForeignIdentities(uow, decided, refused);
  if (!(await saveContacts(uow, planned, source))) {
    return err(refusal(RACED, 'Somebody else changes these people right now. Send it again.'));
  }
  const byIndex = new Map(planned.map((each) => [each.contact.index, each]));
  const results = contacts.map((_, index): ContactResult => {
    const done = byIndex.get(index);
    if (!done) {
      const errors = refused.get(index) ?? [];
      return { index, outcome: 'REFUSED', personId: null, errors };
    }
    return { index, outcome: outcomeOf(done), personId: done.personId, errors: [] };
  });
  const count = (outcome: ContactResult['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  return ok({
    results,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    refused: count('REFUSED'),
  });
}

function outcomeOf({ plan: { kind }, links }: Planned): ContactResult['outcome'] {
  if (kind === 'CREATE') return 'CREATED';
  return kind !== 'NOTHING' || links ? 'UPDATED' : 'UNCHANGED';
}

async function plan(
  uow: UnitOfWork,
  checked: readonly CheckedContact[],
  source: string,
  refused: Map<number, readonly PlatformRefusal[]>,
): Promise<readonly Planned[]> {
  const keeps = keepsExternalIds(uow);
  const allowed = checked.filter(({ index, externalId }) => {
    if (externalId === null || keeps) return true;
    refused.set(index, [externalIdForbidden(index)]);
    return false;
  });
  if (allowed.length === 0) return [];
  const facts = await loadContactFacts(uow, allowed, source);
  const met = new Map<string, number>();
  return allowed.flatMap((contact): Planned[] => {
    const { index, externalId } = contact;
    const decision = decideContact(contact, facts, (place) =>
      authorize(uow, 'member:manage', place),
    );
    if (!decision.ok) {
      refused.set(index, [decision.error]);
      return [];
    }
    const made = decision.value;
    const known = made.kind === 'CREATE' ? null : made.person;
    const first = known === null ? undefined : met.get(known.id);
    if (first !== undefined) {
      refused.set(index, [duplicate(index, first, externalId === null ? 'email' : 'externalId')]);
      return [];
    }
    if (known) met.set(known.id, index);
    const personId = made.kind === 'CREATE' ? uow.newId() : (known?.id ?? null);
    const links = externalId !== null && personId !== null && !facts.byExternalId.has(externalId);
    return [{ contact, plan: made, personId, links }];
  });
}

/** Refuses those whose sign-in is not the caller's to change. */
async function withoutForeignIdentities(
  uow: UnitOfWork,
  planned: readonly Planned[],
  refused: Map<number, readonly PlatformRefusal[]>,
): Promise<readonly Planned[]> {
  const changes = planned.flatMap(({ plan }) => {
    if (plan.kind !== 'CHANGE') return [];
    const { email, active } = plan.changes;
    if (email === undefined && active === undefined) return [];
    return [{ personId: plan.person.id, ends: active === false }];
  });
  if (changes.length === 0) return planned;
  const answers = await mayChangeIdentities(uow, changes);
  return planned.filter(({ contact: { index }, plan, personId }) => {
    const answer = answers.get(personId ?? '');
    if (!answer || answer.ok || plan.kind !== 'CHANGE') return true;
    const field = plan.changes.email === undefined ? 'active' : 'email';
    const error: Refusal = { ...answer.error, path: ['contacts', index, field] };
    refused.set(index, [error]);
    return false;
  });
}
