import { useMemo } from 'react';
import { type Judgements, onlyRight } from '../../protocol/judgements.ts';
import type { Who } from '../text/en/why.ts';
import { Gallery } from './Gallery.tsx';
import panel from './why.module.css';

/** The images that one model answers rightly and another wrongly, with how many there are the other way round. */
export function Disagreements({
  title,
  lead,
  one,
  other,
  who,
  names,
}: {
  readonly title: string;
  readonly lead: (count: number, all: number, reverse: number) => string;
  readonly one: Judgements;
  readonly other: Judgements;
  readonly who: readonly Who[];
  readonly names: readonly string[];
}) {
  const cases = useMemo(() => onlyRight(one, other), [one, other]);
  const reverse = useMemo(() => onlyRight(other, one).length, [one, other]);
  return (
    <section className={panel.part} aria-label={title}>
      <h3>{title}</h3>
      <p className={panel.quiet}>{lead(cases.length, one.labels.length, reverse)}</p>
      <Gallery cases={cases} one={one} other={other} who={who} names={names} />
    </section>
  );
}
