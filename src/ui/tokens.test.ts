/**
 * The colours of tokens.css against WCAG 2.2 (1.4.3 text 4.5:1, 1.4.11 graphics 3:1) in both themes, and the alpha ramp
 * against the commonest colour blindness.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];
type Theme = 'light' | 'dark';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function lightnessChromaHue(name: string, theme: Theme): Triple {
  const pair = css.match(new RegExp(`--${name}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`));
  const numbers = (theme === 'light' ? pair?.[1] : pair?.[2])?.split(' ').map(Number);
  const [lightness, chroma, hue] = numbers ?? [];
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`no --${name}`);
  return [lightness, chroma, hue];
}

/** Ottosson, "A perceptual color space for image processing" (2020). */
function linearRgb([lightness, chroma, hue]: Triple): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function contrast(one: Triple, other: Triple): number {
  const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [darker = 0, lighter = 0] = [luminance(linearRgb(one)), luminance(linearRgb(other))].sort(
    (a, b) => a - b,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/** Deuteranopia, severity 1.0: Machado, Oliveira & Fernandes (2009), on linear RGB. */
function deuteranope([r, g, b]: Triple): Triple {
  return [
    0.367322 * r + 0.860646 * g - 0.227968 * b,
    0.280085 * r + 0.672501 * g + 0.047413 * b,
    -0.01182 * r + 0.04294 * g + 0.968881 * b,
  ];
}

function rampAt(alpha: number, theme: Theme): Triple {
  const from = lightnessChromaHue('ramp-distilled', theme);
  const to = lightnessChromaHue('ramp-alone', theme);
  const mix = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * alpha;
  return [mix(0), mix(1), mix(2)];
}

const distance = (one: Triple, other: Triple) =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

describe('the measures of this test', () => {
  it('know black, white and red', () => {
    expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 2);
    // #ff0000 on white is 4.00:1 (WebAIM); oklch of red from the CSS Color 4 specification.
    expect(contrast([0.62796, 0.25768, 29.234], [1, 0, 0])).toBeCloseTo(4.0, 2);
  });
});

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const papers = ['paper', 'paper-raised', 'paper-sunken'];

  it.each(['ink', 'ink-quiet', 'teacher', 'student', 'warning'])('has readable text in %s', (name) => {
    for (const paper of papers) {
      expect(
        contrast(lightnessChromaHue(name, theme), lightnessChromaHue(paper, theme)),
        paper,
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['teacher', 'student', 'warning'])('has readable text on the wash of %s', (name) => {
    const wash = lightnessChromaHue(`${name}-wash`, theme);
    expect(contrast(lightnessChromaHue('ink', theme), wash)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(lightnessChromaHue(name, theme), wash)).toBeGreaterThanOrEqual(4.5);
  });

  it('has visible edges of controls', () => {
    expect(
      contrast(lightnessChromaHue('line-control', theme), lightnessChromaHue('paper-raised', theme)),
    ).toBeGreaterThanOrEqual(3);
  });

  it('has visible lines for every alpha', () => {
    for (const alpha of [0, 0.25, 0.5, 0.75, 1]) {
      expect(
        contrast(rampAt(alpha, theme), lightnessChromaHue('paper', theme)),
        `alpha ${alpha}`,
      ).toBeGreaterThanOrEqual(3);
    }
  });

  it('tells the default alphas apart, for deuteranopes too', () => {
    const seen = [0, 0.5, 1].map((alpha) => linearRgb(rampAt(alpha, theme)));
    for (const view of [seen, seen.map(deuteranope)]) {
      const [first, second, third] = view.map(oklab);
      if (!first || !second || !third) throw new Error('three alphas');
      // 0.02 is a just noticeable difference in OKLab; lines need several.
      expect(distance(first, second)).toBeGreaterThan(0.08);
      expect(distance(second, third)).toBeGreaterThan(0.08);
      expect(first[0]).toBeGreaterThan(second[0]);
      expect(second[0]).toBeGreaterThan(third[0]);
    }
  });
});
