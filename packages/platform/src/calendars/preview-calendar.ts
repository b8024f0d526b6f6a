import { type Calendar, type CalendarInput, defineCalendar } from '@wardline/business-calendar';
import { err, isUuid, ok, type Result, refusal, within } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { EPOCH_COLUMN, type Statement } from '../database/read-channel.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { affectedClocks, type CountingClock } from './affected-clocks.ts';
import { type CalendarChange, changeCalendar } from './calendar-change.ts';

/** A definition alone, or a change to a calendar. */
export interface PreviewCalendar {
  readonly definition?: CalendarInput | undefined;
  readonly calendarId?: string | undefined;
  readonly change?: CalendarChange | undefined;
}

export interface CalendarPreview {
  /** The hours as they would be. */
  readonly definition: Calendar;
  /** The hours as they are; null for a definition alone. */
  readonly before: Calendar | null;
  /** How many live clocks saving it now would move. */
  readonly movedClocks: number;
}

/**
 * Tells what hours would be before they are saved.
 * @param ask runs a statement under the caller's rights, in the snapshot of the request.
 */
export async function previewCalendar(
  session: Session,
  ask: (statement: Statement) => Promise<unknown>,
  input: PreviewCalendar,
): Promise<Result<CalendarPreview, PlatformRefusal>> {
  const { calendarId, definition, change } = input;
  if ((calendarId === undefined) === (definition === undefined)) {
    const message = 'Give calendarId and change, or hours of their own.';
    return err(refusal('PREVIEW_OF_WHAT', message, ['calendarId']));
  }
  const stored = (await ask(statementFor(calendarId ?? null))) as Stored;
  if (calendarId !== undefined && !stored.definition) return err(notFound(['calendarId']));
  // After a statement of the request, which compares the rights with those of now.
  const nowhere = { clinicId: null, organizationId: null };
  const allowed = authorize({ session, now: session.now }, 'calendar:manage', nowhere);
  if (!allowed.ok) return allowed;
  const { timeZones } = session.engine.ports;
  if (definition !== undefined || !stored.definition) {
    const defined = defineCalendar(definition as CalendarInput, { timeZones });
    if (!defined.ok) return { ok: false, error: within(['definition'], defined.error) };
    return ok({ definition: defined.value, before: null, movedClocks: 0 });
  }
  const before = stored.definition;
  const changed = changeCalendar(before, change ?? {}, timeZones);
  if (!changed.ok) return { ok: false, error: within(['change'], changed.error) };
  const { calendars } = session.engine;
  const moved = affectedClocks(
    stored.clocks,
    calendars.compile(before),
    calendars.compile(changed.value),
    session.now,
  );
  return ok({ definition: changed.value, before, movedClocks: moved.length });
}

interface Stored {
  readonly definition: Calendar | null;
  readonly clocks: readonly CountingClock[];
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** The calendar, and the spans of the clocks that count in it and can still be met or missed. */
const STORED = `select json_build_object(
  'definition', (select definition from calendar where id = $1),
  'clocks', (select coalesce(json_agg(json_build_object(
      'status', c.status, 'startedAt', ${MS('c.started_at')}, 'dueAt', ${MS('c.due_at')},
      'nextTransitionAt', ${MS('c.next_transition_at')}, 'breachedAt', null,
      'mode', s.policies -> -1 ->> 'onCalendarChange')), '[]')
    from sla_clock c join ticket_sla s on s.msp_id = c.msp_id and s.id = c.ticket_sla_id
    where c.calendar_id = $1 and c.status in ('RUNNING', 'PAUSED') and c.breached_at is null)
)::text as json, ${EPOCH_COLUMN}`;

/** Without an id it finds nothing, and still opens the snapshot of the request. */
function statementFor(calendarId: string | null): Statement {
  return {
    text: STORED,
    parameters: [calendarId !== null && isUuid(calendarId) ? calendarId : null],
  };
}
