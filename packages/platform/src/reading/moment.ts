import { type Instant, isInstant, parseInstant } from '@wardline/kernel';

const DURATION =
  /^([+-])?P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;

/**
 * A moment as filters take it: an RFC 3339 date-time, or an ISO 8601 duration from now
 * (`-P7D` is a week ago, `PT4H` in four hours; years and months count in the UTC calendar).
 * @returns the instant, or null if the text is neither or lies outside 1900–2199.
 */
export function resolveMoment(text: string, now: Instant): Instant | null {
  const match = DURATION.exec(text);
  if (!match || /[PT]$/.test(text)) return parseInstant(text);
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number) => sign * Number(match[index] ?? 0);
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + part(2), date.getUTCMonth() + part(3));
  const days = part(4) * 7 + part(5);
  const millis = ((days * 24 + part(6)) * 60 + part(7)) * 60_000 + part(8) * 1000;
  const instant = date.getTime() + millis;
  return isInstant(instant) ? instant : null;
}
