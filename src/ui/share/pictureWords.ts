/**
 * What stands around a chart's picture: its title, the names of its lines, and a caption that says what was measured.
 */

import type { Sentence } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Lab } from '../../state/lab/labState.ts';
import { alphaText } from '../alphaStyle.ts';
import { sides } from '../results/charts/series.ts';
import type { CurveName } from '../results/view.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { type PictureWords, type Shown, shownIn } from './chartPicture.ts';
import { contentsOf } from './contents.ts';

interface Subject {
  readonly curve: CurveName;
  readonly shown: Shown;
  readonly experiment: Experiment;
  /** Whether the results came with a link. */
  readonly elsewhere: boolean;
}

/** @param say says the names of settings in the catalogue's language. */
export function wordsOfPicture(
  { share, results, page, flow }: Pick<Catalogue, 'share' | 'results' | 'page' | 'flow'>,
  say: (sentence: Sentence) => string,
  { curve, shown, experiment, elsewhere }: Subject,
): PictureWords {
  const side = sides.find((one) => one === shown.side) ?? 'validation';
  const term = curve === 'loss' ? (['hard', 'soft'] as const).find((one) => one === shown.term) : undefined;
  const contents = contentsOf(experiment, share, page.choices, say);
  const sentences = [
    flow.sentence(results.charts.legend),
    ...contents.map(({ label, value }) => flow.sentence(flow.pair(label, value))),
    ...(elsewhere ? [share.shared.title] : []),
    flow.sentence(page.shell.name),
  ];
  return {
    title: share.pictures.title(
      results.curves[curve],
      term && results.terms[term],
      results.charts.units[curve],
      results.sides[side],
    ),
    caption: sentences.join(flow.gap),
    legend: [...experiment.alphas]
      .sort((a, b) => a - b)
      .map((alpha) => ({ alpha, label: page.alphaName(alphaText(alpha), alpha === 1) })),
  };
}

/** Of a chart on the page, which shows what the lab measured. */
export function wordsOfChart(
  catalogue: Catalogue,
  say: (sentence: Sentence) => string,
  curve: CurveName,
  chart: SVGSVGElement,
  { measured, experiment, shared, runs }: Lab,
): PictureWords {
  return wordsOfPicture(catalogue, say, {
    curve,
    shown: shownIn(chart),
    experiment: measured ?? experiment,
    elsewhere: runs === shared?.runs,
  });
}
