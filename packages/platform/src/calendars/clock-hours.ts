import { type Instant, isUuid } from '@wardline/kernel';
import type { Calendars, Policy, SlaState, TicketEvent } from '@wardline/sla-engine';
import type { UnitOfWork } from '../unit-of-work.ts';
import { calendarVersionKey, parseCalendarVersionKey } from './calendar-id.ts';
import { CalendarVersionEntity } from './calendar-version.entity.ts';
import { aroundTheClockDefinition } from './compiled-calendars.ts';

/** Terms and the fold of a ticket's history under them. */
export interface Measured {
  readonly policies: readonly Policy[];
  readonly fold: SlaState;
}

/** The hours clocks count in, in all their versions. */
export interface ClockHours {
  /** By the name that policies and clocks give them. */
  readonly calendars: Calendars;
  /** The ids of the stored versions behind names; hours that are not stored have none. */
  versionIds(keys: Iterable<string>): string[];
  /** The name of the version of a stored calendar that holds at an instant; of the first before it. */
  keyAt(calendarId: string, at: Instant): string;
  /** The changes of hours until an instant that a fold has not lived through, in their order. */
  changesFor(measured: Measured, until: Instant): TicketEvent[];
}

interface Version {
  readonly id: string;
  readonly calendarId: string;
  readonly number: number;
  readonly changedAt: Instant;
}

/**
 * Loads the hours that names name: `<calendarId>/<number>`, a calendar's id, or hours around the clock.
 * Until the transaction ends nobody changes those calendars, so that whoever does sees these clocks.
 */
export async function loadHours(uow: UnitOfWork, names: Iterable<string>): Promise<ClockHours> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const compiled = session.engine.calendars;
  const calendars: Record<string, Calendars[string]> = {};
  const stored = new Set<string>();
  for (const name of names) {
    const around = aroundTheClockDefinition(name);
    if (around) calendars[name] = compiled.compile(around);
    else if (isUuid(name)) stored.add(name);
    else stored.add(parseCalendarVersionKey(name)?.calendarId ?? name);
  }
  const ids = [...stored].sort();
  let versions: Version[] = [];
  if (ids.length > 0) {
    // As strong as what a reference to them takes, and no stronger.
    await em.execute(
      'select id from calendar where msp_id = ? and id = any(?::uuid[]) order by id for key share',
      [mspId, `{${ids.join(',')}}`],
    );
    const rows = await em.find(
      CalendarVersionEntity,
      { mspId, calendarId: { $in: ids } },
      {
        fields: ['calendarId', 'number', 'changedAt', 'definition'],
        orderBy: { calendarId: 'asc', number: 'asc' },
      },
    );
    for (const row of rows) {
      calendars[calendarVersionKey(row.calendarId, row.number)] = compiled.compile(row.definition);
    }
    versions = rows;
  }
  return hoursOf(calendars, versions);
}

/** Every name that terms and folds know. */
export function namesIn(measured: Iterable<Measured>): Set<string> {
  const names = new Set<string>();
  for (const { policies, fold } of measured) {
    for (const { targets } of policies) for (const target of targets) names.add(target.calendarId);
    for (const { calendarId, segments } of fold.clocks) {
      names.add(calendarId);
      for (const segment of segments)
        if (segment.calendarId !== null) names.add(segment.calendarId);
    }
  }
  return names;
}

function hoursOf(calendars: Calendars, versions: readonly Version[]): ClockHours {
  const byCalendar = Map.groupBy(versions, ({ calendarId }) => calendarId);
  const ids = new Map(versions.map((v) => [calendarVersionKey(v.calendarId, v.number), v.id]));
  return {
    calendars,
    versionIds: (keys) => [...new Set(keys)].flatMap((key) => ids.get(key) ?? []),
    keyAt: (calendarId, at) => {
      const own = byCalendar.get(calendarId) ?? [];
      const inForce = own.findLast(({ changedAt }) => changedAt <= at) ?? own[0];
      if (!inForce) throw new TypeError(`Calendar ${calendarId} has no version.`);
      return calendarVersionKey(calendarId, inForce.number);
    },
    changesFor: (measured, until) =>
      [...latestIn(measured)]
        .flatMap(([calendarId, known]) =>
          (byCalendar.get(calendarId) ?? []).filter(
            ({ number, changedAt }) => number > known && changedAt <= until,
          ),
        )
        .sort((a, b) => a.changedAt - b.changedAt || (a.id < b.id ? -1 : 1))
        .map(changeOf),
  };
}

/** A version as the fact that it replaced the one before; the id is the same whenever it is made. */
export const changeOf = ({ calendarId, number, changedAt }: Omit<Version, 'id'>): TicketEvent => ({
  type: 'CALENDAR_CHANGED',
  id: calendarVersionKey(calendarId, number),
  at: changedAt,
  // Of the facts of one instant it is the first.
  seq: -1,
  from: calendarVersionKey(calendarId, number - 1),
  to: calendarVersionKey(calendarId, number),
});

/** The latest version of each stored calendar that terms or their fold have come to. */
function latestIn({ policies, fold }: Measured): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  const names = [
    ...policies.flatMap(({ targets }) => targets.map((target) => target.calendarId)),
    ...Object.values(fold.facts.calendars),
  ];
  for (const name of names) {
    const key = parseCalendarVersionKey(name);
    if (!key) continue;
    latest.set(key.calendarId, Math.max(latest.get(key.calendarId) ?? 0, key.number));
  }
  return latest;
}
