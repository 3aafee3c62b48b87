import { useMemo } from 'react';
import { choiceContrasts } from '../../../analysis/choiceContrasts.ts';
import { stageEffects } from '../../../analysis/stageEffects.ts';
import { verdictOf } from '../../../analysis/statistics.ts';
import type { Sentence } from '../../../lang/sentence.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { pointKey } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import type { Point } from '../../../spec/point.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { isStageKind, stageOf, valuesOf } from '../../../spec/recipe/stages.ts';
import { stagePathOf } from '../../../spec/recipe/vary.ts';
import { measuredImages } from '../../../state/lab/measuredImages.ts';
import { measuredTeacher } from '../../../state/lab/measuredTeacher.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { besideText, seriesText } from '../../seriesStyle.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { useCalmRuns } from '../charts/useCalmRuns.ts';
import styles from './headline.module.css';
import { namedAlpha, pointAt } from './headline.ts';

/** What each stage of a recipe cost or gained, in one sentence that claims no more than the runs can show. */
export default function StageHeadline({ running }: { readonly running: boolean }) {
  const { headlineHow } = useWords('results');
  const words = useLateWords('stages');
  const say = useSay();
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const runs = useCalmRuns();
  const images = useLab(measuredImages);
  const teacher = useLab(measuredTeacher);
  const alpha = namedAlpha(experiment.alphas) ?? experiment.alphas[0] ?? 1;
  const point = pointAt(experiment, alpha);
  const key = pointKey(point);
  const start = experiment.student === 'teacher' ? teacher : undefined;
  const mine = useMemo(
    () => runs.filter((run) => pointKey(run.point) === key && run.status === 'finished'),
    [runs, key],
  );
  const effects = useMemo(() => stageEffects(mine, start, images), [mine, start, images]);
  const { recipe } = applyPoint(experiment, point);
  const said = effects.map((effect) => {
    const spec = recipe[effect.stage];
    const declared = isStageKind(effect.kind) ? stageOf(effect.kind) : undefined;
    if (!declared) return { ...effect, act: effect.kind };
    const fits = spec?.kind === effect.kind;
    return { ...effect, act: say(fits ? declared.act(valuesOf(spec)) : declared.label) };
  });
  const found = {
    ...{ alpha, beside: besideText(point), effects: said },
    ...{ done: mine.length, planned: experiment.runs },
  };
  return (
    <div className={styles.headline} data-kind="stages">
      <h2 className={styles.sentence} aria-live={running ? 'off' : 'polite'}>
        {words.headline(found)}
      </h2>
      <ChoicesApart experiment={experiment} runs={runs} images={images} />
      <details className={styles.note}>
        <summary>{headlineHow}</summary>
        <p>{words.how}</p>
      </details>
    </div>
  );
}

/** What the values of a choice that is varied, such as the arms of a retraining, come to beside each other. */
function ChoicesApart({
  experiment,
  runs,
  images,
}: {
  readonly experiment: Experiment;
  readonly runs: readonly RunRecord[];
  readonly images: number | undefined;
}) {
  const words = useLateWords('stages');
  const say = useSay();
  const contrasts = useMemo(() => choiceContrasts(experiment, runs), [experiment, runs]);
  if (contrasts.length === 0) return null;
  const severalAlphas = experiment.alphas.length > 1;
  return (
    <>
      <ul className={styles.apart} aria-label={words.apart.title}>
        {contrasts.map(({ path, value, over, place, gain }) => {
          const [act, other] = [value, over].map((one) =>
            say(actAt(experiment, { ...place, [path]: one }, path)),
          );
          const named = act !== other;
          const at = [
            severalAlphas ? `α ${seriesText(place)}` : besideText(place).replace(/^ · /, ''),
          ].filter(Boolean);
          return (
            <li key={`${pointKey(place)} ${path} ${value}`}>
              {words.apart.contrast({
                ...{ gain, verdict: verdictOf(gain, images, 0.05 / contrasts.length), at: at.join('') },
                value: named ? (act ?? '') : `${path} ${value}`,
                over: named ? (other ?? '') : `${path} ${over}`,
              })}
            </li>
          );
        })}
      </ul>
      {contrasts.length > 1 ? <p className={styles.note}>{words.apart.held(contrasts.length)}</p> : null}
    </>
  );
}

/** The act of the stage that a path names, at a point. */
function actAt(experiment: Experiment, point: Point, path: string): Sentence {
  const named = stagePathOf(path);
  const stage = applyPoint(experiment, point)
    .recipe.filter(({ kind }) => kind === named?.kind)
    .at((named?.nth ?? 0) - 1);
  return stage ? stageOf(stage.kind).act(valuesOf(stage)) : path;
}
