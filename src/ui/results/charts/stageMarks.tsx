/**
 * Where one stage of a recipe ends and the next begins, on a chart's axis of epochs.
 */
import { createContext, use } from 'react';
import { usePlotArea } from 'recharts';
import type { StageSection } from '../../../analysis/stageSections.ts';
import { useTypeScale } from '../../useTypeScale.ts';
import styles from '../curves/curves.module.css';

/** A section with its stages' names in words. */
export interface SaidSection extends StageSection {
  readonly label: string;
}

export interface SaidSections {
  readonly sections: readonly SaidSection[];
  /** All of it as a sentence. */
  readonly sentence: string;
}

export const StageSections = createContext<SaidSections | undefined>(undefined);

/** At ordinary type, px. */
const lineHeight = 13;

/** A line between two sections, and each one's name at its beginning; names that would meet stand under one another. */
export function StageMarks({ from, to }: { readonly from: number; readonly to: number }) {
  const said = use(StageSections);
  const plot = usePlotArea();
  const { type } = useTypeScale();
  if (!said || !plot) return null;
  const [low, high] = from === to ? [from - 1, to + 1] : [from, to];
  const place = (epoch: number) => plot.x + plot.width * Math.min(1, Math.max(0, epoch - low) / (high - low));
  const shown = said.sections.filter(({ before, end }) => end >= from && before <= to);
  return (
    <g className={styles.stages}>
      {shown.map(({ before, end, label }, i) => {
        const x = place(before + 0.5);
        const isLate = x > plot.x + plot.width / 2;
        const isBetween = before > 0 && before + 0.5 > low && before + 0.5 < high;
        const y = plot.y + (2 + i) * lineHeight * type;
        return (
          <g key={`${before} ${end}`}>
            {isBetween ? <line x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} /> : null}
            <text x={isLate ? x - 4 : x + 4} y={y} textAnchor={isLate ? 'end' : 'start'}>
              {isLate && isBetween && end > before ? `${label} →` : label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
