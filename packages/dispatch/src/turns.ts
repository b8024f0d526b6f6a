import {
  addDays,
  type CompiledCalendar,
  compileCalendar,
  daysBetween,
  defineCalendar,
  type TimeZoneProvider,
  WEEKDAYS,
  weekdayOfDate,
  zoneClock,
} from '@wardline/business-calendar';
import { type Instant, LATEST_INSTANT, type PersonId } from '@wardline/kernel';
import type { RotationLayer, Shift } from './rotation.ts';

/** The turns of a layer by rule, before anybody overrides them. */
export interface Turns {
  /** The shifts that meet `[from, to)`, whole, in order. */
  over(from: Instant, to: Instant): Shift[];
}

/** Compiles a layer that `defineRotation` has checked. */
export function turnsOf(
  layer: RotationLayer,
  options: { readonly timeZones?: TimeZoneProvider },
): Turns {
  const clock = zoneClock(layer.timezone, options);
  const { at } = layer.handOff;
  const { first, usual } = turnDays(layer);
  const opening = hoursOf(layer, options);
  const endsAt =
    layer.endsOn === null ? LATEST_INSTANT : (clock.instantOf(layer.endsOn, at) ?? LATEST_INSTANT);

  /** When turn `k` begins; the end of the domain for one that never does. */
  function startOf(turn: number): Instant {
    const days = turn === 0 ? 0 : first + (turn - 1) * usual;
    const date = addDays(layer.startsOn, days);
    return (date === null ? null : clock.instantOf(date, at)) ?? LATEST_INSTANT;
  }

  /** The turn that has begun by `t`; the first for an earlier instant. */
  function turnAt(t: Instant): number {
    const days = daysBetween(layer.startsOn, clock.dateOf(t)) ?? 0;
    let turn = days < first ? 0 : 1 + Math.floor((days - first) / usual);
    while (turn > 0 && startOf(turn) > t) turn--;
    while (startOf(turn + 1) <= t && startOf(turn + 1) < LATEST_INSTANT) turn++;
    return turn;
  }

  return {
    over(from, to) {
      const shifts: Shift[] = [];
      const limit = Math.min(to, endsAt);
      for (let turn = turnAt(from); ; turn++) {
        const begins = startOf(turn);
        if (begins >= limit) return shifts;
        const ends = Math.min(startOf(turn + 1), endsAt);
        const personId = layer.participants[turn % layer.participants.length] as PersonId;
        const open = opening?.intervals(begins, ends) ?? [{ from: begins, to: ends }];
        for (const part of open) {
          if (part.to <= from || part.from >= to) continue;
          const { id: layerId, tier } = layer;
          shifts.push({ layerId, tier, personId, ...part, reason: { code: 'TURN', turn } });
        }
      }
    },
  };
}

function turnDays({ handOff, startsOn }: RotationLayer): { first: number; usual: number } {
  if (handOff.kind === 'DAILY') return { first: 1, usual: 1 };
  if (handOff.kind === 'EVERY_N_DAYS') return { first: handOff.days, usual: handOff.days };
  const begins = WEEKDAYS.indexOf(weekdayOfDate(startsOn) ?? 'mon');
  const ahead = (WEEKDAYS.indexOf(handOff.on) - begins + 7) % 7;
  return { first: ahead === 0 ? 7 : ahead, usual: 7 };
}

function hoursOf(
  layer: RotationLayer,
  options: { readonly timeZones?: TimeZoneProvider },
): CompiledCalendar | null {
  if (layer.hours === null) return null;
  const calendar = defineCalendar({ timezone: layer.timezone, weekly: layer.hours });
  if (!calendar.ok) throw new TypeError(`The layer was not checked: ${calendar.error.message}`);
  return compileCalendar(calendar.value, options);
}
