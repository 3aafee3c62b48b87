/**
 * The normal distribution's tail, in the form that all our kernels compute.
 *
 * For a ≥ 0, Φ(−a) = e^(−a²/2)·t·(c₀ + c₁t + … + c₇t⁷) with t = 1/(1 + 0.3a), the c fitted here by weighted least squares of the relative
 * error (1.5·10⁻⁷ at most) on a from 0 to 14. The form is Hastings' (1955); more terms than his, because his five leave 1.5·10⁻⁷ of 1.
 */

export const tailSlope = 0.3;

/** c₇ to c₀. */
export const tailTerms = [
  0.0356752946972847, -0.15720513463020325, 0.20635683834552765, -0.05368649959564209, 0.1285630166530609,
  0.0999131053686142, 0.12075401097536087, 0.11962929368019104,
] as const;
