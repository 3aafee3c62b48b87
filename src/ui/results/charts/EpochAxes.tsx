import { CartesianGrid, XAxis, YAxis } from 'recharts';
import { useTypeScale } from '../../useTypeScale.ts';
import { type Domain, epochTicks } from './scale.ts';

/** The grid and the axes of a chart over epochs; they grow with the type. */
export function EpochAxes({
  from,
  to,
  domain,
  log,
  width,
  tick,
}: {
  readonly from: number;
  readonly to: number;
  readonly domain: Domain;
  readonly log: boolean;
  /** Room for the vertical axis's labels, px at ordinary type. */
  readonly width: number;
  readonly tick: (value: number) => string;
}) {
  const { type } = useTypeScale();
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="epoch"
        type="number"
        domain={from === to ? [from - 1, to + 1] : [from, to]}
        ticks={[...epochTicks(from, to)]}
        interval={0}
        height={24 * type}
        tickLine={false}
        tickMargin={4 * type}
        stroke="var(--line-control)"
        allowDataOverflow
      />
      <YAxis
        type="number"
        scale={log ? 'log' : 'linear'}
        domain={[domain.low, domain.high]}
        ticks={[...domain.ticks]}
        interval={0}
        width={width * type}
        tickLine={false}
        axisLine={false}
        tickMargin={4 * type}
        tickFormatter={tick}
        allowDataOverflow
      />
    </>
  );
}
