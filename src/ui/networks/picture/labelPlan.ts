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
  /** An upright line from the dot to a name that is not next to it. */
  readonly leader?: { readonly x: number; readonly top: number; readonly bottom: number };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of a line of words, rem. */
const line = 1.1;
const apart = 0.2;

/** Of small type, rem. */
const small = 0.8125;
/** How wide letters are, em: the first kind that has them; Chinese ones are as wide as they are high. */
const letters: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\uffff]/u, 1.05],
  [/[\s.,:;·|iljI'’()[\]-]/u, 0.32],
  [/[rtf]/u, 0.38],
  [/[mwMW%@]/u, 0.95],
  [/[\p{Lu}\d]/u, 0.67],
];

const widthOf = (text: string) =>
  small * [...text].reduce((sum, one) => sum + (letters.find(([kind]) => kind.test(one))?.[1] ?? 0.57), 0.2);

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** How often names that found no room are tried before others. */
const rounds = 4;

/**
 * @param named those that matter most first
 * @param dots all of them, named or not
 * @param frame in which labels stand
 * @param taken by other words and lines
 * @param firm how many of the first keep their places in the order; of the others as many as possible find room
 */
export function labelPlan(
  named: readonly Named[],
  dots: readonly Omit<Named, 'text'>[],
  frame: Box,
  taken: readonly Box[],
  firm = 0,
): readonly Label[] {
  const circles = dots.map(({ x, y, size }) => ({
    ...{ left: x - size / 2, right: x + size / 2, top: y - size / 2, bottom: y + size / 2 },
  }));
  let order = named;
  let now = placed(order, circles, taken, frame);
  let best = now;
  for (let round = 0; round < rounds && best.length < named.length; round++) {
    const there = new Set(now.map(({ key }) => key));
    const rest = order.slice(firm);
    order = [
      ...order.slice(0, firm),
      ...rest.filter(({ key }) => !there.has(key)),
      ...rest.filter(({ key }) => there.has(key)),
    ];
    now = placed(order, circles, taken, frame);
    if (now.length > best.length) best = now;
  }
  return best;
}

/** One after another where there is room. */
function placed(
  named: readonly Named[],
  circles: readonly Box[],
  taken: readonly Box[],
  frame: Box,
): readonly Label[] {
  /** What a line to a name may not cross. */
  const solid = [...circles];
  const isFree = (box: Box, among: readonly Box[]) => !among.some((other) => overlap(box, other));
  return named.flatMap(({ key, text, x, y, size }) => {
    const width = widthOf(text);
    for (const { left, top, leader } of spotsAt(x, y, width, size / 2)) {
      const box = { left, top, right: left + width, bottom: top + line };
      const isInside =
        left >= frame.left && box.right <= frame.right && top >= frame.top && box.bottom <= frame.bottom;
      const lead = leader && { left: x - 0.05, right: x + 0.05, ...leader };
      if (!isInside || !isFree(box, taken) || !isFree(box, solid) || (lead && !isFree(lead, solid))) continue;
      solid.push(box, ...(lead ? [lead] : []));
      return [{ key, text, left, top, width, ...(leader ? { leader: { x, ...leader } } : {}) }];
    }
    return [];
  });
}

/** Below and above from the middle to either side, beside it, and then further below and above, at the end of a line. */
function spotsAt(x: number, y: number, width: number, radius: number) {
  const away = radius + apart;
  const lefts = [0.5, 0.25, 0.75, 0, 1].map((share) => x + 0.2 * (2 * share - 1) - share * width);
  const rows = (further: number) =>
    [true, false].flatMap((isBelow) => {
      const top = isBelow ? y + away + further : y - away - further - line;
      // From the circle's edge, which is no obstacle, to the name.
      const [begins, ends] = isBelow
        ? [y + radius + 0.05, top - 0.01]
        : [top + line + 0.01, y - radius - 0.05];
      const leader = further > 0 ? { top: begins, bottom: ends } : undefined;
      return lefts.map((left) => ({ left, top, leader }));
    });
  const beside = [0.1, -line / 2, -line - 0.1].flatMap((down) => [
    { left: x + away, top: y + down, leader: undefined },
    { left: x - away - width, top: y + down, leader: undefined },
  ]);
  return [...rows(0), ...beside, ...[0.6, 1.2, 2.4, 3.6].flatMap(rows)];
}
