/**
 * A chart of the page as a file, as it is shown now.
 */
import type { Sentence } from '../../lang/sentence.ts';
import type { Lab } from '../../state/lab/labState.ts';
import { chosenView } from '../results/chosenView.ts';
import { download } from '../results/download.ts';
import type { CurveName } from '../results/view.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { chartOf, pngOf, standaloneSvg } from './chartPicture.ts';
import { wordsOfChart } from './pictureWords.ts';

export type ChartFile = 'PNG' | 'SVG';

interface Spoken {
  readonly catalogue: Catalogue;
  readonly say: (sentence: Sentence) => string;
  readonly lab: Lab;
}

/** @returns why there is no file: the chart is on no page, or the browser could not draw it. */
export async function saveChart(
  curve: CurveName,
  kind: ChartFile,
  { catalogue, say, lab }: Spoken,
): Promise<'absent' | 'drawing' | undefined> {
  const chart = await shownChart(curve);
  if (!chart) return 'absent';
  const svg = standaloneSvg(chart, wordsOfChart(catalogue, say, curve, chart, lab));
  if (kind === 'SVG') {
    download(`${curve}.svg`, 'image/svg+xml', svg);
    return undefined;
  }
  try {
    download(`${curve}.png`, 'image/png', await pngOf(svg));
    return undefined;
  } catch {
    return 'drawing';
  }
}

/** Frames to wait for a chart that comes onto the page, and for its lines, which come after its axes. */
const framesToCome = 30;
const framesToDraw = 3;

/** The chart on the page; where there is room for one at a time, that one is shown instead. Undefined where all are out of sight. */
async function shownChart(curve: CurveName): Promise<SVGSVGElement | undefined> {
  const chart = chartOf(curve);
  if (chart) return chart;
  chosenView.set({ ...chosenView.get(), narrow: curve });
  for (let frame = 0; frame < framesToCome && !chartOf(curve); frame++) await nextFrame();
  for (let frame = 0; frame < framesToDraw; frame++) await nextFrame();
  return chartOf(curve);
}

const nextFrame = () => new Promise(requestAnimationFrame);
