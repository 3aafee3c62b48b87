/**
 * What tfjs throws on a foreign network, in words.
 */
import { memoryShort, ProblemError, problem, saysMemoryIsShort } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';

/** @param name the model's */
export function tfjsProblem(thrown: unknown, name: string): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (saysMemoryIsShort(message)) return new ProblemError(memoryShort(message));
  const [, kernel, backend] = /Kernel '([^']+)' not registered for backend '([^']+)'/.exec(message) ?? [];
  if (kernel && backend) {
    return problem(
      'backend-failed',
      words`${name} needs the operation ${kernel}, which the backend ${backend} does not have.`,
      'Choose another backend: webgpu, wasm and cpu do not all have the same operations.',
    );
  }
  const part = /Unknown op '([^']+)'/.exec(message)?.[1] ?? /^Unknown \w+: (.+?)\. This/.exec(message)?.[1];
  if (part) {
    return problem(
      'weights-invalid',
      words`${name} needs ${part}, which tfjs does not know.`,
      'Use a network of stock layers, or convert it to a GraphModel or to ONNX.',
    );
  }
  return problem(
    'weights-invalid',
    words`tfjs cannot use ${name}; it says: ${message.slice(0, 300)}`,
    'Save or convert the network again with a current tfjs, or convert it to ONNX.',
  );
}
