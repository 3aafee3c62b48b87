/** To the nearest whole number; halves, as close as they are computed, to the even one, as numpy and PyTorch round. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return Math.abs(value - floor - 0.5) < 1e-9 ? floor + (floor % 2) : Math.round(value);
}
