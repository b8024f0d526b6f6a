import { isUuid, type Refusal, type Result, refusal, within } from '@wardline/kernel';
import { checkEmail, checkOptionalText } from '../../checks.ts';
import { notFound } from '../../refusals.ts';
import type { ContactInput } from './contact.ts';

/** A contact whose fields are well-formed, null for what the other system does not say. */
export interface CheckedContact {
  readonly index: number;
  readonly externalId: string | null;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly clinicId: string | null;
  readonly organizationId: string | null;
  readonly active: boolean | null;
}

/** A contact, or all that is wrong with it. */
export type CheckedRow =
  | { readonly contact: CheckedContact; readonly errors: null }
  | { readonly contact: null; readonly index: number; readonly errors: readonly Refusal[] };

const MAX_EXTERNAL_ID = 200;

/**
 * Checks each contact by itself, then against those before it: the same address or external id twice
 * in a request is refused from the second time on, because nobody could say which of them counts.
 */
export function checkContacts(contacts: readonly ContactInput[]): readonly CheckedRow[] {
  const emails = new Map<string, number>();
  const externalIds = new Map<string, number>();
  return contacts.map((input, index) => {
    const row = checkContact(input, index);
    if (!row.contact) return row;
    const { email, externalId } = row.contact;
    const errors = [
      ...twice(emails, email, index, 'email'),
      ...twice(externalIds, externalId, index, 'externalId'),
    ];
    return errors.length > 0 ? { contact: null, index, errors } : row;
  });
}

function twice(seen: Map<string, number>, value: string | null, index: number, field: string) {
  if (value === null) return [];
  const first = seen.get(value);
  if (first === undefined) {
    seen.set(value, index);
    return [];
  }
  return [duplicate(index, first, field)];
}

/** The same person is meant by an earlier contact of the request. */
export function duplicate(index: number, first: number, field: string): Refusal {
  const message = `contacts.${first} of this request is the same person already.`;
  return refusal('DUPLICATE_IN_REQUEST', message, ['contacts', index, field]);
}

function checkContact(input: ContactInput, index: number): CheckedRow {
  const errors: Refusal[] = [];
  const at = ['contacts', index];
  const take = <T>(checked: Result<T, Refusal>): T | null => {
    if (checked.ok) return checked.value;
    errors.push(within(at, checked.error));
    return null;
  };
  const externalId = take(checkOptionalText(input.externalId, 'externalId', MAX_EXTERNAL_ID));
  const email = take(checkEmail(input.email));
  const displayName = take(checkOptionalText(input.displayName, 'displayName'));
  const id = (value: string | null | undefined, field: string) => {
    if (value === null || value === undefined) return null;
    if (isUuid(value)) return value.toLowerCase();
    errors.push(notFound([...at, field]));
    return null;
  };
  const clinicId = id(input.clinicId, 'clinicId');
  const organizationId = id(input.organizationId, 'organizationId');
  if (errors.length === 0 && externalId === null && email === null) {
    const message = 'Give an email or an externalId: there is no other way to know them again.';
    errors.push(refusal('KEY_REQUIRED', message, [...at, 'email']));
  }
  if (errors.length > 0) return { contact: null, index, errors };
  const active = input.active ?? null;
  return {
    contact: { index, externalId, email, displayName, clinicId, organizationId, active },
    errors: null,
  };
}
