import { alphaStyle } from '../alphaStyle.ts';
import { useTypeScale } from '../useTypeScale.ts';

/** A short piece of an alpha's line, beside its name. */
export function AlphaSample({ alpha }: { readonly alpha: number }) {
  const { colour, dash } = alphaStyle(alpha);
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
    </svg>
  );
}
