import { type InputPath, type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';

export type TextRefusalCode = 'TEXT_EMPTY' | 'TEXT_TOO_LONG' | 'TEXT_NOT_STORABLE';

export interface TextRule {
  /** The field the text came in, for the refusal. */
  readonly path: InputPath;
  /** The most Unicode code points it may have. */
  readonly max: number;
  /** Whether nothing (or white space alone) is acceptable. Default: no. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Checks a text that a person or a machine sent: trims white space at both ends, refuses NUL and
 * lone surrogates (PostgreSQL stores neither) and more code points than `max`.
 */
export function checkText(text: string, rule: TextRule): Result<string, Refusal<TextRefusalCode>> {
  const name = rule.path.at(-1) ?? 'text';
  // A cheap bound first: a code point has at most two UTF-16 units.
  if (text.length > rule.max * 2) return tooLong(name, rule);
  if (isNotStorable(text)) {
    return err(
      refusal(
        'TEXT_NOT_STORABLE',
        `${name} contains a NUL character or half of a surrogate pair; remove it.`,
        rule.path,
      ),
    );
  }
  const trimmed = text.trim();
  if (trimmed === '' && rule.mayBeEmpty !== true) {
    return err(refusal('TEXT_EMPTY', `${name} must not be empty.`, rule.path));
  }
  if (codePoints(trimmed) > rule.max) return tooLong(name, rule);
  return ok(trimmed);
}

/** True if the text holds a NUL character or a lone surrogate. */
export function isNotStorable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function tooLong(name: string | number, rule: TextRule) {
  return err(
    refusal('TEXT_TOO_LONG', `${name} may have at most ${rule.max} characters.`, rule.path),
  );
}
