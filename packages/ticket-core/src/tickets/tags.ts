import { checkText, err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import { LIMITS } from './ticket.ts';

/**
 * Tags as a set: trimmed, in lower case, white space in them single, each once, in the order of their
 * characters. Two spellings of one word are one tag, whoever types them.
 * @returns the set; refusals, each at its place: `TEXT_EMPTY`, `TEXT_TOO_LONG`, `TEXT_NOT_STORABLE`,
 *   `TAG_INVALID`, and `LIST_TOO_LONG` beyond 20.
 */
export function checkTags(
  tags: readonly string[],
  path: InputPath,
): Result<readonly string[], TicketInputRefused> {
  // A cheap bound first: what is repeated does not count, but it costs.
  if (tags.length > LIMITS.listEntries) return tooMany(path);
  const set = new Set<string>();
  for (const [index, tag] of tags.entries()) {
    const checked = checkTag(tag, [...path, index]);
    if (!checked.ok) return checked;
    set.add(checked.value);
  }
  if (set.size > LIMITS.tags) return tooMany(path);
  return ok([...set].sort());
}

/** One tag as it is kept: `' Loan  Device '` is `'loan device'`. */
export function checkTag(tag: string, path: InputPath): Result<string, TicketInputRefused> {
  // Before and after: a character may fold into many.
  const given = checkText(tag, { path, max: LIMITS.tag });
  if (!given.ok) return given;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(given.value)) {
    return err(refusal('TAG_INVALID', 'A tag is one line without control characters.', path));
  }
  return checkText(foldTag(given.value), { path, max: LIMITS.tag });
}

/** A tag as tags are compared: what is kept is its own fold. */
export function foldTag(tag: string): string {
  const lower = tag.normalize('NFKC').toLowerCase().normalize('NFKC');
  return lower.replace(/\s+/gu, ' ').trim();
}

function tooMany(path: InputPath) {
  return err(refusal('LIST_TOO_LONG' as const, `A ticket has at most ${LIMITS.tags} tags.`, path));
}
