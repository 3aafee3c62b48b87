/**
 * Every error that a person can meet: what happened, and what to do.
 *
 * Code that can fail on input from outside throws a `ProblemError`; anything else that is thrown is a defect of ours
 * and is shown as `unexpected`. Problems are plain data, so that they cross from the worker to the page.
 */
export const problemCodes = [
  'webgpu-missing',
  'webgpu-no-adapter',
  'device-lost',
  'backend-failed',
  'folder-empty',
  'folder-without-images',
  'one-class-only',
  'class-without-images',
  'validation-class-unknown',
  'dataset-too-large',
  'dataset-missing',
  'teacher-missing',
  'teacher-mismatch',
  'file-unreadable',
  'weights-invalid',
  'loss-not-finite',
  'setting-invalid',
  'storage-failed',
  'unexpected',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** What happened, in one sentence; names the part (file, class, setting, step) that it happened to. */
  readonly what: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
}

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.what} ${problem.fix}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export function problem(code: ProblemCode, what: string, fix: string): ProblemError {
  return new ProblemError({ code, what, fix });
}

/** Any thrown value as a `Problem`. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'unexpected',
    what: `Something failed that should not have: ${message}`,
    fix: 'Reload the page and try again; if it happens again, please report it with this sentence.',
  };
}
