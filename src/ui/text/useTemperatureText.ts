import { type TemperatureText, temperatureEn } from './temperature.en.ts';

/** The words of the temperature panel in the reader's language; English so far. */
export function useTemperatureText(): TemperatureText {
  return temperatureEn;
}
