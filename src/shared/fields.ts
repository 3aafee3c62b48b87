/**
 * What a field of the experiment is: a default, a schema that guards it, a spelling as text (for links and flags),
 * and the words that a form or a help text shows. The fields themselves are listed in `experiment.ts`.
 */
import * as v from 'valibot';
import { type Sentence, words } from './sentence.ts';

/** Where the form shows a field. `advanced` fields sit behind "more…". */
export type FieldGroup =
  | 'data'
  | 'teacher'
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
}

interface FieldCore<Value> extends FieldWords {
  readonly default: Value;
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

export function numberField(
  field: FieldWords & {
    readonly default: number;
    readonly minimum: number;
    readonly maximum: number;
    readonly integer?: boolean;
    readonly scale?: NumberField['scale'];
    readonly unit?: Sentence;
  },
): NumberField {
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

export function numbersField(
  field: FieldWords & {
    readonly default: readonly number[];
    readonly minimum: number;
    readonly maximum: number;
    readonly atMost: number;
  },
): NumbersField {
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

export function choiceField<const Name extends string>(
  field: FieldWords & { readonly default: NoInfer<Name>; readonly choices: readonly Name[] },
): ChoiceField<Name> {
  return {
    ...field,
    kind: 'choice',
    allowed: words`one of ${field.choices.join(', ')}`,
    schema: v.picklist(field.choices),
    format: (value) => value,
    parse: (text) => text,
  };
}

export function nameField(
  field: FieldWords & { readonly default: string; readonly pattern: RegExp; readonly allowed: Sentence },
): NameField {
  return {
    ...field,
    kind: 'name',
    schema: v.pipe(v.string(), v.regex(field.pattern)),
    format: (value) => value,
    parse: (text) => text,
  };
}

export function listField<Item>(field: Omit<ListField<Item>, 'kind'>): ListField<Item> {
  return { ...field, kind: 'list' };
}
