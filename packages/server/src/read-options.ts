import { type OptionValues, UsageError } from './command.ts';

/** An option's text, or undefined if it was not given. @throws UsageError if it is empty. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') throw new UsageError(`--${name} needs a value.`);
  return value;
}

/** @throws UsageError if the option was not given. */
export function requiredOption(options: OptionValues, name: string, what: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw new UsageError(`--${name} is missing: ${what}.`);
  return value;
}

/** A whole number in a range. @throws UsageError */
export function numberOption(
  options: OptionValues,
  name: string,
  range: readonly [min: number, max: number],
): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const [min, max] = range;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws UsageError if the option was not given or is no UUID. */
export function uuidOption(options: OptionValues, name: string, what: string): string {
  const value = requiredOption(options, name, what);
  if (!UUID.test(value)) throw new UsageError(`--${name} must be a UUID.`);
  return value.toLowerCase();
}
