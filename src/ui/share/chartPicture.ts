/**
 * A chart on the page as a picture that stands by itself: an SVG whose every colour and font is written out, with its
 * title, its legend and a caption, in the light theme, and the same as a PNG of twice its size.
 */
import { alphaColour, alphaDash } from '../alphaStyle.ts';
import { wrap } from './wrap.ts';

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
/** Above the chart, with one line of title and one of legend. */
const top = 60;
const titleHeight = 19;
const legendHeight = 20;
/** A line's sample and the gap behind it. */
const sample = 30;
const legendGap = 16;
const bottom = 14;
const lineHeight = 16;
/** What may stand in where a picture is looked at; DejaVu Sans and Verdana are the widest in use. */
const standIns = [fonts, fonts.replace(/^[^,]*, /, ''), "'DejaVu Sans', Verdana, sans-serif"];

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
export type Shown = Readonly<Record<'side' | 'term', string | undefined>>;

export function shownIn(chart: SVGSVGElement): Shown {
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
    const measure = textMeasure();
    const title = wrap(words.title, width, (text) => measure(text, 15, 600));
    const legend = rowsOf(words.legend, width, (text) => sample + measure(text, 12, 400));
    const lines = wrap(words.caption, width, (text) => measure(text, 12, 400));
    const legendTop = top + titleHeight * (title.length - 1);
    const chartTop = legendTop + legendHeight * Math.max(0, legend.length - 1);
    const whole = {
      width: Math.round(width + 2 * edge),
      height: Math.round(height + chartTop + bottom + lines.length * lineHeight),
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
      ...title.map((line, i) => {
        const y = 24 + titleHeight * i;
        return element('text', { x: edge, y, 'font-size': 15, 'font-weight': 600, fill: ink }, line);
      }),
    );
    for (const [i, row] of legend.entries()) {
      const y = legendTop - 13 + legendHeight * i;
      for (const { alpha, label, from } of row) {
        const stroke = themed(alphaColour(alpha));
        const dash = alphaDash(alpha);
        const x = edge + from;
        picture.append(
          element('path', {
            ...{ d: `M${x},${y - 4}h24`, stroke, 'stroke-width': 2.5 },
            ...(dash === 'none' ? {} : { 'stroke-dasharray': dash }),
          }),
          element('text', { x: x + sample, y, 'font-size': 12, fill: ink }, label),
        );
      }
    }
    const body = element('g', { transform: `translate(${edge} ${chartTop})` });
    body.append(...copy.childNodes);
    picture.append(body);
    lines.forEach((line, i) => {
      const y = chartTop + height + lineHeight * (i + 1);
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

/** How wide a text is drawn at most, px, whichever of the fonts that may stand in draws it. */
function textMeasure(): (text: string, size: number, weight: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, weight) =>
    Math.max(
      ...standIns.map((families) => {
        // Without a canvas no letter is taken for wider than its height.
        if (!context) return text.length * size;
        context.font = `${weight} ${size}px ${families}`;
        return context.measureText(text).width;
      }),
    );
}

/** The legend's entries on as many rows as they need, each with its place from the row's start. */
function rowsOf(
  legend: PictureWords['legend'],
  width: number,
  measure: (label: string) => number,
): readonly (readonly (PictureWords['legend'][number] & { readonly from: number })[])[] {
  const rows: (PictureWords['legend'][number] & { readonly from: number })[][] = [];
  let from = Number.POSITIVE_INFINITY;
  for (const entry of legend) {
    const wide = measure(entry.label);
    if (from + wide > width) {
      rows.push([]);
      from = 0;
    }
    rows.at(-1)?.push({ ...entry, from });
    from += wide + legendGap;
  }
  return rows;
}
