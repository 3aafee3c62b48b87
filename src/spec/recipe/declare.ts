/**
 * What a stage of a recipe declares of itself. The text of a recipe, its link, its gate, help and cards are derived from it;
 * see `stages.ts` for the catalogue.
 */
import type * as v from 'valibot';
import type { Sentence } from '../../lang/sentence.ts';
import type { Circumstances } from '../decides.ts';
import type { Field } from '../fields.ts';

/** A setting of the experiment that a stage may have another value of. */
export interface Override {
  /** The experiment's field; of `alphas`, its one value. */
  readonly of: string;
  readonly field: Field;
  /** It has an effect in the stage where the experiment's own field has none. */
  readonly always?: true;
}

export interface Smaller {
  /** In one to three words. */
  readonly verb: Sentence;
  /** The setting of its own that is a number: less of it is smaller. */
  readonly slider: string;
  /** What the number is of. */
  readonly label: Sentence;
  /** The same where other settings of the stage say what the number is of. */
  readonly labelOf?: (values: Readonly<Record<string, unknown>>) => Sentence;
  /** A share is said in per cent. */
  readonly as: 'share' | 'number';
  /** Where the slider ends; the setting itself may go on. */
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Values that make a curve, descending. */
  readonly curve: readonly number[];
  /** What learns again after it is proposed in every arm (see `distil`): fine-tuned, distilled and from scratch. */
  readonly arms?: true;
}

/** The stages before one, in their order, with their settings. */
export type Before = readonly Readonly<{ kind: string } & Record<string, unknown>>[];

export interface StageDeclaration {
  readonly kind: string;
  readonly label: Sentence;
  /** A line drawing on a square of 16 units, as the path of an SVG; without one it is drawn as a plain square. */
  readonly glyph?: string;
  /** One sentence: what it does to a network. */
  readonly help: Sentence;
  /** The act with its settings, as the subject of a sentence about what it cost: "keeping 50 % of the channels". */
  readonly act: (values: Readonly<Record<string, unknown>>) => Sentence;
  /** What was done, as short as a drawing needs it: "half the channels"; without it the drawing says `act`. */
  readonly brief?: (values: Readonly<Record<string, unknown>>) => Sentence;
  readonly formula?: string;
  /** Paper or function that it equals. */
  readonly source?: string;
  /** Settings of its own. */
  readonly fields: Readonly<Record<string, Field>>;
  /** When a setting of its own has an effect, by its values; those that are not named always have. */
  readonly matters?: Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => boolean>>;
  /** Settings of the experiment that it may override; left out, the experiment's count. */
  readonly overrides: Readonly<Record<string, Override>>;
  /** Where a network is made smaller by it with one number: a verb, and the number as a slider. */
  readonly smaller?: Smaller;
  /** Moves weights towards lower loss, with the settings of `trainingSettings`; where only some of its settings do so, whether these do. */
  readonly trains?: true | ((values: Readonly<Record<string, unknown>>) => boolean);
  /** What it gives is drawn from the run's seed, and not from the sweep's. */
  readonly draws?: true;
  /** Gives layers other shapes. */
  readonly resizes?: true;
  /** Why what it does to weights that were drawn at random says little. */
  readonly wantsTrained?: Sentence;
  /** Its network computes with integers that are simulated here, so that its time says nothing of other programs. */
  readonly simulates?: true;
  /** Its network multiplies by the zeros that masks put into weights, so that it is no faster for them. */
  readonly masks?: true;
  /** Why it cannot work with these settings, beside the experiment's, and what to do; undefined where it can. */
  readonly fault?: (
    values: Readonly<Record<string, unknown>>,
    experiment: Pick<Circumstances, 'optimizer' | 'student' | 'imageSize'>,
    before: Before,
  ) => Sentence | undefined;
  /** What works with these settings but is probably not meant; undefined where nothing is to be said. */
  readonly advice?: (
    values: Readonly<Record<string, unknown>>,
    experiment: Pick<Circumstances, 'student'> & { readonly studentWidth: number },
    before: Before,
  ) => Sentence | undefined;
  /** Why a stage of another kind cannot follow it, and what to do, by kind. */
  readonly notBefore?: Readonly<Record<string, Sentence>>;
  /** Why no stage can follow it. */
  readonly nothingAfter?: Sentence;
}

type ValueOf<F> = F extends { readonly schema: v.GenericSchema<unknown, infer Value> } ? Value : never;

/** A stage's settings as plain data. */
export type SpecOf<D extends StageDeclaration> = { readonly kind: D['kind'] } & {
  readonly [Name in keyof D['fields']]: ValueOf<D['fields'][Name]>;
} & { readonly [Name in keyof D['overrides']]?: ValueOf<D['overrides'][Name]['field']> };

/** Keeps the names and values of a declaration in its type. */
export function declareStage<const D extends StageDeclaration>(declaration: D): D {
  return declaration;
}
