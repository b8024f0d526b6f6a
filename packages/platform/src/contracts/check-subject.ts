import { checkText, err, ok, type Result, refusal } from '@wardline/kernel';
import { DOMAINS } from '@wardline/ticket-core';
import type { PlatformRefusal } from '../refusals.ts';

/** Which trades and categories a line is for: none that are unknown, and no empty list, which would be for nothing. */
export function checkSubject(
  domains: readonly string[] | null,
  categories: readonly string[] | null,
): Result<true, PlatformRefusal> {
  if (domains?.length === 0) {
    const message = 'Leave domains out for every trade.';
    return err(refusal('LIST_EMPTY', message, ['domains']));
  }
  if ((domains ?? []).some((domain) => !(DOMAINS as readonly string[]).includes(domain))) {
    return err(refusal('VALUE_UNKNOWN', `domains knows ${DOMAINS.join(', ')}.`, ['domains']));
  }
  if (categories?.length === 0) {
    const message = 'Leave categories out for every category.';
    return err(refusal('LIST_EMPTY', message, ['categories']));
  }
  if ((categories ?? []).length > 100) {
    return err(refusal('LIST_TOO_LONG', 'Name at most 100 categories.', ['categories']));
  }
  for (const [index, category] of (categories ?? []).entries()) {
    const text = checkText(category, { path: ['categories', index], max: 100 });
    if (!text.ok) return text;
  }
  return ok(true);
}
