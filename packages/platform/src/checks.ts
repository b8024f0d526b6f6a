import { checkText, err, isUuid, ok, type Refusal, type Result, refusal } from '@wardline/kernel';

/** The most code points a name (of a clinic, team, person, asset …) may have. */
export const MAX_NAME = 200;

export function checkName(value: string, field = 'name'): Result<string, Refusal> {
  return checkText(value, { path: [field], max: MAX_NAME });
}

/** An optional short text: null stays null, white space alone becomes null. */
export function checkOptionalText(
  value: string | null | undefined,
  field: string,
  max = MAX_NAME,
): Result<string | null, Refusal> {
  if (value === null || value === undefined) return ok(null);
  const text = checkText(value, { path: [field], max, mayBeEmpty: true });
  return text.ok ? ok(text.value === '' ? null : text.value) : text;
}

/** The id a caller brings for a new record: any UUID. */
export function checkNewId(
  value: string | undefined,
  makeOne: () => string,
  field = 'id',
): Result<string, Refusal> {
  if (value === undefined) return ok(makeOne());
  return isUuid(value)
    ? ok(value.toLowerCase())
    : err(
        refusal('ID_INVALID', `${field} must be a UUID, such as crypto.randomUUID() makes.`, [
          field,
        ]),
      );
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,190}$/u;

/** An e-mail address as an identity: NFC, lower case, so that one address is one person. */
export function checkEmail(
  value: string | null | undefined,
  field = 'email',
): Result<string | null, Refusal> {
  const text = checkOptionalText(value, field, 254);
  if (!text.ok || text.value === null) return text;
  const address = text.value.normalize('NFC').toLowerCase();
  return EMAIL.test(address)
    ? ok(address)
    : err(refusal('EMAIL_INVALID', `${field} is not an e-mail address.`, [field]));
}

/** An IANA time zone this runtime knows: `Europe/Berlin`. Offsets are refused, they know no DST. */
export function checkTimeZone(value: string, field = 'timeZone'): Result<string, Refusal> {
  if (/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(value)) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: value });
      return ok(value);
    } catch {
      // Not one of its zones: refused below.
    }
  }
  return err(
    refusal('TIME_ZONE_UNKNOWN', `${field} is no IANA time zone; write one like Europe/Berlin.`, [
      field,
    ]),
  );
}
