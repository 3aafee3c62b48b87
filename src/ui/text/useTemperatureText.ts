import type { TemperatureText } from './en/temperature.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useTemperatureText(): TemperatureText {
  return useCatalogue().temperature;
}
