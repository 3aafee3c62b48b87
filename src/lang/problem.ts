/**
 * Every error that a person can meet: what happened, and what to do.
 *
 * Code that can fail on input from outside throws a `ProblemError`; anything else that is thrown is a defect of ours
 * and is shown as `unexpected`. Problems are plain data, so that they cross from the worker to the page.
 */
import { inEnglish, type Sentence, words } from './sentence.ts';

export const problemCodes = [
  'webgpu-missing',
  'webgpu-no-adapter',
  'device-lost',
  'backend-failed',
  'worker-failed',
  'memory-short',
  'folder-empty',
  'folder-without-images',
  'one-class-only',
  'class-without-images',
  'validation-class-unknown',
  'splits-without-classes',
  'splits-unclear',
  'dataset-too-large',
  'dataset-missing',
  'teacher-missing',
  'teacher-mismatch',
  'teacher-head',
  'teacher-at-chance',
  'student-start',
  'file-unreadable',
  'weights-invalid',
  'loss-not-finite',
  'setting-invalid',
  'storage-failed',
  'kept-damaged',
  'unexpected',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** What happened, in one sentence; names the part (file, class, setting, step) that it happened to. */
  readonly what: Sentence;
  /** What to do about it, in one sentence. */
  readonly fix: Sentence;
}

export function problemInEnglish({ what, fix }: Problem): string {
  return `${inEnglish(what)} ${inEnglish(fix)}`;
}

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problemInEnglish(problem));
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export function problem(code: ProblemCode, what: Sentence, fix: Sentence): ProblemError {
  return new ProblemError({ code, what, fix });
}

/** What V8, SpiderMonkey, JavaScriptCore, emscripten and Dawn say when they are refused memory; no two use the same words. */
export function saysMemoryIsShort(message: string): boolean {
  return /out of memory|allocation (failed|size overflow)|(could not|cannot) (allocate|enlarge)|\bOOM\b|createBuffer failed, size/i.test(
    message,
  );
}

/** @param message the browser's own, for a report */
export function memoryShort(message: string): Problem {
  return {
    code: 'memory-short',
    what: words`The browser had no memory left for this (${message.slice(0, 200)}); what was not finished is gone.`,
    fix: 'Use fewer images, a smaller image size or a smaller batch, and close other tabs; finished runs are kept.',
  };
}

/** Any thrown value as a `Problem`. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (saysMemoryIsShort(message)) return memoryShort(message);
  return {
    code: 'unexpected',
    what: words`Something failed that should not have: ${message}`,
    fix: 'Reload the page and try again; if it happens again, please report it with this sentence.',
  };
}
