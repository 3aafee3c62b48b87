/**
 * How an alpha looks wherever it is drawn: a colour, a dash pattern and a label, so that colour is never the only cue.
 */
import { spokenCatalogue } from './text/language.ts';
import { plain } from './text/numbers.ts';

export interface AlphaStyle {
  /** A CSS colour that follows the theme; usable as a style, and as `stroke` or `fill` of SVG. */
  readonly colour: string;
  /** For `stroke-dasharray`; `none` is a full line. */
  readonly dash: string;
  /** "α 0.5"; alpha 1 is named for what it is, the student alone. */
  readonly label: string;
}

/** Alpha's place on the ramp from the distilled end (0) to the student alone (1), mixed in oklch: even in lightness and hue. */
export function alphaColour(alpha: number): string {
  const share = Math.round(Math.min(1, Math.max(0, alpha)) * 1000) / 10;
  return `color-mix(in oklch, var(--ramp-alone) ${share}%, var(--ramp-distilled))`;
}

/** Full at 0, dotted at 1, dashes that shorten on the way. */
export function alphaDash(alpha: number): string {
  if (alpha <= 0) return 'none';
  if (alpha >= 1) return '2 3';
  if (alpha < 0.35) return '12 3';
  if (alpha <= 0.65) return '7 4';
  return '7 3 2 3';
}

/** Alpha with the digits that it needs, at most three after the point. */
export function alphaText(alpha: number): string {
  return plain(Math.round(alpha * 1000) / 1000);
}

export function alphaStyle(alpha: number): AlphaStyle {
  return {
    colour: alphaColour(alpha),
    dash: alphaDash(alpha),
    label: spokenCatalogue().page.alphaName(alphaText(alpha), alpha === 1),
  };
}
