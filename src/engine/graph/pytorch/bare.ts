/**
 * Parameters that belong to no module that a program puts into a network, such as norms over channels, tokens and scales: a `Network`
 * makes them itself.
 */
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { torchLayers } from './layers.ts';

/** What is in no module by itself: norms over channels, and scales. */
export const bareText = (architecture: Architecture) => {
  const modules = torchLayers(architecture);
  // Factors of a layer are in the module that has the layer's name.
  const isInside = (name: string) => [...modules.keys()].some((path) => name.startsWith(`${path}.`));
  const bare = build(architecture).parameters.filter(({ name }) => !isInside(name));
  return bare.map(({ name, shape }) => `    "${name}": (${shape.join(', ')},),\n`).join('');
};

/** The head of a class that makes what `bare` lists. */
export const bareInit = `class Network(nn.Module):
    def __init__(self):
        super().__init__()
        for path, shape in bare.items():
            *outer, name = path.split(".")
            owner = self
            for one in outer:
                if not hasattr(owner, one):
                    owner.add_module(one, nn.Sequential())
                owner = getattr(owner, one)
            owner.register_parameter(name, nn.Parameter(torch.zeros(shape)))

`;
