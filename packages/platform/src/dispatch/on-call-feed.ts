import type { Instant } from '@wardline/kernel';
import ICAL from 'ical.js';

/** A shift as a calendar shows it. */
export interface FeedShift {
  /** Stays the same while the shift does, so that calendars update it instead of adding another. */
  readonly uid: string;
  readonly summary: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** On-call shifts as an iCalendar text (RFC 5545), in UTC. */
export function onCallFeed(name: string, shifts: readonly FeedShift[], now: Instant): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('prodid', '-//Wardline//On call//EN');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  calendar.updatePropertyWithValue('x-wr-calname', name);
  for (const { uid, summary, from, to } of shifts) {
    const event = new ICAL.Component('vevent');
    event.updatePropertyWithValue('uid', uid);
    event.updatePropertyWithValue('dtstamp', utc(now));
    event.updatePropertyWithValue('dtstart', utc(from));
    event.updatePropertyWithValue('dtend', utc(to));
    event.updatePropertyWithValue('summary', summary);
    // Who is on call is not thereby busy.
    event.updatePropertyWithValue('transp', 'TRANSPARENT');
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}

function utc(at: Instant): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(at / 1000) * 1000), true);
}
