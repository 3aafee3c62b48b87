/**
 * A chart on the page as a picture that stands by itself: an SVG whose every colour and font is written out, with its
 * title, its legend and a caption, in the light theme, and the same as a PNG of twice its size.
 */
import { alphaColour, alphaDash } from '../alphaStyle.ts';

export interface PictureWords {
  readonly title: string;
  readonly caption: string;
  /** Names of the lines, by alpha. */
  readonly legend: readonly { readonly alpha: number; readonly label: string }[];
}

const svgSpace = 'http://www.w3.org/2000/svg';
const fonts = "'Plex Sans', 'IBM Plex Sans', 'Noto Sans', 'Segoe UI', system-ui, sans-serif";
const scale = 2;
const edge = 16;
const top = 60;
const bottom = 14;
const lineHeight = 16;
/** Of the caption's, on average, in the widest of the fonts that may stand in. */
const widestLetter = 7.2;

/** What decides how an SVG element looks, with the value that it has where nothing says otherwise. */
const properties: Readonly<Record<string, string>> = {
  fill: '',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  opacity: '1',
};
const textProperties: Readonly<Record<string, string>> = {
  'paint-order': 'normal',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
};

/** The drawings of the charts that are on the page now; a narrow page shows one. */
export function chartOf(curve: string): SVGSVGElement | undefined {
  const chart = document.querySelector<SVGSVGElement>(`figure[data-curve="${curve}"] svg.recharts-surface`);
  return chart && chart.getBoundingClientRect().width > 0 ? chart : undefined;
}

/** Which images the chart on the page shows, and which term of the loss, as its figure says. */
export function shownIn(chart: SVGSVGElement): Readonly<Record<'side' | 'term', string | undefined>> {
  const { side, term } = chart.closest<HTMLElement>('figure')?.dataset ?? {};
  return { side, term };
}

/** @returns the SVG's text, which reads nothing from outside itself. */
export function standaloneSvg(chart: SVGSVGElement, words: PictureWords): string {
  const { width, height } = chart.getBoundingClientRect();
  const restoreTheme = inLightTheme();
  const holder = document.createElement('div');
  // Beside the original, so that the same rules apply.
  holder.style.cssText = 'position: absolute; visibility: hidden; inset: 0; pointer-events: none';
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const paper = document.createElement('i');
  holder.append(copy, paper);
  chart.parentElement?.append(holder);
  try {
    const colour = colourReader();
    const themed = (css: string) => {
      paper.style.color = css;
      return colour(getComputedStyle(paper).color);
    };
    for (const element of [...copy.querySelectorAll<SVGElement>('*')]) writeOut(element, colour);
    const lines = wrap(words.caption, Math.floor(width / widestLetter));
    const whole = {
      width: Math.round(width + 2 * edge),
      height: Math.round(height + top + bottom + lines.length * lineHeight),
    };
    const picture = element('svg', {
      xmlns: svgSpace,
      ...whole,
      viewBox: `0 0 ${whole.width} ${whole.height}`,
      'font-family': fonts,
      role: 'img',
    });
    const ink = themed('var(--ink)');
    const quiet = themed('var(--ink-quiet)');
    picture.append(
      element('title', {}, words.title),
      element('rect', { ...whole, fill: themed('var(--paper)') }),
      element('text', { x: edge, y: 24, 'font-size': 15, 'font-weight': 600, fill: ink }, words.title),
    );
    let x = edge;
    for (const { alpha, label } of words.legend) {
      const stroke = themed(alphaColour(alpha));
      const dash = alphaDash(alpha);
      picture.append(
        element('path', {
          ...{ d: `M${x},43h24`, stroke, 'stroke-width': 2.5 },
          ...(dash === 'none' ? {} : { 'stroke-dasharray': dash }),
        }),
        element('text', { x: x + 30, y: 47, 'font-size': 12, fill: ink }, label),
      );
      x += 46 + label.length * 6.5;
    }
    const body = element('g', { transform: `translate(${edge} ${top})` });
    body.append(...copy.childNodes);
    picture.append(body);
    lines.forEach((line, i) => {
      const y = top + height + lineHeight * (i + 1);
      picture.append(element('text', { x: edge, y, 'font-size': 12, fill: quiet }, line));
    });
    return new XMLSerializer().serializeToString(picture);
  } finally {
    holder.remove();
    restoreTheme();
  }
}

/** Paper is light. What is computed until the theme is restored is computed in it; nothing is painted in between. */
export function inLightTheme(): () => void {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = 'light';
  return () => {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
  };
}

/** @throws where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('The canvas gave no picture.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text?: string) {
  const made = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function writeOut(target: SVGElement, colour: (css: string) => string) {
  const style = getComputedStyle(target);
  if (style.display === 'none' || target.tagName === 'title' || target.tagName === 'desc') {
    target.remove();
    return;
  }
  const defined = target.closest('defs') !== null;
  const group = target.tagName === 'g';
  const text = target.tagName === 'text' || target.tagName === 'tspan';
  const wanted = group ? { opacity: '1' } : { ...properties, ...(text ? textProperties : {}) };
  const written = Object.entries(wanted).map(([name, usual]) => {
    const value = style.getPropertyValue(name);
    return [name, usual, name === 'fill' || name === 'stroke' ? colour(value) : value] as const;
  });
  for (const { name } of [...target.attributes]) {
    if (/^(class|style|tabindex|role|(aria|data)-.*)$/.test(name)) target.removeAttribute(name);
  }
  if (defined) return;
  for (const name of Object.keys({ ...properties, ...textProperties })) target.removeAttribute(name);
  for (const [name, usual, value] of written) if (value !== usual) target.setAttribute(name, value);
}

/** Any CSS colour as #rrggbb, with its opacity where it has one: programs other than browsers know no oklch. */
function colourReader(): (css: string) => string {
  const known = new Map<string, string>();
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (css) => {
    if (css === 'none' || !context) return css;
    const before = known.get(css);
    if (before) return before;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, opacity = 255] = context.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
    const text = opacity === 0 ? 'none' : `#${hex}`;
    known.set(css, text);
    return text;
  };
}

/** Words on lines of at most so many characters. */
export function wrap(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
