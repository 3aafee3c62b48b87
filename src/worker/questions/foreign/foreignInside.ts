/**
 * What is inside a kept network of other software.
 */
import { graphBlocks } from '../../../analysis/networks/graphBlocks.ts';
import type { NetworkInside } from '../../../protocol/networkInside.ts';
import { type ForeignRow, imageSizeOf } from './foreignNetwork.ts';
import { modelFilesIn } from './requireForeign.ts';

/** @throws ProblemError `weights-invalid`, `file-unreadable` */
export async function insideOfForeign(
  row: ForeignRow,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<NetworkInside> {
  const size = imageSizeOf(row);
  const { layers, operations } = await (row.foreign === 'onnx'
    ? ofOnnx(row, bytes, size)
    : ofTfjs(row, bytes, size));
  return { layers, blocks: graphBlocks(operations, [3, size, size]) };
}

async function ofOnnx(row: ForeignRow, bytes: Uint8Array<ArrayBuffer>, size: number) {
  const { insideOfOnnx } = await import('../../../engine/external/inside/onnxInside.ts');
  return insideOfOnnx(bytes, row.label, size);
}

async function ofTfjs(row: ForeignRow, bytes: Uint8Array<ArrayBuffer>, size: number) {
  const { insideOfTfjs } = await import('../../../engine/external/inside/tfjsInside.ts');
  return insideOfTfjs(await modelFilesIn(bytes, row.label), size);
}
