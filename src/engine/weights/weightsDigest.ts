/**
 * What names the weights of a safetensors file, whatever its metadata say: the same network is told of otherwise when it is
 * opened for another experiment.
 */
import { sha256 } from '../../base/sha256.ts';

/**
 * SHA-256 over names, types, shapes and bytes of its tensors, as they lie in the file; 64 hexadecimal digits.
 *
 * @param file written by `writeSafetensors`
 * @throws RangeError, SyntaxError where it is no safetensors file
 */
export async function weightsDigest(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: object = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__');
  const data = await sha256(file.subarray(8 + length));
  return sha256(new TextEncoder().encode(`${JSON.stringify(tensors)}\n${data}`));
}
