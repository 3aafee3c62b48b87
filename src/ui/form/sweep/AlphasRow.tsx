import { Slider } from 'radix-ui';
import { useId, useState } from 'react';
import * as v from 'valibot';
import { fields } from '../../../spec/experiment.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { alphaColour, alphaText } from '../../alphaStyle.ts';
import { readList, typedList } from '../../text/typed.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { errorId, helpId, Row } from '../Row.tsx';
import styles from './AlphasRow.module.css';
import { alphaStep, sortedAlphas, tidy, withAnotherAlpha, withoutAlpha } from './alphaList.ts';

const field = fields.alphas;

/** The list of alphas: typed, or as marks on their scale that are dragged, moved by arrow keys and removed by Delete. */
export function AlphasRow({ disabled }: { readonly disabled: boolean }) {
  const { form } = useWords('page');
  const say = useSay();
  const id = useId();
  const alphas = useLab((lab) => lab.experiment.alphas);
  const { setField } = useLabActions();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const sorted = sortedAlphas(alphas);
  const another = withAnotherAlpha(alphas);

  const accept = (next: readonly number[]) => {
    setError(undefined);
    setField('alphas', next);
  };
  const type = (text: string) => {
    setDraft(text);
    const read = v.safeParse(field.schema, field.parse(readList(text)));
    if (read.success) accept(read.output);
    else setError(form.keeps(text.trim() || '“ ”', say(field.allowed), typedList(alphas)));
  };
  const remove = (alpha: number) => {
    const rest = withoutAlpha(alphas, alpha);
    if (rest) accept(rest);
  };
  return (
    <Row name="alphas" field={field} id={id} error={error} wide>
      <div className={styles.alphas}>
        <div className={styles.typed}>
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            value={draft ?? typedList(sorted)}
            disabled={disabled}
            aria-invalid={error !== undefined}
            aria-describedby={`${helpId(id)} ${errorId(id)}`}
            onChange={(event) => type(event.target.value)}
            onBlur={() => setDraft(undefined)}
          />
          <button
            type="button"
            className={styles.add}
            disabled={disabled || !another}
            aria-label={form.alphaAdd}
            title={form.alphaAdd}
            onClick={() => another && accept(another)}
          >
            +
          </button>
        </div>
        <Slider.Root
          className={styles.scale}
          dir="ltr"
          min={0}
          max={1}
          step={alphaStep}
          minStepsBetweenThumbs={1}
          value={[...sorted]}
          disabled={disabled}
          onValueChange={(values) => {
            setDraft(undefined);
            accept(values.map(tidy));
          }}
        >
          <Slider.Track className={styles.track} />
          {[...sorted.entries()].map(([place, alpha]) => (
            <Slider.Thumb
              key={place}
              className={styles.mark}
              style={{ background: alphaColour(alpha) }}
              aria-label={form.alphaMark(alphaText(alpha))}
              onKeyDown={(event) => {
                if (event.key === 'Delete' || event.key === 'Backspace') remove(alpha);
              }}
            />
          ))}
        </Slider.Root>
        <div className={styles.ends} dir="ltr" aria-hidden="true">
          <span>{form.alphaEnds.distilled}</span>
          <span>{form.alphaEnds.alone}</span>
        </div>
      </div>
    </Row>
  );
}
