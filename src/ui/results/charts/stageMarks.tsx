/**
 * Where one stage of a recipe ends and the next begins, on a chart's axis of epochs.
 */
import { createContext, use } from 'react';
import { usePlotArea } from 'recharts';
import type { StageSection } from '../../../analysis/stageSections.ts';
import { useTypeScale } from '../../useTypeScale.ts';
import styles from '../curves/curves.module.css';
import { stageLabels } from './stageLabels.ts';

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
const letters = 13;

/** Room above the plot for the names of stages, px at ordinary type; 0 where there are none. */
export const useStageRoom = (): number => (use(StageSections) ? 2 * lineHeight : 0);

/**
 * A line between two sections, and each one's name above the plot.
 *
 * @param room beside the plot that names may take, px at ordinary type
 */
export function StageMarks({
  from,
  to,
  room,
}: {
  readonly from: number;
  readonly to: number;
  readonly room: number;
}) {
  const said = use(StageSections);
  const plot = usePlotArea();
  const { type } = useTypeScale();
  if (!said || !plot) return null;
  const [low, high] = from === to ? [from - 1, to + 1] : [from, to];
  const place = (epoch: number) => plot.x + plot.width * Math.min(1, Math.max(0, epoch - low) / (high - low));
  const shown = said.sections.filter(({ before, end }) => end >= from && before <= to);
  const labels = stageLabels(
    shown.map(({ before, label }) => ({ text: label, x: place(before + 0.5) })),
    plot.x + plot.width + room * type,
    letters * type,
  );
  const bottom = plot.y + plot.height;
  return (
    <g className={styles.stages}>
      {shown.map(({ before, end, label }, i) => {
        const { x = 0, start = 0, row = 0, shown: text } = labels[i] ?? {};
        const isBetween = before > 0 && before + 0.5 > low && before + 0.5 < high;
        const y = plot.y - (row === 0 ? lineHeight + 4 : 4) * type;
        return (
          <g key={`${before} ${end}`}>
            {isBetween ? <line x1={x} x2={x} y1={start < x ? plot.y : y + 3} y2={bottom} /> : null}
            <text x={start} y={y}>
              {text === label ? null : <title>{label}</title>}
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}
