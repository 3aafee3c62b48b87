import { useEffect, useRef } from 'react';
import { type NetworkGroup, runOf } from '../../../analysis/networks/groups.ts';
import { fields } from '../../../spec/experiment.ts';
import type { GoneOnFrom } from '../../../spec/recipe/continued.ts';
import { pairedArms } from '../../../spec/recipe/distil.ts';
import { adviceOnStage, faultsIn } from '../../../spec/recipe/faults.ts';
import { mostStages } from '../../../spec/recipe/spelling.ts';
import { stageOf } from '../../../spec/recipe/stages.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { NumberSetting } from '../../form/NumberSetting.tsx';
import { settingText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import { BitsOfLayers } from './BitsOfLayers.tsx';
import { CutView } from './cut/CutView.tsx';
import { HowItIsDone } from './HowItIsDone.tsx';
import { PreviewFacts } from './PreviewFacts.tsx';
import { Refusal } from './Refusal.tsx';
import { Slider } from './Slider.tsx';
import styles from './smaller.module.css';
import { useContinues } from './useContinues.ts';
import { useMake } from './useMake.ts';
import { usePreview } from './usePreview.ts';
import { valueText } from './valueText.ts';
import {
  canFollow,
  costOf,
  hasSameImages,
  originalOf,
  ownImagesOf,
  setWish,
  sliderOf,
  toggleArm,
  valuesIn,
  type Wish,
  wishedExperiment,
} from './wish.ts';

interface WishFormProps {
  readonly group: NetworkGroup;
  readonly from: GoneOnFrom;
  readonly wish: Wish;
  onWish(wish: Wish): void;
}

/** One verb: its slider, what an untrained network would be, how it learns again, and the button that makes it. */
export function WishForm({ group, from, wish, onWish }: WishFormProps) {
  const words = useLateWords('smaller');
  const say = useSay();
  const phase = useLab((lab) => lab.phase);
  const lab = useLab(({ experiment }) => experiment);
  const split = useLab(({ dataset }) => dataset?.split.kind);
  const problem = useLab((state) => state.problem);
  const { openExperiment } = useLabActions();
  const busy = isBusy(phase);
  const [first] = group.networks;
  const able = !busy && phase !== 'opening';
  const { previewed, failure } = usePreview(first?.id ?? '', wish.stage, able);
  const continues = useContinues(group, able);
  const button = useRef<HTMLButtonElement>(null);
  // On a screen of usual height the button lies below the verbs.
  useEffect(() => {
    button.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { make, begins, failure: refusal } = useMake(group, from, wish, continues);
  const slider = sliderOf(wish.stage);
  if (!first || !slider) return null;

  const experiment = wishedExperiment(from, wish);
  if (!experiment) return <p className={networks.quiet}>{words.tooLong(mostStages)}</p>;
  const fault = faultsIn(experiment).find((one) => one !== undefined);
  const place = experiment.recipe.findLastIndex(({ kind }) => kind === wish.stage.kind);
  const advice = adviceOnStage(experiment.recipe, place, experiment);
  const retrains = canFollow(wish.stage);
  const { epochs, alpha = experiment.alphas[0] ?? 1, temperature = experiment.temperature } = wish.retrain;
  const cost = costOf(wish, experiment);
  const values = valuesIn(wish);
  const toggle = (value: number) =>
    onWish({
      ...wish,
      also: wish.also.includes(value) ? wish.also.filter((one) => one !== value) : [...wish.also, value],
    });
  const sameImages = hasSameImages(from, lab, { split });
  const blocked = phase === 'blocked' ? problem : undefined;
  const openIts = () => openExperiment(originalOf(from));
  const openItsButton = (
    <button type="button" className={networks.link} onClick={openIts}>
      {words.openIts}
    </button>
  );
  const rateField = stageOf('distil').overrides.rate?.field;
  const epochsField = stageOf('distil').overrides.epochs?.field;
  return (
    <div className={styles.wish}>
      <Slider
        slider={slider}
        stage={wish.stage}
        onValue={(value) => onWish(setWish(wish, 0, slider.slider, value))}
      />
      <PreviewFacts
        {...{ group, previewed, failure, slider, phase }}
        onOpen={sameImages ? openIts : undefined}
        run={group.networks.length > 1 ? runOf(first) : undefined}
        stage={wish.stage}
      />
      {wish.stage.kind === 'quantise' ? <BitsOfLayers bits={previewed?.preview.layerBits} /> : null}
      {wish.stage.kind === 'prune' ? (
        <CutView network={first.id} stage={wish.stage} previewed={previewed !== undefined} />
      ) : null}
      <fieldset className={styles.also} aria-label={words.also}>
        <span aria-hidden="true">{words.also}</span>
        {slider.curve.map((value) => (
          <button
            key={value}
            type="button"
            disabled={value === slider.value}
            aria-pressed={values.includes(value)}
            onClick={() => toggle(value)}
          >
            {valueText(slider, value)}
          </button>
        ))}
      </fieldset>
      <div className={styles.numbers}>
        {retrains && epochsField?.kind === 'number' ? (
          <NumberSetting
            name="distil.epochs"
            field={epochsField}
            value={epochs ?? epochsField.default}
            onChange={(value) => onWish(setWish(wish, 1, 'epochs', value))}
          />
        ) : null}
        {retrains && rateField?.kind === 'number' ? (
          <NumberSetting
            name="distil.rate"
            field={rateField}
            value={wish.retrain.rate ?? experiment.learningRate}
            onChange={(value) => onWish(setWish(wish, 1, 'rate', value))}
          />
        ) : null}
        <NumberSetting
          name="runs"
          field={{ ...fields.runs, label: words.runs }}
          value={wish.runs}
          onChange={(runs) => onWish({ ...wish, runs })}
        />
      </div>
      {retrains ? (
        <>
          <fieldset className={styles.also} aria-label={words.arms.title}>
            <span aria-hidden="true">{words.arms.title}</span>
            {pairedArms.map((arm) => (
              <button
                key={arm}
                type="button"
                aria-pressed={wish.arms.includes(arm)}
                onClick={() => onWish(toggleArm(wish, arm))}
              >
                {words.arms.names[arm]}
              </button>
            ))}
          </fieldset>
          <p className={networks.quiet}>
            {words.arms.lead({
              arms: wish.arms,
              heard: words.heard(settingText(alpha), settingText(temperature)),
              ...{ epochs: epochs ?? 0, total: cost.epochs, runs: wish.runs },
            })}
          </p>
        </>
      ) : (
        <p className={networks.quiet}>{words.comesLast}</p>
      )}
      {sameImages ? null : (
        <p className={networks.quiet}>
          {words.ownImages(ownImagesOf(from), retrains)} {openItsButton}
        </p>
      )}
      <button
        ref={button}
        type="button"
        className={`${networks.first} ${styles.make}`}
        disabled={busy || phase === 'blocked' || begins || continues === undefined || fault !== undefined}
        onClick={make}
      >
        {words.make({
          networks: cost.networks,
          epochs: retrains ? (epochs ?? 0) : 0,
          arm: wish.arms.length > 1 ? undefined : wish.arms[0],
        })}
      </button>
      {blocked ? (
        <p className={networks.refused}>
          {say(blocked.what)} {say(blocked.fix)} {sameImages ? openItsButton : null}
        </p>
      ) : null}
      {busy ? (
        <p className={networks.quiet}>{words.wait}</p>
      ) : continues === undefined ? (
        <p className={networks.quiet}>{words.checking}</p>
      ) : null}
      {continues === false && first.teacher?.source !== 'file' ? (
        <p className={networks.quiet}>{words.fromFile}</p>
      ) : null}
      {refusal === undefined ? null : <Refusal thrown={refusal} />}
      {fault === undefined ? null : <p className={networks.refused}>{say(fault)}</p>}
      {advice === undefined ? null : <p className={networks.quiet}>{say(advice)}</p>}
      <HowItIsDone {...{ wish, experiment, onWish, retrains }} />
    </div>
  );
}
