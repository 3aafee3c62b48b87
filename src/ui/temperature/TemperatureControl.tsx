import { Slider } from 'radix-ui';
import { useEffect, useState } from 'react';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { useLateWords } from '../text/late.ts';
import { plain } from '../text/numbers.ts';
import { readNumber } from '../text/typed.ts';
import { temperatureText } from './bars.ts';
import {
  highestPosition,
  highestTemperature,
  lowestPosition,
  lowestTemperature,
  positionOf,
  positionStep,
  shareOf,
  temperatureAt,
} from './logScale.ts';
import slider from './slider.module.css';
import styles from './temperature.module.css';

const ticks = [0.1, 1, 10, 100];

/** T on a log slider and as a number, with the experiment's own T marked on the track. */
export function TemperatureControl({
  temperature,
  onChange,
}: {
  readonly temperature: number;
  readonly onChange: (temperature: number) => void;
}) {
  const text = useLateWords('temperature');
  const experiments = useLab((lab) => lab.experiment.temperature);
  const similarity = useLab((lab) => lab.experiment.similarity);
  const { setField } = useLabActions();
  const [typed, setTyped] = useState(temperatureText(temperature));
  useEffect(() => setTyped(temperatureText(temperature)), [temperature]);
  const number = Number(readNumber(typed));
  const valid = typed.trim() !== '' && number >= lowestTemperature && number <= highestTemperature;
  const same = Math.abs(experiments - temperature) < 1e-9;
  return (
    <div className={styles.control}>
      <div className={slider.row} data-control="slider">
        <div className={slider.track}>
          <span
            className={slider.marker}
            style={{ left: `${shareOf(experiments) * 100}%` }}
            title={text.marker(temperatureText(experiments))}
            data-end={shareOf(experiments) > 0.7 ? '' : undefined}
          >
            {text.marker(temperatureText(experiments))}
          </span>
          <Slider.Root
            className={slider.root ?? ''}
            dir="ltr"
            min={lowestPosition}
            max={highestPosition}
            step={positionStep}
            value={[positionOf(temperature)]}
            onValueChange={([position]) => {
              if (position !== undefined) onChange(temperatureAt(position));
            }}
          >
            <Slider.Track className={slider.rail ?? ''}>
              <Slider.Range className={slider.range ?? ''} />
            </Slider.Track>
            <Slider.Thumb
              className={slider.thumb ?? ''}
              aria-label={text.temperature}
              aria-valuetext={`T ${temperatureText(temperature)}`}
            />
          </Slider.Root>
          <div className={slider.ticks} aria-hidden="true">
            {ticks.map((tick) => (
              <span key={tick} style={{ left: `${shareOf(tick) * 100}%` }}>
                {plain(tick)}
              </span>
            ))}
          </div>
        </div>
        <label className={slider.exact}>
          T
          <input
            type="text"
            inputMode="decimal"
            aria-label={text.exact}
            aria-invalid={!valid}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              const next = Number(readNumber(event.target.value));
              if (event.target.value.trim() && next >= lowestTemperature && next <= highestTemperature) {
                onChange(next);
              }
            }}
            onBlur={() => setTyped(temperatureText(temperature))}
          />
        </label>
      </div>
      <div className={styles.useRow} data-control="useTemperature">
        <button type="button" disabled={same} onClick={() => setField('temperature', temperature)}>
          {same ? text.used : text.use}
        </button>
        <span className={styles.quiet}>
          {valid
            ? similarity === 'mse'
              ? text.unusedBy(similarity)
              : ''
            : text.allowed(plain(lowestTemperature), plain(highestTemperature))}
        </span>
      </div>
    </div>
  );
}
