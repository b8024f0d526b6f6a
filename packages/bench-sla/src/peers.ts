import { createRequire } from 'node:module';
import { HOLIDAYS, TIMEZONE } from './desk.ts';
import { temporalWalk } from './temporal-walk.ts';

/** A way to compute with business hours, in the words of the benchmark. */
export interface Peer {
  readonly name: string;
  /** HOURS: the same questions as ours. DAYS: whole days only. WALK: a loop one writes oneself. */
  readonly kind: 'HOURS' | 'DAYS' | 'WALK';
  add(t: number, hours: number): number;
  between?(a: number, b: number): number;
}

// Plugins without an ES module, some without types: loaded the way their manuals say.
const require = createRequire(import.meta.url);

function dayjsPeer(): Peer {
  const dayjs = require('dayjs');
  dayjs.extend(require('dayjs-business-time'));
  const open = [{ start: '09:00:00', end: '17:00:00' }];
  dayjs.setBusinessTime({
    sunday: null,
    monday: open,
    tuesday: open,
    wednesday: open,
    thursday: open,
    friday: open,
    saturday: null,
  });
  dayjs.setHolidays(HOLIDAYS);
  return {
    name: 'dayjs-business-time',
    kind: 'HOURS',
    add: (t, hours) => dayjs(t).addBusinessHours(hours).valueOf(),
    between: (a, b) => dayjs(a).businessMinutesDiff(dayjs(b)) * 60_000,
  };
}

function momentPeer(): Peer {
  const moment = require('moment-business-time');
  const open = ['09:00:00', '17:00:00'];
  moment.updateLocale('en', {
    workinghours: { 0: null, 1: open, 2: open, 3: open, 4: open, 5: open, 6: null },
    holidays: HOLIDAYS,
  });
  return {
    name: 'moment-business-time',
    kind: 'HOURS',
    add: (t, hours) => moment(t).addWorkingTime(hours, 'hours').valueOf(),
    between: (a, b) => moment(b).workingDiff(moment(a), 'minutes') * 60_000,
  };
}

function luxonPeer(): Peer {
  const { DateTime } = require('luxon-business-days');
  const holidays = new Set(HOLIDAYS);
  const options = {
    holidayMatchers: [(date: { toISODate(): string }) => holidays.has(date.toISODate())],
  };
  return {
    name: 'luxon-business-days',
    kind: 'DAYS',
    add: (t, hours) => {
      const start = DateTime.fromMillis(t, { zone: TIMEZONE });
      start.setupBusiness(options);
      return start.plusBusiness({ days: Math.max(1, hours / 8) }).toMillis();
    },
  };
}

export function peers(): Peer[] {
  const walk = temporalWalk();
  return [dayjsPeer(), momentPeer(), luxonPeer(), ...(walk ? [walk] : [])];
}
