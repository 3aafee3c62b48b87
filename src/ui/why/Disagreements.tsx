import { useMemo } from 'react';
import { onlyRight } from '../../protocol/imagePredictions.ts';
import { Gallery } from './Gallery.tsx';
import type { Side } from './side.ts';
import panel from './why.module.css';

/** The images that one model answers rightly and another wrongly, with how many there are the other way round. */
export function Disagreements({
  title,
  lead,
  one,
  other,
  names,
}: {
  readonly title: string;
  readonly lead: (count: number, all: number, reverse: number) => string;
  readonly one: Side;
  readonly other: Side;
  readonly names: readonly string[];
}) {
  const cases = useMemo(() => onlyRight(one.predictions, other.predictions), [one, other]);
  const reverse = useMemo(() => onlyRight(other.predictions, one.predictions).length, [one, other]);
  return (
    <section className={panel.part} aria-label={title}>
      <h3>{title}</h3>
      <p className={panel.quiet}>{lead(cases.length, one.predictions.labels.length, reverse)}</p>
      <Gallery cases={cases} sides={[one, other]} names={names} />
    </section>
  );
}
