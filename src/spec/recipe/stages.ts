/**
 * The stages that a recipe is made of. A stage is added as a file with its declaration, a line here, and its implementation
 * where recipes are run.
 */
import * as v from 'valibot';
import type { Field } from '../fields.ts';
import type { SpecOf, StageDeclaration } from './declare.ts';
import { depth } from './depth.ts';
import { distil } from './distil.ts';
import { factorise } from './factorise.ts';
import { prune } from './prune.ts';
import { qat } from './qat.ts';
import { quantise } from './quantise.ts';
import { regularise } from './regularise.ts';
import { reinitialise } from './reinitialise.ts';
import { share } from './share.ts';
import { sparsify } from './sparsify.ts';
import { teach } from './teach.ts';

export const stages = {
  distil,
  prune,
  quantise,
  sparsify,
  depth,
  regularise,
  qat,
  share,
  factorise,
  reinitialise,
  teach,
} as const satisfies Record<string, StageDeclaration>;

export type StageKind = keyof typeof stages;
type SpecOfKind = { readonly [Kind in StageKind]: SpecOf<(typeof stages)[Kind]> };
export type StageSpec = SpecOfKind[StageKind];
export type DistilSpec = SpecOfKind['distil'];
/** What stages that train have in common. */
export type TrainingSpec = Omit<DistilSpec, 'kind' | 'arm'> & Partial<Pick<DistilSpec, 'arm'>>;
export type ReinitialiseSpec = SpecOfKind['reinitialise'];
export type PruneSpec = SpecOfKind['prune'];
export type QatSpec = SpecOfKind['qat'];
export type QuantiseSpec = SpecOfKind['quantise'];
export type DepthSpec = SpecOfKind['depth'];
export type FactoriseSpec = SpecOfKind['factorise'];
export type RegulariseSpec = SpecOfKind['regularise'];
export type SparsifySpec = SpecOfKind['sparsify'];
export type TeachSpec = SpecOfKind['teach'];
export type ShareSpec = SpecOfKind['share'];

export const stageKinds = Object.keys(stages) as readonly StageKind[];

export function isStageKind(name: string): name is StageKind {
  return Object.hasOwn(stages, name);
}

/** A declaration seen without its own names, for code that walks over all stages. */
export function stageOf(kind: StageKind): StageDeclaration {
  return stages[kind];
}

/** Whether weights are moved towards lower loss in it. */
export function isTraining(stage: StageSpec): stage is StageSpec & TrainingSpec {
  const { trains = false } = stageOf(stage.kind);
  return typeof trains === 'boolean' ? trains : trains(valuesOf(stage));
}

/**
 * The weight of the labels in a stage that trains: 1 in an arm without the teacher, or its own, or else the point's.
 *
 * @param alpha the point's
 */
export function labelWeight({ arm = 'distilled', alpha: own }: TrainingSpec, alpha: number): number {
  return arm === 'distilled' ? (own ?? alpha) : 1;
}

/** Stages that make a network smaller with one slider, see `Smaller`. */
export const smallerKinds = stageKinds.filter((kind) => stageOf(kind).smaller !== undefined);

/** Every setting of a stage, its own first. */
export function settingsOf(kind: StageKind): ReadonlyMap<string, Field> {
  const { fields, overrides } = stageOf(kind);
  return new Map([
    ...Object.entries(fields),
    ...Object.entries(overrides).map(([name, { field }]) => [name, field] as const),
  ]);
}

/** A stage's settings by name; what it leaves to the experiment is not among them. */
export function valuesOf(stage: StageSpec): Readonly<Record<string, unknown>> {
  const { kind: _, ...values } = stage;
  return values;
}

function schemaOf(kind: StageKind) {
  const { fields, overrides } = stageOf(kind);
  const own = Object.entries(fields).map(([name, field]) => [
    name,
    v.optional(field.schema as v.GenericSchema, field.default),
  ]);
  const overriding = Object.entries(overrides).map(([name, { field }]) => [
    name,
    v.exactOptional(field.schema as v.GenericSchema),
  ]);
  return v.strictObject({
    kind: v.literal(kind),
    ...(Object.fromEntries([...own, ...overriding]) as Record<string, v.GenericSchema>),
  });
}

/** Settings that are left out get their defaults. */
export const stageSchema = v.union(stageKinds.map(schemaOf)) as unknown as v.GenericSchema<
  unknown,
  StageSpec
>;
