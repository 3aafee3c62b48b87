import { type KeyboardEvent, useId, useState } from 'react';
import { useLateWords } from '../text/late.ts';
import { useSay } from '../text/useSay.ts';
import type { Reading } from './reading.ts';
import styles from './recipe.module.css';

interface TypedTextProps<Value> {
  /** By which the setting is known to what shows help and to what hides. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** What counts, as a person types it. */
  readonly text: string;
  /** Shown where the text is empty. */
  readonly example?: string;
  read(text: string): Reading<Value>;
  onAccept(value: Value): void;
}

/** Something that has a spelling, taken whole with Enter or when it is left. What is wrong is named as it is typed, and stays to be mended. */
export function TypedText<Value>({
  name,
  label,
  help,
  text,
  example,
  read,
  onAccept,
}: TypedTextProps<Value>) {
  const words = useLateWords('recipeEditor');
  const say = useSay();
  const id = useId();
  const [draft, setDraft] = useState<{ readonly of: string; readonly text: string }>();
  // What was typed over another text that has changed since is let go.
  const typed = draft?.of === text ? draft.text : undefined;
  const reading = typed === undefined ? undefined : read(typed);
  const fault = reading && 'fault' in reading ? say(reading.fault) : undefined;
  const accept = () => {
    if (reading === undefined || 'fault' in reading) return;
    setDraft(undefined);
    onAccept(reading.value);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    accept();
  };
  return (
    <div className={styles.typed} data-field={name}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={example}
        value={typed ?? text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
        onChange={(event) => setDraft({ of: text, text: event.target.value })}
        onKeyDown={press}
        onBlur={accept}
      />
      <p id={`${id}-help`} className={styles.quiet}>
        {help}
      </p>
      <p id={`${id}-error`} className={styles.fault} aria-live="polite">
        {fault === undefined ? null : words.wrong(fault, text || '–')}
      </p>
    </div>
  );
}
