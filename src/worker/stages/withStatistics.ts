import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { withoutLabels } from './calibrationImages.ts';
import type { ChangeGiven, StageOutcome } from './stage.ts';

/** A network that was cut, with batch norm's statistics measured anew on so many images; as it is where there are none. */
export async function withStatistics(
  cut: Checkpoint,
  count: number,
  { images, mostRecalibrated }: Pick<ChangeGiven, 'images' | 'mostRecalibrated'>,
): Promise<StageOutcome> {
  const hasStatistics = build(cut.architecture).parameters.some(({ role }) => role === 'buffer');
  if (count === 0 || !hasStatistics) return { checkpoint: cut };
  const shown = { images: withoutLabels(images(Math.min(count, mostRecalibrated))) };
  const { checkpoint, images: seen } = await recalibrated(cut, shown);
  return { checkpoint, uncalibrated: cut, recalibrated: seen };
}
