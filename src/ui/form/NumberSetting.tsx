import { type CSSProperties, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import * as v from 'valibot';
import type { NumberField } from '../../spec/fields.ts';
import { settingText } from '../quantities.ts';
import { readNumber, typed } from '../text/typed.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './NumberSetting.module.css';
import { errorId, helpId, Row } from './Row.tsx';
import { hasSlider, placeOf, places, steppedValue, valueAt } from './sliderScale.ts';

const slides: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** Room for the unit in ems: a Han character takes one, a letter a little more than half. */
function unitStyle(unit: string): CSSProperties {
  const width = [...unit].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 1 : 0.6), 0);
  return { '--unit-width': width } as CSSProperties;
}

interface NumberSettingProps {
  /** By which the setting is known to what shows help and to what hides. */
  readonly name: string;
  readonly field: NumberField;
  readonly value: number;
  readonly disabled?: boolean;
  readonly note?: string | undefined;
  /** Behind the number. */
  readonly after?: ReactNode;
  onChange(value: number): void;
}

/** A number that can be typed and dragged. What its schema rejects is named, and the old value stays. */
export function NumberSetting({
  name,
  field,
  value,
  disabled = false,
  note,
  after,
  onChange,
}: NumberSettingProps) {
  const { form } = useWords('page');
  const say = useSay();
  const id = useId();
  /** What is being typed; undefined shows the value. */
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();

  const accept = (next: number) => {
    setError(undefined);
    if (next !== value) onChange(next);
  };
  const type = (text: string) => {
    setDraft(text);
    const read = v.safeParse(field.schema, field.parse(readNumber(text, field.integer)));
    if (read.success) accept(read.output);
    else setError(form.keeps(text.trim() || '“ ”', say(field.allowed), settingText(value)));
  };
  const slide = (event: KeyboardEvent) => {
    const by = slides[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setDraft(undefined);
    accept(steppedValue(field, value, by));
  };
  const shown = settingText(value);
  const unit = say(field.unit);
  return (
    <Row name={name} field={field} id={id} error={error} note={note}>
      {hasSlider(field) ? (
        <input
          className={styles.slider}
          type="range"
          min={0}
          max={places}
          step="any"
          value={placeOf(field, value)}
          disabled={disabled}
          aria-label={form.slider(say(field.label))}
          aria-valuetext={unit ? `${shown} ${unit}` : shown}
          onChange={(event) => {
            setDraft(undefined);
            accept(valueAt(field, event.target.valueAsNumber));
          }}
          onKeyDown={slide}
        />
      ) : null}
      <span
        className={hasSlider(field) ? styles.number : `${styles.number} ${styles.full}`}
        style={unitStyle(unit)}
      >
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={draft ?? typed(value)}
          disabled={disabled}
          aria-invalid={error !== undefined}
          aria-describedby={`${helpId(id)} ${errorId(id)}`}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setDraft(undefined)}
        />
        {unit ? <span className={styles.unit}>{unit}</span> : null}
      </span>
      {after}
    </Row>
  );
}
