/** A line as an editor numbers it, from 1; quoted fields may span several. */
export interface PhysicalLine {
  readonly number: number;
  /** Without its line end. Cut off at the limit if `tooLong`. */
  readonly text: string;
  readonly tooLong: boolean;
  /** An odd number of quotes: a quoted field begins or ends here. */
  readonly turnsQuoting: boolean;
}

/**
 * Cuts a stream of UTF-8 into lines (LF or CRLF, with or without a byte order mark). Holds one line
 * and one chunk at a time: what a line has beyond `maxLength` UTF-16 units is skipped, not kept.
 */
export async function* physicalLines(
  bytes: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<PhysicalLine> {
  const decoder = new TextDecoder();
  let number = 1;
  let pending = '';
  let tooLong = false;
  const line = (): PhysicalLine => {
    const text = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
    const made = { number, text, tooLong, turnsQuoting: turnsQuoting(text) };
    number++;
    pending = '';
    tooLong = false;
    return made;
  };
  const keep = (text: string) => {
    const room = maxLength + 1 - pending.length;
    if (text.length > room) tooLong = true;
    pending += room > 0 ? text.slice(0, room) : '';
  };
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      keep(text.slice(from, end));
      yield line();
      from = end + 1;
    }
    keep(text.slice(from));
  }
  keep(decoder.decode());
  if (pending !== '') yield line();
}

function turnsQuoting(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}
