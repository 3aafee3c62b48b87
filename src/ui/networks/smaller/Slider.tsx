import { useId } from 'react';
import type { Smaller } from '../../../spec/recipe/declare.ts';
import { type StageSpec, stageOf, valuesOf } from '../../../spec/recipe/stages.ts';
import { useSay } from '../../text/useSay.ts';
import styles from './smaller.module.css';
import { valueText } from './valueText.ts';

interface SliderProps {
  readonly slider: Smaller & { readonly value: number };
  readonly stage: StageSpec;
  onValue(value: number): void;
}

/** The one number of a verb. */
export function Slider({ slider, stage, onValue }: SliderProps) {
  const say = useSay();
  const id = useId();
  const { label, labelOf, least, most, step, curve, value } = slider;
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{say(labelOf?.(valuesOf(stage)) ?? label)}</label>
      <output htmlFor={id}>{valueText(slider, value)}</output>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        list={`${id}-curve`}
        value={value}
        aria-valuetext={say(stageOf(stage.kind).act(valuesOf(stage)))}
        // A sum of steps in floating point: 0.15000000000000002.
        onChange={(event) => onValue(Number(event.target.valueAsNumber.toPrecision(6)))}
      />
      <datalist id={`${id}-curve`}>
        {curve.map((mark) => (
          <option key={mark} value={mark} />
        ))}
      </datalist>
    </div>
  );
}
