import { isUuid } from '@wardline/kernel';

/** A version of a stored calendar, as policies and clocks name it: `<calendarId>/<number>`. */
export const calendarVersionKey = (calendarId: string, number: number) => `${calendarId}/${number}`;

/** What such a name names; null for hours that are not stored (around the clock). */
export function parseCalendarVersionKey(
  key: string,
): { readonly calendarId: string; readonly number: number } | null {
  const [calendarId = '', number = ''] = key.split('/');
  return isUuid(calendarId) && /^[1-9]\d*$/.test(number)
    ? { calendarId, number: Number(number) }
    : null;
}
