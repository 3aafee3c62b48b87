import { describe, expect, it } from 'vitest';
import { languageNames } from '../../lang/languages.ts';
import { say } from '../../lang/sentence.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { curveNames } from '../results/view.ts';
import { catalogueOf } from '../text/language.ts';
import { plain } from '../text/numbers.ts';
import { standaloneSvg } from './chartPicture.ts';
import { wordsOfPicture } from './pictureWords.ts';

/** As wide as a chart is on a narrow page; with the edges its picture is 320. */
const chartWidth = 288;
const experiment = {
  ...defaultExperiment,
  ...{ dataset: 'folder-0123456789abcdef', alphas: [0, 0.25, 0.5, 0.75, 1] },
};

function chart(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', String(chartWidth));
  svg.setAttribute('height', '180');
  document.body.append(svg);
  return svg;
}

describe.each([...languageNames])('a chart’s picture in %s', (language) => {
  it.each([...curveNames])('holds every word around %s with five alphas', async (curve) => {
    const catalogue = await catalogueOf(language);
    const { sentences } = catalogue;
    const words = wordsOfPicture(
      catalogue,
      (sentence) => say(sentence, (template) => sentences[template] ?? template, plain),
      { curve, shown: { side: 'validation', term: 'soft' }, experiment, elsewhere: true },
    );
    const source = chart();
    const holder = document.createElement('div');
    document.body.append(holder);
    try {
      holder.innerHTML = standaloneSvg(source, words);
      const texts = [...holder.querySelectorAll('text')];
      const ends = texts.map((text) => text.getBBox().x + text.getBBox().width);
      expect(texts.length).toBeGreaterThan(8);
      expect(Math.max(...ends)).toBeLessThanOrEqual(chartWidth + 16);
      // All of the legend is there, and no two lines of text lie over each other.
      const drawn = texts.map((text) => text.textContent);
      for (const { label } of words.legend) expect(drawn).toContain(label);
      expect(drawn.join('').replaceAll(' ', '')).toBe(
        [words.title, ...words.legend.map(({ label }) => label), words.caption].join('').replaceAll(' ', ''),
      );
      const boxes = texts.map((text) => text.getBBox());
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || b.y - a.y >= 12;
          expect(apart).toBe(true);
        }
      }
      const height = holder.querySelector('svg')?.getBoundingClientRect().height ?? 0;
      expect(Math.max(...boxes.map((box) => box.y + box.height))).toBeLessThanOrEqual(height);
    } finally {
      source.remove();
      holder.remove();
    }
  });
});
