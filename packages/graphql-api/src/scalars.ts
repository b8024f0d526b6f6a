import { formatInstant, parseInstant, resolveMoment } from '@wardline/platform';
import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

// Scalars are where hostile text ends: what they let in can be stored and compared.

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function storableText(value: unknown): string {
  if (typeof value !== 'string') return refuse('A string is expected.');
  if (value.includes('\0')) return refuse('The text contains a NUL character; remove it.');
  if (!value.isWellFormed())
    return refuse('The text contains half of a surrogate pair; remove it.');
  return value;
}

export const DateTime = builder.scalarType('DateTime', {
  description:
    'A point in time, RFC 3339. Input: any offset, years 1900–2199, e.g. `2026-11-22T09:30:00+01:00`. Output: always UTC with milliseconds, e.g. `2026-11-22T08:30:00.000Z`.',
  parseValue: (value) =>
    parseInstant(storableText(value)) ??
    refuse('Write a date-time as in RFC 3339 with an offset, e.g. 2026-11-22T08:30:00Z.'),
  serialize: (value) =>
    typeof value === 'number' ? formatInstant(value) : fromDatabase(value as string),
});

/** `2026-11-22T08:30:00.12+00:00`, as PostgreSQL writes JSON in UTC, with milliseconds and Z. */
function fromDatabase(text: string): string {
  const end = text.length - 6;
  if (!text.endsWith('+00:00') || end < 19 || end > 23) return new Date(text).toISOString();
  const fraction = end > 20 ? text.slice(20, end).padEnd(3, '0') : '000';
  return `${text.slice(0, 19)}.${fraction}Z`;
}

export const Moment = builder.scalarType('Moment', {
  description:
    'A point in time for filters: an RFC 3339 date-time, or an ISO 8601 duration from now: `-P7D` is a week ago, `PT4H` in four hours.',
  parseValue: (value) => {
    const text = storableText(value);
    return resolveMoment(text, Date.UTC(2000, 0, 1)) === null
      ? refuse('Write an RFC 3339 date-time or an ISO 8601 duration from now, e.g. -P7D.')
      : text;
  },
});

const DURATION =
  /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;
const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

export const Duration = builder.scalarType('Duration', {
  description:
    'An ISO 8601 duration of weeks, days (24 h), hours, minutes and seconds, e.g. `PT4H30M`. Output may be negative (`-PT15M`) where something is overdue.',
  parseValue: (value) => {
    const text = storableText(value);
    const match = DURATION.exec(text);
    if (!match || /[PT]$/.test(text))
      return refuse('Write a duration as in ISO 8601, e.g. PT4H30M.');
    return UNITS.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * unit, 0);
  },
  serialize: (value) => formatDuration(value as number),
});

function formatDuration(ms: number): string {
  const total = Math.trunc(Math.abs(ms) / 1000);
  const [hours, minutes, seconds] = [
    Math.trunc(total / 3600),
    Math.trunc((total % 3600) / 60),
    total % 60,
  ];
  const parts = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `${ms < 0 && parts ? '-' : ''}PT${parts || '0S'}`;
}

const TIME_ZONE = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/;

export const TimeZone = builder.scalarType('TimeZone', {
  description: 'An IANA time zone name, e.g. `America/New_York`.',
  parseValue: (value) =>
    TIME_ZONE.test(storableText(value))
      ? (value as string)
      : refuse('Write an IANA time zone name, e.g. Europe/Berlin.'),
});

export const EmailAddress = builder.scalarType('EmailAddress', {
  description: 'An e-mail address (RFC 5321 mailbox), at most 254 characters.',
  parseValue: storableText,
});

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const LocalDate = builder.scalarType('Date', {
  description: 'A date on the wall calendar, `YYYY-MM-DD`, without a time zone.',
  parseValue: (value) =>
    DATE.test(storableText(value)) ? (value as string) : refuse('Write a date as YYYY-MM-DD.'),
});

const TIME = /^\d{2}:\d{2}$/;

export const LocalTime = builder.scalarType('Time', {
  description: 'A time on the wall clock, `HH:MM`, 24 hours; `24:00` is the end of the day.',
  parseValue: (value) =>
    TIME.test(storableText(value)) ? (value as string) : refuse('Write a time as HH:MM.'),
});
