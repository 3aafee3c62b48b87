/**
 * What a recorded step was given, checked.
 */
import type { RecordedStep } from '../recording.ts';

/** The value that a step takes by this name. */
export function input({ kernel, inputs }: RecordedStep, name: string): string {
  const value = inputs[name];
  if (value === undefined) throw new Error(`${kernel} was recorded without its ${name}.`);
  return value;
}

export function listOf(value: unknown): readonly number[] {
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'number')) return value;
  throw new Error(`A list of numbers was expected, not ${String(value)}.`);
}

/** Axes from 0 on: those below 0 count from the end. */
export function axesOf(value: unknown, rank: number): readonly number[] {
  const axes = typeof value === 'number' ? [value] : listOf(value);
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}
