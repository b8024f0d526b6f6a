import type { Instant } from '@wardline/kernel';
import ICAL from 'ical.js';

/** A stretch of time as a calendar shows it. */
export interface FeedEvent {
  /** Stays the same while the event does, so that calendars update it instead of adding another. */
  readonly uid: string;
  readonly summary: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether it takes somebody's time: being on call does not. */
  readonly busy: boolean;
  readonly location?: string | undefined;
  /** Of what people change: which version this is, when it became so, and whether it was called off. */
  readonly revision?:
    | { readonly sequence: number; readonly changedAt: Instant; readonly cancelled: boolean }
    | undefined;
}

/** Events as an iCalendar text (RFC 5545), in UTC. */
export function calendarFeed(name: string, events: readonly FeedEvent[], now: Instant): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('prodid', '-//Wardline//Calendar//EN');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  calendar.updatePropertyWithValue('x-wr-calname', name);
  for (const event of events) calendar.addSubcomponent(vevent(event, now));
  return `${calendar.toString()}\r\n`;
}

function vevent({ uid, summary, from, to, busy, location, revision }: FeedEvent, now: Instant) {
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', uid);
  event.updatePropertyWithValue('dtstamp', utc(revision?.changedAt ?? now));
  event.updatePropertyWithValue('dtstart', utc(from));
  event.updatePropertyWithValue('dtend', utc(to));
  event.updatePropertyWithValue('summary', summary);
  if (location !== undefined) event.updatePropertyWithValue('location', location);
  const takesTime = busy && !revision?.cancelled;
  event.updatePropertyWithValue('transp', takesTime ? 'OPAQUE' : 'TRANSPARENT');
  if (revision) {
    event.updatePropertyWithValue('sequence', revision.sequence);
    event.updatePropertyWithValue('last-modified', utc(revision.changedAt));
    event.updatePropertyWithValue('status', revision.cancelled ? 'CANCELLED' : 'CONFIRMED');
  }
  return event;
}

function utc(at: Instant): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(at / 1000) * 1000), true);
}
