/**
 * Why an ONNX file is not taken, in words.
 */
import { type ProblemError, problem } from '../../../lang/problem.ts';
import { type Said, type Sentence, words } from '../../../lang/sentence.ts';
import { mostMegabytes } from './wire.ts';

export interface Refusal {
  readonly why: Said;
  readonly fix: Sentence;
}

/** @param name the file's */
export function refused(name: string, { why, fix }: Refusal): ProblemError {
  return problem('weights-invalid', words`${name} cannot be used: ${why}.`, fix);
}

export function notOnnx(name: string): ProblemError {
  return refused(name, {
    why: words`it is no ONNX model, or it is cut off`,
    fix: 'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.',
  });
}

export function tooMuchToDescribe(name: string): ProblemError {
  return refused(name, {
    why: words`what it says of its network takes more than ${mostMegabytes} MB of memory, its weights not counted, and no network’s description takes so much`,
    fix: 'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.',
  });
}

export function refusedByRuntime(name: string, thrown: unknown): ProblemError {
  return refused(name, {
    why: words`ONNX Runtime says “${shortened(thrown)}”`,
    fix: 'Export the network again with opset_version=17 and ONNX’s own operators.',
  });
}

/** What ONNX Runtime says is wrong, without the status and the path of its source in front. */
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
