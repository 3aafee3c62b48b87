/**
 * Which of our networks read pictures of one size alone.
 */
import type { ModelName } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';

/**
 * For `recordNetwork`: a network whose last feature map is averaged takes any size; the MLP's first layer has a weight for
 * each pixel, a transformer's tokens have a position each, and what is written of an involution has the numbers of its pixels in it.
 *
 * @param imageSize height and width that the network was built for.
 */
export const exportedSize = (name: ModelName, imageSize: number): number | undefined =>
  catalogue[name].oneSize || /^(rednet|convnext)/.test(name) ? imageSize : undefined;
