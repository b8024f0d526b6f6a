import { err, ok, type Result, refusal } from '@wardline/kernel';
import type { PlatformRefusal } from '../../refusals.ts';

/** The most UTF-16 code units, lines and events an iCalendar text may have, and how deep it nests. */
export const ICAL_LIMITS = { text: 900_000, lines: 60_000, events: 5_000, depth: 5 } as const;

// What a text may not hold: control characters but tab and line ends.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const CONTENT_LINE = /^[A-Za-z0-9-]+[;:]/;

/**
 * Looks an iCalendar text over before a parser is let at it: its size, that it nests properly, that
 * each line is one. Parsers tell neither lines nor stop at what is too much.
 * @returns the numbers of the lines on which the events begin, from 1, in order.
 */
export function eventLines(text: string): Result<readonly number[], PlatformRefusal> {
  if (text.length > ICAL_LIMITS.text) {
    return tooLarge(`The text has at most ${ICAL_LIMITS.text} characters.`);
  }
  if (!text.isWellFormed()) return no('ICAL_NOT_TEXT', 'The text holds half a surrogate pair.');
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > ICAL_LIMITS.lines) {
    return tooLarge(`The text has at most ${ICAL_LIMITS.lines} lines.`);
  }
  const events: number[] = [];
  const open: string[] = [];
  let calendars = 0;
  for (const [index, line] of lines.entries()) {
    const at = index + 1;
    if (CONTROL.test(line)) {
      return no('ICAL_NOT_TEXT', `Line ${at} holds a control character.`, at);
    }
    // Folded lines go on with a space or a tab.
    if (line === '' || (index > 0 && (line.startsWith(' ') || line.startsWith('\t')))) continue;
    const plain = index === 0 ? line.replace(/^\ufeff/, '') : line;
    if (!CONTENT_LINE.test(plain)) {
      return no('ICAL_LINE_INVALID', `Line ${at} is no iCalendar line (NAME:value).`, at);
    }
    const [, verb, name = ''] = /^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i.exec(plain) ?? [];
    if (verb === undefined) {
      if (open.length === 0) return no('ICAL_LINE_INVALID', outside(at), at);
      continue;
    }
    const component = name.toUpperCase();
    if (verb.toUpperCase() === 'END') {
      if (open.pop() !== component) {
        return no('ICAL_UNBALANCED', `Line ${at} ends ${component}, which is not open there.`, at);
      }
      continue;
    }
    if (open.length === 0 && component !== 'VCALENDAR') {
      return no('ICAL_LINE_INVALID', outside(at), at);
    }
    if (open.length === 0) calendars++;
    open.push(component);
    if (open.length > ICAL_LIMITS.depth) {
      return no('ICAL_UNBALANCED', `Line ${at} nests deeper than iCalendar does.`, at);
    }
    if (component === 'VEVENT' && open.length === 2) events.push(at);
    if (events.length > ICAL_LIMITS.events) {
      return tooLarge(`The text has at most ${ICAL_LIMITS.events} events.`, at);
    }
  }
  if (open.length > 0) {
    return no('ICAL_UNBALANCED', `${open.at(-1)} is not ended.`, lines.length);
  }
  if (calendars === 0) return no('ICAL_EMPTY', 'The text holds no BEGIN:VCALENDAR.');
  return ok(events);
}

const outside = (at: number) => `Line ${at} lies outside of BEGIN:VCALENDAR … END:VCALENDAR.`;
const tooLarge = (message: string, line?: number) => no('ICAL_TOO_LARGE', message, line);

/** A refusal of the text; its path ends with the number of the line, if one is to blame. */
export function no(code: string, message: string, line?: number) {
  return err(refusal(code, message, line === undefined ? ['iCalendar'] : ['iCalendar', line]));
}
