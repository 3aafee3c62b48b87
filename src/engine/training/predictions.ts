/**
 * The predictions of a network that other software runs, for a whole set of images.
 */
import type { ExternalModel, MissingView } from '../external/externalModel.ts';
import type { BatchSource } from './batches.ts';

/** Images that a backbone is shown at once. */
const together = 32;

/**
 * Predicts every version of every image that is not known yet into `memory`; false when stopped.
 *
 * @param memory table [versions × N × outputs] and [versions × N] flags, as `TeacherMemory`.
 * @param source finitely many versions.
 * @throws ProblemError which says all that is missing, of stored logits that are not of all of these images
 */
export async function predictAll(
  externalModel: ExternalModel,
  source: BatchSource,
  memory: { readonly table: Float32Array; readonly known: Uint8Array },
  {
    checkpoint,
    progress,
  }: {
    readonly checkpoint: () => Promise<'go' | 'stop'>;
    readonly progress: (done: number, total: number) => void;
  },
): Promise<boolean> {
  const { table, known } = memory;
  const total = source.count * source.versions;
  const missing: MissingView[] = [];
  for (let version = 0; version < source.versions; version++) {
    for (let from = 0; from < source.count; from += together) {
      const rows = Array.from({ length: Math.min(together, source.count - from) }, (_, i) => from + i);
      const unknown = rows.filter((index) => known[version * source.count + index] !== 1);
      if (unknown.length > 0) {
        const indices = Int32Array.from(unknown);
        const images = source.fill(indices, new Uint32Array(unknown.length).fill(version));
        const logits = await rowsOf(externalModel, images, unknown.length, source.size);
        unknown.forEach((image, i) => {
          const row = version * source.count + image;
          const said = logits[i];
          if (said) table.set(said, row * externalModel.outputs);
          if (said) known[row] = 1;
          else missing.push({ image, version });
        });
      }
      progress(version * source.count + from + rows.length, total);
      if ((await checkpoint()) === 'stop') return false;
    }
  }
  if (missing.length > 0 && externalModel.lacking) throw externalModel.lacking(missing, total);
  return true;
}

async function rowsOf(
  { find, predict, outputs }: ExternalModel,
  images: Float32Array,
  count: number,
  size: number,
): Promise<readonly (Float32Array | undefined)[]> {
  if (find) return find(images, count, size);
  const logits = await predict(images, count, size);
  return Array.from({ length: count }, (_, i) => logits.subarray(i * outputs, (i + 1) * outputs));
}
