/**
 * The stages of a run as bytes, for results in a link: what each is, how long it trained, and what was measured of it. Names
 * are written out: they repeat from run to run, and what repeats deflates well.
 */
import { BrokenBytes, type ByteReader, type ByteWriter } from '../lang/byteText.ts';
import { words } from '../lang/sentence.ts';
import { mostStages } from '../spec/recipe/spelling.ts';
import { type Quantities, quantityNames } from './quantityNames.ts';
import type { StageRecord } from './records.ts';

/** A stage without its curve. */
export interface StageHead extends Omit<StageRecord, 'history'> {
  readonly epochs: number;
}

const longestName = 40;
const mostNumbers = 32;
const deepest = 1000;

/** Whether something was measured before batch norm's statistics were measured anew. */
export const hasUncalibrated = (stages: readonly StageRecord[]) =>
  stages.some(({ uncalibrated }) => uncalibrated !== undefined);

/** @param uncalibrated whether what was measured before recalibration is told too */
export function writeStages(out: ByteWriter, stages: readonly StageRecord[], uncalibrated: boolean): void {
  out.whole(stages.length);
  for (const { kind, level, history, measures, asked = {}, reached = {}, ...more } of stages) {
    writeName(out, kind);
    out.whole(level);
    out.whole(history.at(-1)?.epoch ?? 0);
    for (const numbers of [measures, asked, reached]) writeNumbers(out, numbers);
    if (uncalibrated) writeNumbers(out, more.uncalibrated ?? {});
  }
}

/**
 * @param uncalibrated as it was when they were written
 * @throws BrokenBytes where they are no stages of at most `epochs` epochs each
 */
export function readStages(from: ByteReader, epochs: number, uncalibrated: boolean): readonly StageHead[] {
  return Array.from({ length: from.whole(1, mostStages) }, (): StageHead => {
    const head = { kind: readName(from), level: from.whole(0, deepest), epochs: from.whole(0, epochs) };
    const [measures = {}, asked = {}, reached = {}] = [0, 1, 2].map(() => readNumbers(from));
    const before = uncalibrated ? readNumbers(from) : {};
    return {
      ...{ ...head, measures: knownOf(measures) },
      ...(Object.keys(before).length > 0 ? { uncalibrated: knownOf(before) } : {}),
      ...(Object.keys(asked).length > 0 ? { asked } : {}),
      ...(Object.keys(reached).length > 0 ? { reached } : {}),
    };
  });
}

const knownOf = (numbers: Readonly<Record<string, number>>): Quantities =>
  Object.fromEntries(
    quantityNames.flatMap((name) => (numbers[name] === undefined ? [] : [[name, numbers[name]]])),
  );

function writeNumbers(out: ByteWriter, numbers: Readonly<Record<string, number>>): void {
  const finite = Object.entries(numbers).filter(([, value]) => Number.isFinite(value));
  out.whole(finite.length);
  for (const [name, value] of finite) {
    writeName(out, name);
    out.real(value);
  }
}

function readNumbers(from: ByteReader): Readonly<Record<string, number>> {
  const entries = Array.from(
    { length: from.whole(0, mostNumbers) },
    () => [readName(from), from.real()] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value)));
}

function writeName(out: ByteWriter, name: string): void {
  out.whole(name.length);
  for (let i = 0; i < name.length; i++) out.whole(name.charCodeAt(i));
}

function readName(from: ByteReader): string {
  const codes = Array.from({ length: from.whole(1, longestName) }, () => from.whole(0, 127));
  const name = String.fromCharCode(...codes);
  if (!/^[A-Za-z][\w.]*$/.test(name)) throw new BrokenBytes(words`names of stages and of what was measured`);
  return name;
}
