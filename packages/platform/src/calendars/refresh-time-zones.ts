import { randomUUID } from 'node:crypto';
import {
  type Calendar,
  compileCalendar,
  diffCalendars,
  type Interval,
} from '@wardline/business-calendar';
import { type MspId, ok } from '@wardline/kernel';
import { servicePrincipal } from '../access/signed-in.ts';
import { measuredByMet, recomputeClocks } from '../clocks/recompute-clocks.ts';
import { LOCKED_IF_FREE } from '../orm/lock.ts';
import type { Engine } from '../session.ts';
import { type UnitOfWork, unitOfWork } from '../unit-of-work.ts';
import { CalendarVersionEntity, type CalendarVersionRow } from './calendar-version.entity.ts';
import { keptTimeZones, zoneRulesBetween } from './zone-rules.ts';

/** What newer time-zone data did to one MSP. */
export interface TimeZoneRefresh {
  /** How many versions of calendars were compared with it. */
  readonly versions: number;
  /** How many tickets have clocks that it moved. */
  readonly tickets: number;
}

/**
 * Compares every version of the MSP's calendars with the time-zone data this process runs with, where
 * that is newer than what the version was last computed with, and computes the clocks again whose time
 * meets a changed span. A version, its clocks and the note of it are one transaction: a worker that
 * dies goes on where it was, and of several each takes other versions. Data never goes back: beside
 * newer workers an older one changes nothing.
 */
export async function refreshTimeZones(engine: Engine, mspId: MspId): Promise<TimeZoneRefresh> {
  const { version } = engine.ports.timeZones;
  let [versions, tickets] = [0, 0];
  if (version === UNKNOWN) return { versions, tickets };
  for (;;) {
    const moved = await refreshNext(engine, mspId);
    if (moved === null) return { versions, tickets };
    versions++;
    tickets += moved;
  }
}

const UNKNOWN = 'unknown';

/** The next version that is behind: how many tickets it moved, or null if none is. */
async function refreshNext(engine: Engine, mspId: MspId): Promise<number | null> {
  const session = {
    engine,
    principal: servicePrincipal(mspId),
    requestId: randomUUID(),
    now: engine.ports.now(),
    idempotency: null,
  };
  const done = await unitOfWork(session, async (uow) => {
    const { timeZones } = engine.ports;
    const behind = { $or: [{ tzVersion: UNKNOWN }, { tzVersion: { $lt: timeZones.version } }] };
    const [row] = await uow.em.find(
      CalendarVersionEntity,
      { mspId, ...behind },
      { orderBy: { id: 'asc' }, limit: 1, ...LOCKED_IF_FREE },
    );
    if (!row) return ok(null);
    const changed = changedSpans(uow, row);
    const found = changed.length === 0 ? [] : await measuredByMet(uow, row.id, changed);
    await recomputeClocks(uow, found);
    const facts = { from: row.tzVersion, to: timeZones.version };
    const { timezone } = row.definition as Calendar;
    const until = Math.max(row.changedAt, uow.now);
    row.tzVersion = timeZones.version;
    row.zoneRules = zoneRulesBetween(timeZones, timezone, row.changedAt, until);
    const tickets = new Set(found.map(({ ticketId }) => ticketId)).size;
    uow.record({
      type: 'CalendarTimeZonesRefreshed',
      recordType: 'Calendar',
      recordId: row.calendarId,
      clinicId: null,
      facts: { ...facts, number: row.number, tickets },
      authority: 'time-zone data',
    });
    return ok(tickets);
  });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

/** When the version is open under one release of the data and closed under the other. */
function changedSpans({ session }: UnitOfWork, row: CalendarVersionRow): Interval[] {
  const { definition, zoneRules, tzVersion } = row;
  const { from, to } = zoneRules;
  const kept = keptTimeZones(tzVersion, definition.timezone, zoneRules);
  const before = compileCalendar(definition, { timeZones: kept });
  return diffCalendars(before, session.engine.calendars.compile(definition), { from, to });
}
