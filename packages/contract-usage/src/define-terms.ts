import { intlTimeZones, type TimeZoneProvider } from '@wardline/business-calendar';
import { checkText, type InputPath, ok, type Result } from '@wardline/kernel';
import { no, type UsageRefusal } from './errors.ts';
import {
  type BillingTerms,
  CONTRACT_LINE_KINDS,
  type ContractLine,
  PRO_RATA_RULES,
  ROUNDING_MODES,
  ROUNDING_SCOPES,
  type Rounding,
  TRAVEL_RULES,
} from './terms.ts';
import { TIME_KINDS } from './work.ts';

const MAX_LINES = 100;
const MAX_COVERED = 1000;
const DAY_MINUTES = 1440;
/** A block larger than a year of everybody's work is a slip. */
const MAX_BLOCK_MINUTES = 10_000_000;
const MAX_PRICE_MINOR = 1_000_000_000_000;
const MAX_PERIODS = 120;

type Checked = Result<true, UsageRefusal>;
const FINE: Checked = ok(true);

/**
 * Checks the charging terms of a contract.
 * @returns the terms, or the first mistake with its path (`['lines', 1, 'carryOver', 'periods']`).
 */
export function defineBillingTerms(
  input: BillingTerms,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): Result<BillingTerms, UsageRefusal> {
  const zones = options.timeZones ?? intlTimeZones();
  if (!/^[A-Z]{3}$/.test(input.currency)) {
    return no('CURRENCY_UNKNOWN', 'Name the currency by its ISO 4217 code, such as USD.', [
      'currency',
    ]);
  }
  if (!zones.isKnown(input.timezone)) {
    return no('TIME_ZONE_UNKNOWN', 'Name an IANA time zone such as Europe/Berlin.', ['timezone']);
  }
  const rounding = checkRounding(input.rounding, ['rounding']);
  if (!rounding.ok) return rounding;
  if (!TRAVEL_RULES.includes(input.travel.kind)) return unknown(['travel', 'kind'], TRAVEL_RULES);
  if (input.travel.kind === 'PER_TRIP') {
    const price = whole(input.travel.priceMinor, 0, MAX_PRICE_MINOR, ['travel', 'priceMinor']);
    if (!price.ok) return price;
  }
  for (const kind of TIME_KINDS) {
    const rate = whole(input.hourlyRates[kind], 0, MAX_PRICE_MINOR, ['hourlyRates', kind]);
    if (!rate.ok) return rate;
  }
  const percent = whole(input.afterHoursPercent, 100, 1000, ['afterHoursPercent']);
  if (!percent.ok) return percent;
  if (!PRO_RATA_RULES.includes(input.proRata)) return unknown(['proRata'], PRO_RATA_RULES);
  if (input.lines.length > MAX_LINES) {
    return no('LIST_TOO_LONG', `A contract has at most ${MAX_LINES} lines.`, ['lines']);
  }
  const ids = new Set<string>();
  for (const [index, line] of input.lines.entries()) {
    const checked = checkLine(line, ['lines', index]);
    if (!checked.ok) return checked;
    if (ids.has(line.id)) {
      return no('ID_REPEATED', 'Give every line its own id.', ['lines', index, 'id']);
    }
    ids.add(line.id);
  }
  return ok(input);
}

function checkRounding(rounding: Rounding, path: InputPath): Checked {
  const increment = whole(rounding.incrementMinutes, 1, DAY_MINUTES, [...path, 'incrementMinutes']);
  if (!increment.ok) return increment;
  const minimum = whole(rounding.minimumMinutes, 0, DAY_MINUTES, [...path, 'minimumMinutes']);
  if (!minimum.ok) return minimum;
  if (!ROUNDING_MODES.includes(rounding.mode)) return unknown([...path, 'mode'], ROUNDING_MODES);
  if (!ROUNDING_SCOPES.includes(rounding.per)) return unknown([...path, 'per'], ROUNDING_SCOPES);
  return FINE;
}

function checkLine(line: ContractLine, path: InputPath): Checked {
  const id = checkText(line.id, { path: [...path, 'id'], max: 100 });
  if (!id.ok) return id;
  const name = checkText(line.name, { path: [...path, 'name'], max: 200 });
  if (!name.ok) return name;
  if (!CONTRACT_LINE_KINDS.includes(line.kind)) {
    return unknown([...path, 'kind'], CONTRACT_LINE_KINDS);
  }
  for (const [index, kind] of line.covers.kinds.entries()) {
    if (!TIME_KINDS.includes(kind)) return unknown([...path, 'covers', 'kinds', index], TIME_KINDS);
  }
  for (const field of ['clinicIds', 'assetIds', 'domains', 'categories'] as const) {
    if (line.covers[field].length > MAX_COVERED) {
      return no('LIST_TOO_LONG', `A line names at most ${MAX_COVERED} of them.`, [
        ...path,
        'covers',
        field,
      ]);
    }
  }
  if (line.kind === 'TIME_AND_MATERIAL') return FINE;
  const price = whole(line.priceMinor, 0, MAX_PRICE_MINOR, [...path, 'priceMinor']);
  if (!price.ok || line.kind !== 'BLOCK_HOURS') return price;
  const minutes = whole(line.minutes, 1, MAX_BLOCK_MINUTES, [...path, 'minutes']);
  if (!minutes.ok || line.carryOver === null) return minutes;
  const { maxMinutes, periods } = line.carryOver;
  const at = [...path, 'carryOver'];
  const most =
    maxMinutes === null ? FINE : whole(maxMinutes, 0, MAX_BLOCK_MINUTES, [...at, 'maxMinutes']);
  return most.ok ? whole(periods, 1, MAX_PERIODS, [...at, 'periods']) : most;
}

function whole(value: number, min: number, max: number, path: InputPath): Checked {
  if (Number.isInteger(value) && value >= min && value <= max) return FINE;
  const message = `${path.at(-1)} is a whole number from ${min} to ${max}.`;
  return no('NUMBER_OUT_OF_RANGE', message, path);
}

function unknown(path: InputPath, choices: readonly string[]) {
  return no('VALUE_UNKNOWN', `${path.at(-1)} is one of ${choices.join(', ')}.`, path);
}
