/**
 * Why an ONNX file is not taken, in words.
 */
import { type ProblemError, problem } from '../../../shared/problem.ts';
import { type Said, type Sentence, words } from '../../../shared/sentence.ts';

/** @param name the file's */
export function refused(name: string, why: Said, fix: Sentence): ProblemError {
  return problem('weights-invalid', words`${name} cannot be used: ${why}.`, fix);
}

export function notOnnx(name: string): ProblemError {
  return refused(
    name,
    words`it is no ONNX model, or it is cut off`,
    'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.',
  );
}

/** @param thrown by ONNX Runtime, whose messages are long: its status, its path, the node's name and then what is wrong. */
export function refusedByRuntime(name: string, thrown: unknown): ProblemError {
  return refused(
    name,
    words`ONNX Runtime says “${shortened(thrown)}”`,
    'Export the network again with opset_version=17 and ONNX’s own operators.',
  );
}

export function shortened(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const told = message
    // “Can't create a session. ERROR_CODE: 1, ERROR_MESSAGE: …”
    .replace(/^.*ERROR_MESSAGE:\s*/s, '')
    .replace(/\/\S+\/(\S+\.(cc|h)):\d+\s*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return told.length > 160 ? `${told.slice(0, 160)}…` : told;
}
