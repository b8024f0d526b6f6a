import {
  daysBetween,
  defineCalendar,
  intlTimeZones,
  type TimeZoneProvider,
  WEEKDAYS,
} from '@wardline/business-calendar';
import { checkText, type InputPath, ok, type Result } from '@wardline/kernel';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import { HAND_OFF_KINDS, type HandOff, type Rotation, type RotationLayer } from './rotation.ts';

const MAX_LAYERS = 20;
const MAX_PARTICIPANTS = 100;
const MAX_TIER = 10;
const MAX_TURN_DAYS = 366;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Checks a rotation that a person or a database row describes.
 * @returns the rotation, or the first mistake with its path (`['layers', 0, 'handOff', 'at']`).
 */
export function defineRotation(
  input: Rotation,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): Result<Rotation, DispatchRefusal> {
  const zones = options.timeZones ?? intlTimeZones();
  const name = checkText(input.name, { path: ['name'], max: 200 });
  if (!name.ok) return name;
  if (input.layers.length === 0) return no('LIST_EMPTY', 'A rotation has a layer.', ['layers']);
  if (input.layers.length > MAX_LAYERS) {
    return no('LIST_TOO_LONG', `A rotation has at most ${MAX_LAYERS} layers.`, ['layers']);
  }
  const layers: RotationLayer[] = [];
  const ids = new Set<string>();
  for (const [index, layer] of input.layers.entries()) {
    const path = ['layers', index];
    const checked = checkLayer(layer, path, zones);
    if (!checked.ok) return checked;
    if (ids.has(layer.id))
      return no('ID_REPEATED', 'Give every layer its own id.', [...path, 'id']);
    ids.add(layer.id);
    layers.push(checked.value);
  }
  return ok({ id: input.id, name: name.value, layers });
}

function checkLayer(
  layer: RotationLayer,
  path: InputPath,
  zones: TimeZoneProvider,
): Result<RotationLayer, DispatchRefusal> {
  const id = checkText(layer.id, { path: [...path, 'id'], max: 100 });
  if (!id.ok) return id;
  const name = checkText(layer.name, { path: [...path, 'name'], max: 200 });
  if (!name.ok) return name;
  if (!isWhole(layer.tier, MAX_TIER)) {
    return no('NUMBER_OUT_OF_RANGE', `tier is a whole number from 1 to ${MAX_TIER}.`, [
      ...path,
      'tier',
    ]);
  }
  if (!zones.isKnown(layer.timezone)) {
    return no('TIME_ZONE_UNKNOWN', 'Name an IANA time zone such as Europe/Berlin.', [
      ...path,
      'timezone',
    ]);
  }
  if (layer.participants.length === 0) {
    return no('LIST_EMPTY', 'A layer needs somebody to take turns.', [...path, 'participants']);
  }
  if (layer.participants.length > MAX_PARTICIPANTS) {
    return no('LIST_TOO_LONG', `A layer has at most ${MAX_PARTICIPANTS} participants.`, [
      ...path,
      'participants',
    ]);
  }
  const handOff = checkHandOff(layer.handOff, [...path, 'handOff']);
  if (!handOff.ok) return handOff;
  if (daysBetween(layer.startsOn, layer.startsOn) === null) {
    return no('DATE_INVALID', 'startsOn is a date such as 2026-11-23.', [...path, 'startsOn']);
  }
  if (layer.endsOn !== null) {
    const days = daysBetween(layer.startsOn, layer.endsOn);
    if (days === null) {
      return no('DATE_INVALID', 'endsOn is a date such as 2027-11-23.', [...path, 'endsOn']);
    }
    if (days <= 0) return no('SPAN_INVALID', 'endsOn lies after startsOn.', [...path, 'endsOn']);
  }
  if (layer.hours !== null) {
    const hours = defineCalendar({ timezone: layer.timezone, weekly: layer.hours });
    if (!hours.ok) {
      return no('HOURS_INVALID', hours.error.message, [
        ...path,
        'hours',
        ...hours.error.path.slice(1),
      ]);
    }
    if (WEEKDAYS.every((day) => hours.value.weekly[day].length === 0)) {
      return no('HOURS_INVALID', 'Hours that never begin put nobody on call; use null.', [
        ...path,
        'hours',
      ]);
    }
  }
  return ok({ ...layer, name: name.value });
}

function checkHandOff(handOff: HandOff, path: InputPath): Result<HandOff, DispatchRefusal> {
  if (!HAND_OFF_KINDS.includes(handOff.kind)) {
    return no('VALUE_UNKNOWN', `kind is one of ${HAND_OFF_KINDS.join(', ')}.`, [...path, 'kind']);
  }
  if (!TIME.test(handOff.at)) {
    return no('TIME_INVALID', 'at is a time of day such as 09:00.', [...path, 'at']);
  }
  if (handOff.kind === 'WEEKLY' && !WEEKDAYS.includes(handOff.on)) {
    return no('VALUE_UNKNOWN', `on is one of ${WEEKDAYS.join(', ')}.`, [...path, 'on']);
  }
  if (handOff.kind === 'EVERY_N_DAYS' && !isWhole(handOff.days, MAX_TURN_DAYS)) {
    return no('NUMBER_OUT_OF_RANGE', `days is a whole number from 1 to ${MAX_TURN_DAYS}.`, [
      ...path,
      'days',
    ]);
  }
  return ok(handOff);
}

function isWhole(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
