import { ok, type Refusal, type Result } from '@wardline/kernel';
import { checkOptionalText } from '../checks.ts';

const MAX_NOTE = 2000;
const MAX_REASON = 500;

/** What is said of a visit, to whom; left out: as it is. */
export interface VisitWords {
  /** For the clinic: what to prepare, whom to ask for. Its requesters read it. */
  readonly publicNote?: string | null | undefined;
  /** For whoever goes. Clients never see it. */
  readonly internalNote?: string | null | undefined;
  /** Why they go outside of their working hours; clients never see it. */
  readonly overrideReason?: string | null | undefined;
}

interface CheckedWords {
  publicNote?: string | null;
  internalNote?: string | null;
  overrideReason: string | null;
}

/** Trims the words, and refuses those that are too long. */
export function checkWords(words: VisitWords): Result<CheckedWords, Refusal> {
  const overrideReason = checkOptionalText(words.overrideReason, 'overrideReason', MAX_REASON);
  if (!overrideReason.ok) return overrideReason;
  const checked: CheckedWords = { overrideReason: overrideReason.value };
  for (const field of ['publicNote', 'internalNote'] as const) {
    if (words[field] === undefined) continue;
    const text = checkOptionalText(words[field], field, MAX_NOTE);
    if (!text.ok) return text;
    checked[field] = text.value;
  }
  return ok(checked);
}
