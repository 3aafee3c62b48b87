/**
 * Text on lines of a measured width, as SVG needs it: Chinese may break between any two characters, but no line begins with
 * the sign that ends a phrase or ends with one that opens a phrase (after Unicode Standard Annex 14).
 */

/** What stays together: a word or one Chinese character, with the signs that open and close it and the spaces behind. */
const pieces =
  /[（“「《]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“「《，。；：、）”」》]+)[，。；：、）”」》]*\s*|\S\s*|\s+/gu;

/**
 * @param width   px.
 * @param measure how wide a text is drawn, px.
 * @returns no line for no text; what is wider than a line by itself is broken anywhere.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const fits = (line: string) => measure(line.trimEnd()) <= width;
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (line !== '' && !fits(line + piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  };
  for (const piece of text.match(pieces) ?? []) {
    if (fits(piece)) add(piece);
    else for (const letter of piece) add(letter);
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
