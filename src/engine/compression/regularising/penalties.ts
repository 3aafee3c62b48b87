/**
 * Penalties that make channels small before they are cut, by their gradients:
 *
 *     norm     λ·Σ|γ|          λ·sign(γ)           network slimming (Liu et al. 2017, arXiv 1708.06519)
 *     group    λ·Σ √n·‖w_c‖    λ·√n·w/‖w_c‖        group lasso over all that a channel couples (Yuan & Lin 2006; Fang et al. 2023)
 *     growing  ½·λ(t)·Σ w²     λ(t)·w              growing regularisation of the channels that are to go (Wang et al. 2021,
 *                                                  arXiv 2012.09243, GReG-1)
 *
 * w_c: the n numbers of all filters, matrices and γ that have channel c of a space, as what they give or as what they take. They go
 * with the gradient of the loss through momentum, as their authors have it, and are not part of the loss that is shown.
 */
import {
  add,
  div,
  maximum,
  mul,
  neg,
  reshape,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { Model } from '../../families/model.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import { named, type ParameterSpec, type Parameters, shaped } from '../../layers/parameters.ts';
import type { Penalty } from '../../training/penalty.ts';
import type { Hook } from '../../training/trainState.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type ChannelGroup, channelGroups, type GroupMember } from '../pruning/channelGroups.ts';
import { layoutOf, sumsOver } from '../pruning/importance.ts';

const fixed = (name: string, length: number, value: number): ParameterSpec => ({
  name,
  kind: 'vector',
  ...shaped([length]),
  role: 'frozen',
  initial: { kind: 'constant', value },
});

/** γ of every batch norm. */
const scalesOf = ({ parameters }: Model): readonly string[] => {
  const norms = new Set(parameters.flatMap(({ normalisedBy }) => normalisedBy ?? []));
  // Of layers in another form than dense the norm is not named, but is there.
  const means = parameters.flatMap(({ name }) =>
    name.endsWith('.running_mean') ? [name.slice(0, -'.running_mean'.length)] : [],
  );
  return [...new Set([...norms, ...means])].map((norm) => `${norm}.weight`);
};

/** @returns undefined of a network without batch norm */
export function normPenalty(model: Model, strength: number): Penalty | undefined {
  const known = new Set(model.parameters.map(({ name }) => name));
  const names = scalesOf(model).filter((name) => known.has(name));
  if (names.length === 0) return undefined;
  const lambda = 'penalty.strength';
  return {
    parameters: [fixed(lambda, 1, strength)],
    gradients: (parameters) =>
      Object.fromEntries(
        names.map((name) => {
          const gamma = named(parameters, name);
          const sign = sub(step(gamma), step(neg(gamma)));
          return [name, mul(sign, named(parameters, lambda))] as const;
        }),
      ),
  };
}

/** What of a space's members counts: trained filters, matrices and γ. */
function countedMembers(model: Model, { members }: ChannelGroup): readonly GroupMember[] {
  const scales = new Set(scalesOf(model));
  return members.filter(
    ({ spec }) => spec.role === 'trainable' && (spec.kind !== 'vector' || scales.has(spec.name)),
  );
}

/** A parameter as [before, channels, behind]. */
function placesOf(member: GroupMember): readonly [number, number, number] {
  const { rows, channels, run } = layoutOf(member);
  return [rows, channels, run];
}

/** A channel's strength times each of its numbers; [channels] each. */
function scaled(parameters: Parameters, member: GroupMember, strengths: Tensor1D): Tensor {
  const weight = named(parameters, member.spec.name);
  const places = placesOf(member);
  return reshape(mul(reshape(weight, [...places]), reshape(strengths, [1, places[1], 1])), weight.shape);
}

/** The gradients of several groups, some of which share parameters. */
function summed(parts: readonly (readonly [string, Tensor])[]): Record<string, Tensor> {
  const byName = new Map<string, Tensor[]>();
  for (const [name, part] of parts) byName.set(name, [...(byName.get(name) ?? []), part]);
  return Object.fromEntries(
    [...byName].map(([name, [first, ...others]]) => [
      name,
      others.reduce((all, one) => add(all, one), first as Tensor),
    ]),
  );
}

/** Below it a channel counts as nothing, so that its gradient is finite: of ‖w_c‖². */
const floor = 1e-12;

export function groupPenalty(model: Model, strength: number): Penalty {
  const groups = channelGroups(model).map((group) => {
    const members = countedMembers(model, group);
    const numbers = members.reduce((all, member) => {
      const [before, , behind] = placesOf(member);
      return all + before * behind;
    }, 0);
    return { members, lambda: fixed(`penalty.${group.space}`, 1, strength * Math.sqrt(numbers)) };
  });
  const least = fixed('penalty.floor', 1, floor);
  return {
    parameters: [least, ...groups.map(({ lambda }) => lambda)],
    gradients: (parameters) =>
      summed(
        groups.flatMap(({ members, lambda }) => {
          if (members.length === 0) return [];
          const squares = members.map((member) =>
            sum<Tensor1D>(
              square(reshape(named(parameters, member.spec.name), [...placesOf(member)])),
              [0, 2],
            ),
          );
          const length = sqrt(
            maximum(
              squares.reduce((all, one) => add(all, one)),
              named(parameters, least.name),
            ),
          );
          const strengths = div<Tensor1D>(named(parameters, lambda.name), length);
          return members.map((member) => [member.spec.name, scaled(parameters, member, strengths)] as const);
        }),
      ),
  };
}

/** Channels by the space that they are in. */
export type ChosenChannels = ReadonlyMap<ChannelSpace, readonly number[]>;

/**
 * The channels that would go first: of each group's N the N − ⌊N·keep⌋ of the least Σ|w|, and not all.
 *
 * @param keep (0, 1]
 */
export function leastChannels(model: Model, tensors: HostParameters, keep: number): ChosenChannels {
  return new Map(
    channelGroups(model).map((group) => {
      const scores = new Float64Array(group.channels);
      for (const member of countedMembers(model, group)) {
        if (member.spec.kind === 'vector') continue;
        const values = tensors[member.spec.name]?.values ?? new Float32Array(0);
        const sums = sumsOver(member, (i) => Math.abs(values[i] ?? 0));
        for (const [c, one] of sums.entries()) scores[c] = (scores[c] as number) + one;
      }
      const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b);
      const kept = Math.max(1, Math.floor(group.channels * keep + 1e-9));
      return [group.space, order.slice(0, group.channels - kept).sort((a, b) => a - b)] as const;
    }),
  );
}

export interface GrowingSettings {
  /** λ in the end. */
  readonly ceiling: number;
  /** Steps between two times that it grows. */
  readonly every: number;
}

/** λ after so many of all steps: in equal parts from 0 to the ceiling. */
export function grownStrength({ ceiling, every }: GrowingSettings, taken: number, steps: number): number {
  const times = Math.max(1, Math.floor(steps / every));
  return ceiling * Math.min(1, Math.floor(taken / every) / times);
}

export interface GrowingPenalty {
  readonly penalty: Penalty;
  /** Grows the strengths; a training that goes on finds them where they were. */
  readonly hooks: readonly Hook[];
}

export function growingPenalty(
  model: Model,
  chosen: ChosenChannels,
  settings: GrowingSettings,
): GrowingPenalty {
  const groups = channelGroups(model).map((group) => ({
    members: countedMembers(model, group),
    channels: chosen.get(group.space) ?? [],
    strengths: fixed(`penalty.${group.space}`, group.channels, 0),
  }));
  const grown: Hook = {
    at: 'step',
    run({ learners: [learner] }, { step: taken, epochs, stepsPerEpoch }) {
      if (taken % settings.every !== 0) return;
      const lambda = grownStrength(settings, taken, epochs * stepsPerEpoch);
      const changed = groups.map(({ strengths: { name, shape }, channels }) => {
        const values = new Float32Array(shape[0] ?? 0);
        for (const channel of channels) values[channel] = lambda;
        return [name, { shape, values }] as const;
      });
      learner?.write(Object.fromEntries(changed));
    },
  };
  return {
    hooks: [grown],
    penalty: {
      parameters: groups.map(({ strengths }) => strengths),
      gradients: (parameters) =>
        summed(
          groups.flatMap(({ members, strengths }) =>
            members.map((member) => {
              const each = named<Tensor1D>(parameters, strengths.name);
              return [member.spec.name, scaled(parameters, member, each)] as const;
            }),
          ),
        ),
    },
  };
}

/** Of the channels of all groups, the share whose numbers are less than a hundredth of their group's greatest, by ‖w_c‖. */
export function smallChannels(model: Model, { tensors }: Pick<Checkpoint, 'tensors'>): number {
  let [small, all] = [0, 0];
  for (const group of channelGroups(model)) {
    const squares = new Float64Array(group.channels);
    for (const member of countedMembers(model, group)) {
      if (member.spec.kind === 'vector') continue;
      const values = tensors[member.spec.name]?.values ?? new Float32Array(0);
      for (const [c, one] of sumsOver(member, (i) => (values[i] ?? 0) ** 2).entries()) {
        squares[c] = (squares[c] as number) + one;
      }
    }
    const most = squares.reduce((one, other) => Math.max(one, other), 0);
    all += group.channels;
    small += squares.reduce((count, one) => count + Number(one < 1e-4 * most), 0);
  }
  return all > 0 ? small / all : 0;
}
