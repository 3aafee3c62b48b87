import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { Lab } from '../../state/lab/labState.ts';
import { useLabStore } from '../../state/lab/useLab.ts';
import { chosenView } from '../results/chosenView.ts';
import { download } from '../results/download.ts';
import styles from '../results/table/table.module.css';
import { type CurveName, curveNames } from '../results/view.ts';
import { useCatalogue } from '../text/language.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { chartOf, type PictureWords, pngOf, shownIn, standaloneSvg } from './chartPicture.ts';
import { wordsOfPicture } from './pictureWords.ts';

const kinds = ['PNG', 'SVG'] as const;

/** Each chart as it is shown now, with its title and a caption that says what was measured. */
export function ChartsMenu({ disabled }: { readonly disabled: boolean }) {
  const { pictures: words } = useWords('share');
  const { shortCurves } = useWords('results');
  const [failed, setFailed] = useState<'absent' | 'drawing'>();
  const wordsOf = usePictureWords();
  const lab = useLabStore();
  const save = async (curve: CurveName, kind: (typeof kinds)[number]) => {
    const chart = await shownChart(curve);
    if (!chart) return setFailed('absent');
    setFailed(undefined);
    const svg = standaloneSvg(chart, wordsOf(curve, chart, lab.getState()));
    if (kind === 'SVG') return download(`${curve}.svg`, 'image/svg+xml', svg);
    try {
      download(`${curve}.png`, 'image/png', await pngOf(svg));
    } catch {
      setFailed('drawing');
    }
  };
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger aria-label={words.menuLabel} disabled={disabled}>
          {words.menu} <span aria-hidden="true">▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
            {curveNames.flatMap((curve) =>
              kinds.map((kind) => (
                <DropdownMenu.Item
                  key={`${curve} ${kind}`}
                  className={styles.menuItem}
                  onSelect={() => {
                    void save(curve, kind);
                  }}
                >
                  {words.item(shortCurves[curve], kind)}
                </DropdownMenu.Item>
              )),
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {failed ? (
        <p role="alert" className={styles.failure}>
          {words.failed[failed]}
        </p>
      ) : null}
    </>
  );
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

/** What stands around a chart's picture. */
export function usePictureWords(): (curve: CurveName, chart: SVGSVGElement, lab: Lab) => PictureWords {
  const catalogue = useCatalogue();
  const say = useSay();
  return (curve, chart, { measured, experiment, shared, runs }) =>
    wordsOfPicture(catalogue, say, {
      curve,
      shown: shownIn(chart),
      experiment: measured ?? experiment,
      elsewhere: runs === shared?.runs,
    });
}
