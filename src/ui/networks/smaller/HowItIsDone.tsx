import type { Experiment } from '../../../spec/experiment.ts';
import { retrainingShare } from '../../../spec/recipe/continued.ts';
import { type StageSpec, settingsOf, stageOf } from '../../../spec/recipe/stages.ts';
import { settingText } from '../../quantities.ts';
import { StageSetting } from '../../recipe/StageSetting.tsx';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import styles from './smaller.module.css';
import { setWish, type Wish } from './wish.ts';

interface HowItIsDoneProps {
  readonly wish: Wish;
  /** That would make it. */
  readonly experiment: Experiment;
  /** Whether a retraining follows. */
  readonly retrains: boolean;
  onWish(wish: Wish): void;
}

/** The settings of its stages beside the slider, and their papers. */
export function HowItIsDone({ wish, experiment, retrains, onWish }: HowItIsDoneProps) {
  const words = useLateWords('smaller');
  const stages: readonly StageSpec[] = retrains ? [wish.stage, wish.retrain] : [wish.stage];
  return (
    <details className={styles.how}>
      <summary>{words.how}</summary>
      {stages.map((stage, i) => (
        <Stage key={stage.kind} place={i === 0 ? 0 : 1} {...{ stage, wish, experiment, onWish }} />
      ))}
      {retrains ? (
        <p className={networks.quiet}>
          {words.rateRule(settingText(retrainingShare), wish.arms.includes('scratch'))}
        </p>
      ) : null}
    </details>
  );
}

/** Arms are chosen above, several at a time. */
const isOfStage = ([name]: readonly [string, unknown]) => name !== 'arm';

interface StageProps extends Omit<HowItIsDoneProps, 'retrains'> {
  readonly stage: StageSpec;
  readonly place: 0 | 1;
}

function Stage({ stage, place, wish, experiment, onWish }: StageProps) {
  const say = useSay();
  const { label, help, formula, source } = stageOf(stage.kind);
  return (
    <fieldset aria-label={say(label)}>
      <h5>{say(label)}</h5>
      <p className={networks.quiet}>{say(help)}</p>
      {[...settingsOf(stage.kind)].filter(isOfStage).map(([name, field]) => (
        <StageSetting
          key={name}
          {...{ stage, name, field, experiment }}
          place={place + 1}
          varied={undefined}
          onSet={(setting, value) => onWish(setWish(wish, place, setting, value))}
          onUnset={(setting) => onWish(setWish(wish, place, setting, undefined))}
        />
      ))}
      {formula ? <p className={networks.quiet}>{formula}</p> : null}
      {source ? <p className={networks.quiet}>{source}</p> : null}
    </fieldset>
  );
}
