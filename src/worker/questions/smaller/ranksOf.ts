import { methodsFor } from '../../../engine/compression/factorising/candidates.ts';
import { type Factorable, factorable } from '../../../engine/compression/factorising/factorise.ts';
import { ownFactors, ranksChosen, ranksItHas } from '../../../engine/compression/factorising/layerRanks.ts';
import { sideOf } from '../../../engine/compression/factorising/layerSpectra.ts';
import type { TrainingControl } from '../../../engine/training/control.ts';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { LayerRanks, LayerRanksAsked } from '../../../protocol/layerRanks.ts';
import type { FactoriseSpec } from '../../../spec/recipe/stages.ts';
import { Interrupted } from '../../tasks.ts';
import type { Asked } from '../asked.ts';
import { aboutNetwork } from '../family/aboutNetwork.ts';
import { openNetwork } from '../openNetwork.ts';
import { givingWay, opened } from './previews.ts';

/** Undefined where something else was tried meanwhile, or something is trained or made ready. */
export async function ranksOf(
  { id, layer, stage }: LayerRanksAsked,
  asked: Asked,
): Promise<LayerRanks | undefined> {
  const { checkpoint } = await openNetwork(id, asked);
  const own = ownFactors(checkpoint.architecture, layer);
  if (own) return ranksItHas(checkpoint, own, await beforeFactors(id, own.layer, asked));
  return givingWay(asked, async (control) => {
    // Shared with the stage's preview, where the network's images are open.
    const { once } = await opened(id, asked, control).catch(() =>
      asked.tried.open(`${id} alone`, async () => ({})),
    );
    const of = await once('singular values', () => factorable(checkpoint));
    await decomposed(of, layer, stage, control);
    const found = ranksChosen(of, layer, stage);
    if (found) return found;
    throw problem(
      'setting-invalid',
      words`This network has no layer ${layer.slice(0, 60)} with a weight.`,
      'Choose another layer.',
    );
  });
}

/** Decomposes what the ranks follow from, layer by layer: a budget is shared by all of them. */
async function decomposed(
  { layers }: Factorable,
  layer: string,
  { method, ranks }: FactoriseSpec,
  control: TrainingControl,
): Promise<void> {
  for (const [name, { layer: dense, spectra }] of layers) {
    if (ranks !== 'budget' && name !== layer) continue;
    for (const one of methodsFor(dense, method)) {
      const sides = one === 'tucker' || one === 'cp' ? (['outputs', 'inputs'] as const) : [sideOf(one)];
      for (const side of sides) {
        if ((await control.checkpoint('step')) === 'stop') throw new Interrupted();
        spectra.spectrum(side);
      }
    }
  }
}

/** The nearest network of its line in which the layer is dense; undefined where that is not kept. */
async function beforeFactors(id: string, layer: string, asked: Asked) {
  const seen = new Set([id]);
  let at = (await aboutNetwork(id, asked))?.parent;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const found = await openNetwork(at, asked).catch(() => undefined);
    if (!found) return undefined;
    if (!ownFactors(found.checkpoint.architecture, layer)) return found.checkpoint;
    at = (await aboutNetwork(at, asked))?.parent;
  }
  return undefined;
}
