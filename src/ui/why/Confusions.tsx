import { useMemo, useState } from 'react';
import { type Confusion, confusionOf, countAt, imagesAt, mostConfused } from '../../analysis/confusion.ts';
import { isRight } from '../../protocol/imagePredictions.ts';
import { useLateWords } from '../text/late.ts';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';
import styles from './confusion.module.css';
import { Gallery } from './Gallery.tsx';
import type { Side } from './side.ts';
import panel from './why.module.css';

/** Beyond this a table of classes is no longer looked at. */
const mostClasses = 20;

interface Chosen {
  /** Whose: the first's or the second's. */
  readonly place: number;
  readonly truth: number;
  readonly answer: number;
}

/** The confusions of two models side by side, and the images of the cell that is chosen: at first the second's commonest mistake. */
export function Confusions({
  sides,
  names,
}: {
  readonly sides: readonly [Side, Side];
  readonly names: readonly string[];
}) {
  const text = useLateWords('why');
  const words = text.confusion;
  const confusions = useMemo(() => sides.map(({ predictions }) => confusionOf(predictions)), [sides]);
  const shown = useMemo(() => mostConfused(confusions, mostClasses), [confusions]);
  const [picked, setPicked] = useState<Chosen>();
  const mistake = useMemo(() => commonestMistake(confusions[1], shown), [confusions, shown]);
  const chosen = picked ?? mistake;
  const whose = chosen && sides[chosen.place];
  const cases = useMemo(
    () => (chosen && whose ? imagesAt(whose.predictions, chosen.truth, chosen.answer) : []),
    [chosen, whose],
  );
  return (
    <section className={panel.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      <div className={styles.pair}>
        {sides.map(({ who, kind, predictions }, place) => {
          const confusion = confusions[place];
          return confusion ? (
            <ConfusionMatrix
              key={who}
              {...{ who, kind, confusion, shown, names }}
              right={predictions.labels.reduce((sum, _, n) => sum + Number(isRight(predictions, n)), 0)}
              chosen={
                chosen?.place === place
                  ? { row: shown.indexOf(chosen.truth), column: shown.indexOf(chosen.answer) }
                  : undefined
              }
              onChoose={({ row, column }) =>
                setPicked({ place, truth: shown[row] ?? 0, answer: shown[column] ?? 0 })
              }
            />
          ) : null;
        })}
      </div>
      <p className={panel.quiet}>
        {words.note} {shown.length < names.length ? words.some(shown.length, names.length) : null}
      </p>
      <p role="status">
        {chosen && whose
          ? words.cell(whose.who, names[chosen.truth] ?? '', names[chosen.answer] ?? '', cases.length)
          : words.noMistake}
      </p>
      {chosen ? <Gallery cases={cases} sides={sides} names={names} /> : null}
    </section>
  );
}

/** The largest count off the diagonal among the classes that are shown, the first of equals. */
function commonestMistake(confusion: Confusion | undefined, shown: readonly number[]): Chosen | undefined {
  if (!confusion) return undefined;
  let found: Chosen | undefined;
  let most = 0;
  for (const truth of shown) {
    for (const answer of shown) {
      const count = countAt(confusion, truth, answer);
      if (truth === answer || count <= most) continue;
      most = count;
      found = { place: 1, truth, answer };
    }
  }
  return found;
}
