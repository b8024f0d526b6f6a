/**
 * Texts as rules compare them: whatever the case, and whatever way a character is written. Each
 * search takes time in proportion to the text: what is looked for is bounded, and there are no patterns.
 */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words of a text with one space around each, so that a whole word is found as ` word `. */
export function wordsOf(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu);
  return words === null ? ' ' : ` ${words.join(' ')} `;
}

/** Whether the words stand in the text, whole and in a row. Nothing but signs is never found. */
export function hasWords(text: string, words: string): boolean {
  const wanted = wordsOf(words);
  return wanted !== ' ' && wordsOf(text).includes(wanted);
}
