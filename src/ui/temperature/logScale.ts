/**
 * A slider on which equal steps multiply: positions are log₁₀ T. Read back to three significant figures, so that a
 * dragged temperature is a number that a person can say.
 */
export const lowestTemperature = 0.1;
export const highestTemperature = 100;
export const lowestPosition = Math.log10(lowestTemperature);
export const highestPosition = Math.log10(highestTemperature);
export const positionStep = 0.01;

export function positionOf(temperature: number): number {
  return Math.log10(clampTemperature(temperature));
}

export function temperatureAt(position: number): number {
  return clampTemperature(Number((10 ** position).toPrecision(3)));
}

export function clampTemperature(temperature: number): number {
  return Math.min(highestTemperature, Math.max(lowestTemperature, temperature));
}

/** How far along the track, 0 … 1. */
export function shareOf(temperature: number): number {
  return (positionOf(temperature) - lowestPosition) / (highestPosition - lowestPosition);
}
