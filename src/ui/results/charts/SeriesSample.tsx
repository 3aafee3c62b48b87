import { alphaStyle } from '../../alphaStyle.ts';
import type { SeriesStyle } from '../../seriesStyle.ts';
import { useTypeScale } from '../../useTypeScale.ts';
import { markerPath } from './markerPath.ts';

/** A short piece of a line, beside its name. */
export function SeriesSample({
  style: { colour, dash, marker },
}: {
  readonly style: Pick<SeriesStyle, 'colour' | 'dash' | 'marker'>;
}) {
  const { type } = useTypeScale();
  return (
    <svg
      width={28 * type}
      height={8 * type}
      viewBox="0 0 28 8"
      aria-hidden="true"
      style={{ verticalAlign: 'middle' }}
    >
      <path d="M0,4H24" strokeWidth={2.5} style={{ stroke: colour, strokeDasharray: dash }} />
      {marker ? <path d={markerPath(marker, 12, 4, 3)} style={{ fill: colour, stroke: colour }} /> : null}
    </svg>
  );
}

/** That of an alpha whose sweep varies nothing else. */
export function AlphaSample({ alpha }: { readonly alpha: number }) {
  return <SeriesSample style={{ ...alphaStyle(alpha), marker: undefined }} />;
}
