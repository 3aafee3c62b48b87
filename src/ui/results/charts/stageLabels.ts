/**
 * Where the names of stages stand above a chart: in two rows by turns, each cut to the room that the next of its row leaves, so
 * that none lies over a line or over another name.
 */

export interface Wanted {
  readonly text: string;
  /** Where its section begins, px. */
  readonly x: number;
}

export interface StageLabel extends Wanted {
  /** Of the text's left end, px. */
  readonly start: number;
  /** 0 is the upper one. */
  readonly row: 0 | 1;
  /** The text as it fits; its number where nothing does. */
  readonly shown: string;
}

/** Between two names of a row, px at ordinary type. */
const gap = 6;
/** From the beginning of one to that of the next, px: room for its number. */
const least = 16;

/** Rough width of a text, px, in letters of `size` px: those of East Asian scripts are as wide as they are high. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += letter > '\u2e7f' ? 1 : letter === ' ' ? 0.3 : 0.56;
  return ems * size;
}

/**
 * @param wanted in the order of their sections
 * @param right  end of the room, px
 * @param size   of the letters, px
 */
export function stageLabels(wanted: readonly Wanted[], right: number, size: number): readonly StageLabel[] {
  // The last of a row may begin further left than its section, so that it ends within the room.
  const starts = wanted.map(({ text, x }, i) => {
    if (i + 2 < wanted.length) return x;
    const before = wanted[i - 2]?.x ?? -least;
    return Math.max(before + least, Math.min(x, right - textWidth(text, size)));
  });
  return wanted.map(({ text, x }, i) => {
    const start = starts[i] ?? x;
    const next = starts[i + 2];
    const room = (next === undefined ? right : next - gap) - start;
    return { text, x, start, row: i % 2 === 0 ? 0 : 1, shown: fitted(text, room, size, i + 1) };
  });
}

function fitted(text: string, room: number, size: number, number: number): string {
  if (textWidth(text, size) <= room + 0.5) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join('').trimEnd()}…`, size) > room) letters.pop();
  const cut = letters.join('').trimEnd();
  return cut.length > 1 ? `${cut}…` : String(number);
}
