import { useMemo } from 'react';
import { stageEffects } from '../../../analysis/stageEffects.ts';
import { pointKey } from '../../../protocol/runId.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { isStageKind, stageOf, valuesOf } from '../../../spec/recipe/stages.ts';
import { measuredImages } from '../../../state/lab/measuredImages.ts';
import { measuredTeacher } from '../../../state/lab/measuredTeacher.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { besideText } from '../../seriesStyle.ts';
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
      <details className={styles.note}>
        <summary>{headlineHow}</summary>
        <p>{words.how}</p>
      </details>
    </div>
  );
}
