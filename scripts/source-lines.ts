// TypeScript sources as lines of code: comments and the insides of strings blanked out, so that a
// word in them is not taken for code. Enough for checks by line; it is no parser.

export interface CodeLine {
  readonly number: number;
  /** The line without comments; strings keep their quotes and lose their text. */
  readonly code: string;
  /** The line as it stands. */
  readonly text: string;
}

export function linesOf(source: string): CodeLine[] {
  const blanked = blank(source).split('\n');
  const texts = source.replace(/\n$/, '').split('\n');
  return texts.map((text, i) => ({ number: i + 1, code: blanked[i] ?? '', text }));
}

export interface ImportLine {
  readonly from: string;
  readonly line: number;
  /** Nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
}

/** What a file imports, re-exports and imports dynamically. */
export function importsOf(lines: readonly CodeLine[]): ImportLine[] {
  const found: ImportLine[] = [];
  let statement = '';
  for (const { code, text, number } of lines) {
    const begins = /^\s*(import|export)\b/.test(code);
    if (begins) statement = code;
    else if (statement !== '') statement += ` ${code}`;
    const from = /\bfrom\s*(['"])/.test(code) || /^\s*import\s*(['"])/.test(code);
    if (statement !== '' && from) {
      const [, , target = ''] = /(?:\bfrom|^\s*import)\s*(['"])(.+?)\1/.exec(text) ?? [];
      found.push({ from: target, line: number, typeOnly: isTypeOnly(statement) });
      statement = '';
    } else if (/;\s*$|^\s*\}?\s*$/.test(code) && !/[{,]\s*$/.test(statement)) statement = '';
    for (const [, , target = ''] of text.matchAll(/\bimport\s*\(\s*(['"])(.+?)\1/g)) {
      if (/\bimport\s*\(/.test(code)) found.push({ from: target, line: number, typeOnly: false });
    }
  }
  return found;
}

function isTypeOnly(statement: string): boolean {
  if (/^\s*(import|export)\s+type\b/.test(statement)) return true;
  const [, names] = /\{([^}]*)\}/.exec(statement) ?? [];
  if (names === undefined || /^\s*import\s+\w+\s*,/.test(statement)) return false;
  const each = names.split(',').filter((name) => name.trim() !== '');
  return each.length > 0 && each.every((name) => /^\s*type\s/.test(name));
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

function blank(source: string): string {
  return source.replace(TOKEN, (token, at: number) => {
    const first = token[0] ?? '';
    if (first === '/' && token[1] !== '/' && token[1] !== '*' && !opensRegex(source, at)) {
      return token;
    }
    const inside = (text: string) => text.replace(/[^\n]/g, ' ');
    if (first === '/') return inside(token);
    return `${first}${inside(token.slice(1, -1))}${first}`;
  });
}

/** A slash after a value divides; after anything else it opens a pattern. */
function opensRegex(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 20), at).trimEnd();
  return before === '' || /[=(,:;!&|?{}[+\-*%<>~^]$|\b(return|typeof|case|of|in)$/.test(before);
}
