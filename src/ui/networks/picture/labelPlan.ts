/**
 * Names beside dots of the scatter: one that would lie over another, over a dot or beyond the frame is left out.
 */

/** rem; `x` and `y` are a dot's middle, `size` its diameter. */
export interface Named {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface Label {
  readonly key: string;
  readonly text: string;
  /** The upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of a line of words, rem, and of a letter on average; Chinese ones are as wide as they are high. */
const [line, letter, wide] = [1.1, 0.47, 0.9];
const apart = 0.2;

const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2e80 ? wide : letter), 0.2);

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * @param named those that matter most first
 * @param dots all of them, named or not
 * @param frame in which labels stand
 * @param taken by other words
 */
export function labelPlan(
  named: readonly Named[],
  dots: readonly Omit<Named, 'text'>[],
  frame: Box,
  taken: readonly Box[],
): readonly Label[] {
  const full: Box[] = [
    ...taken,
    ...dots.map(({ x, y, size }) => ({
      ...{ left: x - size / 2, right: x + size / 2, top: y - size / 2, bottom: y + size / 2 },
    })),
  ];
  return named.flatMap(({ key, text, x, y, size }) => {
    const width = widthOf(text);
    const away = size / 2 + apart;
    const corners = [
      { left: x - width / 2, top: y + away },
      { left: x - width / 2, top: y - away - line },
      { left: x - 0.2, top: y + away },
      { left: x + away, top: y + 0.1 },
      { left: x - away - width, top: y + 0.1 },
      { left: x + away, top: y - line - 0.1 },
      { left: x - away - width, top: y - line - 0.1 },
    ];
    const free = corners.find(({ left, top }) => {
      const box = { left, top, right: left + width, bottom: top + line };
      const isInside =
        left >= frame.left && box.right <= frame.right && top >= frame.top && box.bottom <= frame.bottom;
      return isInside && !full.some((other) => overlap(box, other));
    });
    if (!free) return [];
    full.push({ ...free, right: free.left + width, bottom: free.top + line });
    return { key, text, ...free, width };
  });
}
