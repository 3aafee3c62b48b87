/** Standard error of a share p measured on n independent images: √(p(1 − p)/n). */
export function binomialError(share: number, images: number): number {
  return Math.sqrt((share * (1 - share)) / images);
}
