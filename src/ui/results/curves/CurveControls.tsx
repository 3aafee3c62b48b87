import { useId } from 'react';
import { useWords } from '../../text/useWords.ts';
import { sides } from '../charts/series.ts';
import { smoothings } from '../charts/smoothing.ts';
import styles from '../controls.module.css';
import { Segmented } from '../Segmented.tsx';
import { lastEpochs, type View } from '../view.ts';

/** What the charts show: which images, each run, the last N epochs, on which axis, smoothed or not. */
export function CurveControls({
  view,
  epochs,
  onChange,
}: {
  readonly view: View;
  readonly epochs: number;
  readonly onChange: (view: View) => void;
}) {
  const text = useWords('results');
  const words = useWords('runs');
  const zoom = useId();
  return (
    <div className={styles.row} data-control="chartControls">
      <Segmented
        label={text.charts.images}
        options={sides.map((name) => ({ name, text: text.sides[name] }))}
        value={view.side}
        onChange={(side) => onChange({ ...view, side })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={view.eachRun}
          onChange={(event) => onChange({ ...view, eachRun: event.target.checked })}
        />
        {text.charts.eachRun}
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={view.log}
          onChange={(event) => onChange({ ...view, log: event.target.checked })}
        />
        {words.charts.log}
      </label>
      <select
        aria-label={words.charts.smooth}
        value={view.smoothing}
        onChange={(event) => {
          const chosen = smoothings.find((one) => one === Number(event.target.value));
          onChange({ ...view, smoothing: chosen ?? 1 });
        }}
      >
        {smoothings.map((window) => (
          <option key={window} value={window}>
            {words.charts.window(window)}
          </option>
        ))}
      </select>
      <span className={styles.pair}>
        <input
          id={zoom}
          type="checkbox"
          checked={view.zoomed}
          onChange={(event) => onChange({ ...view, zoomed: event.target.checked })}
        />
        <label htmlFor={zoom}>{text.charts.last}</label>
        <input
          type="number"
          className={styles.number}
          aria-label={text.charts.lastLabel}
          min={1}
          max={epochs}
          value={lastEpochs(view.last, epochs)}
          onChange={(event) => {
            const last = event.target.valueAsNumber;
            if (Number.isFinite(last)) onChange({ ...view, last: Math.round(last), zoomed: true });
          }}
        />
        <label htmlFor={zoom}>{text.charts.lastEpochs}</label>
      </span>
    </div>
  );
}
