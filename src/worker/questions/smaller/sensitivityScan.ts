import { random } from '../../../base/random.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import { denseFolded } from '../../../engine/compression/quantising/quantise.ts';
import { sensitivities } from '../../../engine/compression/quantising/sensitivity.ts';
import type {
  LayerSensitivity,
  LayerSensitivityAsked,
  SensitivityScan,
} from '../../../protocol/layerSensitivity.ts';
import { calibrationImages, withoutLabels } from '../../stages/calibrationImages.ts';
import { Interrupted } from '../../tasks.ts';
import { type Asked, requireDataset } from '../asked.ts';
import { besideTrials, evenly, opened } from './previews.ts';

/** On validation images, to the nearest levels of a grid for each output channel. */
export const scanned = (
  { id, bits, images: wanted, layers: only }: LayerSensitivityAsked,
  asked: Asked,
): Promise<SensitivityScan | undefined> =>
  besideTrials(asked, async (control) => {
    const { dataset } = requireDataset(asked);
    const { checkpoint, shown, seed, once } = await opened(id, asked, control);
    const seen = evenly(dataset.validation, wanted);
    const { model, folded } = await once('dense and folded', () => denseFolded(checkpoint));
    const given = shown(checkpoint.architecture).givenImages;
    const source = batchesOf(seen, 'none');
    const count = seen.count;
    // Images come in the order that `calibrationImages` draws.
    const order = random(seed).fork('calibration').permutation(count);
    const { before, layers } = await sensitivities(
      model,
      folded,
      bits,
      { range: 'minmax', percentile: 100, per: 'channel' },
      {
        images: withoutLabels(
          calibrationImages(source, dataset.classes.length, { count, seed, given, control }),
        ),
        labels: Int32Array.from(order, (index) => seen.labels[index] ?? -1),
        only,
        turn: async () => {
          if ((await control.checkpoint('step')) === 'stop') throw new Interrupted();
        },
      },
    );
    const known = layers.map(
      ({ loss = 0, accuracy = 0, ...one }): LayerSensitivity => ({ ...one, loss, accuracy }),
    );
    const { loss = 0, accuracy = 0 } = before;
    return { before: { loss, accuracy }, layers: known, images: count };
  });
