/**
 * What a field of the experiment is: a default, a schema that guards it, a spelling as text (for links and flags),
 * and the words that a form or a help text shows. The fields themselves are listed in `experiment.ts`.
 */
import * as v from 'valibot';
import { type Sentence, words } from '../lang/sentence.ts';
import type { Circumstances, Decides } from './decides.ts';
import type { Declaration } from './declare.ts';

/** Where the form shows a field. `advanced` fields sit behind "more…". */
export type FieldGroup =
  | 'data'
  | 'teacher'
  | 'teachers'
  | 'student'
  | 'objective'
  | 'recipe'
  | 'sweep'
  | 'training'
  | 'machine';

interface FieldWords {
  readonly label: Sentence;
  /** One sentence: what it does, with its formula or source where it has one. */
  readonly help: Sentence;
  readonly group: FieldGroup;
  readonly advanced?: boolean;
  /** Stays in the form where it has no effect. */
  readonly keepsPlace?: boolean;
  /** What its choices declare of themselves, where they do. */
  readonly declared?: Readonly<Record<string, Declaration>>;
  /** What it has an effect on, and when; every field of an experiment says so. */
  readonly decides?: Decides;
  /** The value, where it leaves to other settings what it comes to. */
  readonly comesTo?: (experiment: Circumstances) => string;
  /** It came when keys of what is kept were there already: they leave it out where it is its default. */
  readonly addedLater?: true;
  /** The value that means a file which each visit is given anew. */
  readonly givenFile?: string;
}

/** A field that says what it decides. */
export interface Deciding {
  readonly decides: Decides;
}

interface FieldCore<Value> extends FieldWords {
  readonly default: Value;
  /**
   * Of a stage's setting whose default was another in version 1: that default. Links and keys, which are of version 1, leave it
   * out; texts that people read say the setting whatever it is.
   */
  readonly inVersion1?: Value;
  /** Says in words which values are allowed, for messages: "a number from 0 to 1". */
  readonly allowed: Sentence;
  readonly schema: v.GenericSchema<unknown, Value>;
  /** The value as text in a link or a flag; `parse` reads it back. */
  format(value: Value): string;
  /** Reads text into a candidate for `schema`; unreadable text becomes a value that the schema rejects. */
  parse(text: string): unknown;
  /** What is wrong with a candidate that `schema` rejects, where that is more than `allowed` says. */
  explain?(candidate: unknown): Sentence | undefined;
}

export interface NumberField extends FieldCore<number> {
  readonly kind: 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
  /** How a slider should space its values; `power`: place ∝ the fourth root, for ranges that start at 0 and matter near it. */
  readonly scale: 'linear' | 'log' | 'power';
  readonly unit: Sentence;
}

export interface NumbersField extends FieldCore<readonly number[]> {
  readonly kind: 'numbers';
  readonly minimum: number;
  readonly maximum: number;
  readonly atMost: number;
}

export interface ChoiceField<Name extends string> extends FieldCore<Name> {
  readonly kind: 'choice';
  readonly choices: readonly Name[];
}

export interface NameField extends FieldCore<string> {
  readonly kind: 'name';
  readonly pattern: RegExp;
}

/** A list of things that have settings of their own. */
export interface ListField<Item> extends FieldCore<readonly Item[]> {
  readonly kind: 'list';
}

export type Field = NumberField | NumbersField | ChoiceField<string> | NameField | ListField<unknown>;

/** Decimal numbers only: no hexadecimal, no blanks, no "Infinity". */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function parseNumber(text: string): unknown {
  const trimmed = text.trim();
  return decimal.test(trimmed) ? Number(trimmed) : text;
}

/** −0 is spelt 0, so it is 0. */
const withoutNegativeZero = (value: number) => value + 0;

type NumberWords = FieldWords & {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
  readonly scale?: NumberField['scale'];
  readonly unit?: Sentence;
};

export function numberField(field: NumberWords & Deciding): NumberField & Deciding;
export function numberField(field: NumberWords): NumberField;
export function numberField(field: NumberWords): NumberField {
  const { minimum, maximum, integer = false, scale = 'linear', unit = '' } = field;
  const bounded = v.pipe(
    v.number(),
    v.finite(),
    v.minValue(minimum),
    v.maxValue(maximum),
    v.transform(withoutNegativeZero),
  );
  return {
    ...field,
    kind: 'number',
    integer,
    scale,
    unit,
    allowed: integer
      ? words`a whole number from ${minimum} to ${maximum}`
      : words`a number from ${minimum} to ${maximum}`,
    schema: integer ? v.pipe(bounded, v.integer()) : bounded,
    format: String,
    parse: parseNumber,
  };
}

type NumbersWords = FieldWords & {
  readonly default: readonly number[];
  readonly minimum: number;
  readonly maximum: number;
  readonly atMost: number;
};

export function numbersField(field: NumbersWords & Deciding): NumbersField & Deciding;
export function numbersField(field: NumbersWords): NumbersField;
export function numbersField(field: NumbersWords): NumbersField {
  const { minimum, maximum, atMost } = field;
  return {
    ...field,
    kind: 'numbers',
    allowed: words`1 to ${atMost} different numbers from ${minimum} to ${maximum}, separated by commas`,
    schema: v.pipe(
      v.array(
        v.pipe(
          v.number(),
          v.finite(),
          v.minValue(minimum),
          v.maxValue(maximum),
          v.transform(withoutNegativeZero),
        ),
      ),
      v.minLength(1),
      v.maxLength(atMost),
      v.check((values) => new Set(values).size === values.length),
      v.readonly(),
    ),
    format: (values) => values.join(','),
    parse: (text) => text.split(',').map(parseNumber),
  };
}

type ChoiceWords<Name extends string> = FieldWords & {
  readonly default: NoInfer<Name>;
  readonly inVersion1?: NoInfer<Name>;
  readonly choices: readonly Name[];
};

export function choiceField<const Name extends string>(
  field: ChoiceWords<Name> & Deciding,
): ChoiceField<Name> & Deciding;
export function choiceField<const Name extends string>(field: ChoiceWords<Name>): ChoiceField<Name>;
export function choiceField<Name extends string>(field: ChoiceWords<Name>): ChoiceField<Name> {
  return {
    ...field,
    kind: 'choice',
    allowed: words`one of ${field.choices.join(', ')}`,
    schema: v.picklist(field.choices),
    format: (value) => value,
    parse: (text) => text,
  };
}

type NameWords = FieldWords & {
  readonly default: string;
  readonly pattern: RegExp;
  readonly allowed: Sentence;
};

export function nameField(field: NameWords & Deciding): NameField & Deciding;
export function nameField(field: NameWords): NameField;
export function nameField(field: NameWords): NameField {
  return {
    ...field,
    kind: 'name',
    schema: v.pipe(v.string(), v.regex(field.pattern)),
    format: (value) => value,
    parse: (text) => text,
  };
}

type ListWords<Item> = Omit<ListField<Item>, 'kind'>;

export function listField<Item>(field: ListWords<Item> & Deciding): ListField<Item> & Deciding;
export function listField<Item>(field: ListWords<Item>): ListField<Item>;
export function listField<Item>(field: ListWords<Item>): ListField<Item> {
  return { ...field, kind: 'list' };
}
