import { softened } from '../../../shared/softened.ts';
import { probabilityText, signedText, temperatureText } from '../bars.ts';
import { Formula } from './Formula.tsx';
import { Fraction } from './Fraction.tsx';
import { Term } from './Term.tsx';

/** ∂L_soft/∂z_i = T²·(p_s − p_t)/(T·N), T² struck out where it is switched off, beside ∂L_hard/∂z_i = (p_s − y)/N. */
export function GradientFormula({
  teacher,
  student,
  at,
  temperature,
  images,
  scaled,
  soft,
}: {
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[];
  /** The class whose numbers are shown. */
  readonly at: number;
  readonly temperature: number;
  readonly images: number;
  readonly scaled: boolean;
  /** Gradient of the soft loss on that class's logit. */
  readonly soft: number | undefined;
}) {
  const T = temperatureText(temperature);
  const [ps, pt] = [softened(student, temperature)[at], teacher && softened(teacher, temperature)[at]];
  return (
    <Formula
      symbols={
        <>
          <Term name="factor" off={!scaled}>
            {T}²
          </Term>
          ·
          <Fraction
            over={
              <>
                <Term name="student">
                  <var>p</var>
                  <sub>s</sub>
                </Term>{' '}
                −{' '}
                <Term name="teacher">
                  <var>p</var>
                  <sub>t</sub>
                </Term>
              </>
            }
            under={
              <>
                <Term name="temperature">{T}</Term> · <Term name="images">{images}</Term>
              </>
            }
          />
        </>
      }
      numbers={
        soft === undefined || ps === undefined || pt === undefined ? null : (
          <>
            <span>{scaled ? `${T}² ·` : ''}</span>
            <Fraction over={`${probabilityText(ps)} − ${probabilityText(pt)}`} under={`${T} · ${images}`} />
            <span>
              = <b>{signedText(soft)}</b>
            </span>
          </>
        )
      }
    />
  );
}
