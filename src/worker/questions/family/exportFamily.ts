/**
 * Several kept networks as one zip: their files, an index to bring them back, a table of their measures, and a word on it all.
 */
import { csvOf } from '../../../base/csv.ts';
import { type FamilyRow, familyRowOf, familyText } from '../../../data/familyRows.ts';
import { zipOneByOne } from '../../../data/familyZip.ts';
import { asProblem, problem } from '../../../lang/problem.ts';
import { fileEnding } from '../../../protocol/keptNetworks.ts';
import { familyIndex } from '../../../protocol/networkIndex.ts';
import { quantityNames } from '../../../protocol/quantityNames.ts';
import type { Answer, Asked } from '../asked.ts';
import { networkBytes } from '../openNetwork.ts';
import { aboutNetwork, type NetworkTold } from './aboutNetwork.ts';

/** Held against their checksums on the way; what is damaged, or was deleted meanwhile, is left out, and the index does not name it. */
export const exportFamily: Answer<'export-family'> = async ({ ids }, asked) => {
  const rows: FamilyRow[] = [];
  const leftOut: string[] = [];
  async function* files() {
    for (const id of new Set(ids)) {
      const network = await aboutNetwork(id, asked);
      if (!network) continue;
      const bytes = await bytesOf(id, asked);
      if (!bytes) {
        leftOut.push(network.label);
        continue;
      }
      const { foreign, ...told } = network;
      const about = { ...told, ...(foreign === undefined ? {} : { foreign }), bytes: bytes.length };
      const row = familyRowOf(id, about, pathOf(network, id));
      rows.push(row);
      yield [row.file, bytes] as const;
    }
    const text = (path: string, content: string) => [path, new TextEncoder().encode(content)] as const;
    yield text(familyIndex, familyText(rows));
    yield text('table.csv', tableOf(rows));
    yield text('README.txt', readme(rows.length));
  }
  const blob = await zipOneByOne(files());
  const [first] = rows;
  if (!first) {
    throw problem(
      'weights-invalid',
      'None of these networks can be read any more: they were deleted in another tab, or are damaged.',
      'Run their experiment again, or choose another network.',
    );
  }
  return { name: `family-${stemOf(first.label)}.zip`, blob, networks: rows.length, leftOut };
};

const stemOf = (label: string) =>
  label
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60) || 'network';

/** Undefined where it is damaged, or not kept any more. */
const bytesOf = (id: string, asked: Asked) =>
  networkBytes(id, asked).catch((thrown) => {
    if (asProblem(thrown).code === 'weights-invalid') return undefined;
    throw thrown;
  });

const pathOf = (network: NetworkTold, id: string) =>
  `networks/${stemOf(network.label)}-${id.slice(0, 12)}${fileEnding(network)}`;

function tableOf(rows: readonly FamilyRow[]): string {
  const measured = quantityNames.filter((name) =>
    rows.some(({ measurements }) => measurements[name] !== undefined),
  );
  const about = ['label', 'file', 'sha256', 'parent', 'recipe', 'dataset', 'run', 'stage', 'teacher'];
  return csvOf(
    [...about, 'file_bytes', ...measured],
    rows.map(({ label, file, sha256, parent, recipe, origin, teacher, bytes, measurements }) => [
      ...[label, file, sha256, parent, recipe, (origin ?? teacher)?.dataset, origin?.run, origin?.stage],
      ...[teacher?.source, bytes, ...measured.map((name) => measurements[name])],
    ]),
  );
}

const readme = (count: number) => `A family of ${count} network${count === 1 ? '' : 's'} from Distillation Lab

networks/    weights and buffers of each, safetensors by PyTorch's names; a file says its architecture, its classes
             and the pixels that it takes; a teacher of other software (.onnx, a .zip of a tfjs model) as it came
${familyIndex}  what was made of what, by which recipe, with what measures, and the SHA-256 of each file
table.csv    the measures once more, a row a network; sizes in bytes, times in milliseconds

To see them as a tree, open the page's Networks, choose "Import a family" and this zip, or drop it on the page.
In Python: safetensors.torch.load_file("networks/...safetensors").
`;
