import { memo, useMemo } from 'react';
import { LineChart, ReferenceLine, ZIndexLayer } from 'recharts';
import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { significant } from '../../text/numbers.ts';
import { useWords } from '../../text/useWords.ts';
import { useTypeScale } from '../../useTypeScale.ts';
import styles from '../curves/curves.module.css';
import { tickText } from '../format.ts';
import { CursorLine } from './CursorLine.tsx';
import { EpochAxes } from './EpochAxes.tsx';
import { PlotFrame, TeacherLabel } from './layers.tsx';
import { LiveBands, LiveLines } from './liveMarks.tsx';
import type { Domain } from './scale.ts';
import { StageMarks, useStageRoom } from './stageMarks.tsx';

/** A horizontal line with its name. */
export interface Mark {
  readonly value: number;
  readonly text: string;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly domain: Domain;
  readonly quantity: EpochQuantity;
  readonly log: boolean;
  /** Whether the axis has a scale yet. */
  readonly measured: boolean;
  readonly teachers: readonly Mark[];
  /** Room for the names at the lines' ends, px at ordinary type. */
  readonly room: number;
}

/** Axes, grid and cursor. What is drawn in them comes past Recharts, which knows no value of ours. */
export function Plot({ label, ...frame }: Props) {
  const { type } = useTypeScale();
  const { room } = frame;
  // One object while it is the same, so that Recharts does not lay its axes out again at every epoch.
  const above = 8 + useStageRoom();
  const margin = useMemo(
    () => ({ top: above * type, right: room * type, bottom: 0, left: 0 }),
    [above, room, type],
  );
  return (
    <LineChart
      responsive
      className={styles.chart ?? ''}
      data={noRows}
      margin={margin}
      accessibilityLayer={false}
      role="img"
      tabIndex={0}
      aria-label={label}
    >
      <Frame {...frame} />
    </LineChart>
  );
}

const noRows: readonly never[] = [];

const Frame = memo(function Frame(props: Omit<Props, 'label'>) {
  const { id, from, to, domain, quantity, log, measured, teachers, room } = props;
  const text = useWords('results');
  const clip = `${id}-clip`;
  /** Where nothing is measured, only an accuracy knows its scale. */
  const tick = (value: number) => {
    if (quantity === 'accuracy') return significant(value * 100, log ? 2 : 3);
    return measured ? tickText(value) : '';
  };
  return (
    <>
      <EpochAxes {...{ from, to, domain, log, tick }} width={40} />
      <PlotFrame clip={clip} axisName={text.charts.epoch} />
      <ZIndexLayer zIndex={100}>
        <StageMarks {...{ from, to, room }} />
        <LiveBands clip={clip} />
      </ZIndexLayer>
      {teachers.map(({ value }) => (
        <ReferenceLine
          key={value}
          y={value}
          stroke="var(--teacher)"
          strokeWidth="var(--line-reference)"
          zIndex={90}
        />
      ))}
      <ZIndexLayer zIndex={600}>
        <CursorLine chart={id} from={from} to={to} />
        <LiveLines clip={clip} />
        {teachers.map((teacher) => (
          <TeacherLabel
            key={teacher.value}
            {...teacher}
            under={teachers.some(({ value }) => value > teacher.value)}
          />
        ))}
      </ZIndexLayer>
    </>
  );
});
