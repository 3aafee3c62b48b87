/**
 * The sentences of the channels that a pruning would take, in English.
 */
import { grouped } from '../../numbers.ts';

/** A channel that is looked at. */
export interface ChannelFacts {
  /** From 1. */
  readonly channel: number;
  readonly stays: boolean;
  readonly score: string | undefined;
  /** Its place among `of`, from 1 the least important; undefined where its group is not ranked. */
  readonly rank: number | undefined;
  readonly of: number;
  readonly class: string;
}

export const cutEn = {
  title: 'Which channels go',
  waiting: 'This is told when the preview is there.',
  steps: (steps: number) =>
    `The first of ${grouped(steps)} steps: what is left is ranked anew before each of the others.`,
  sizes: (before: string, after: string, parametersBefore: string, parametersAfter: string) =>
    `Multiply-adds ${before} → ${after}, parameters ${parametersBefore} → ${parametersAfter}, before anything is trained.`,
  groups: 'Groups of channels',
  group: 'Group',
  class: 'Class',
  left: 'Channels',
  classHelp:
    'Channels of a group stand or fall together in every layer that has them. Groups of a class hang together alike.',
  change: (before: number, after: number) => `${grouped(before)} → ${grouped(after)}`,
  choose: (space: string) => `Show the channels of ${space}`,
  channels: (space: string) => `Channels of ${space}, the least important first`,
  option: (channel: number, stays: boolean) => `Channel ${grouped(channel)}, ${stays ? 'stays' : 'goes'}`,
  facts: ({ channel, stays, score, rank, of, class: name }: ChannelFacts) =>
    [
      `Channel ${grouped(channel)} ${stays ? 'stays' : 'goes'}.`,
      score === undefined ? 'Its group is not ranked.' : `Importance ${score} (the mean of its group is 1).`,
      rank === undefined
        ? ''
        : `Place ${grouped(rank)} of ${grouped(of)} that are ranked together, from the least important; class ${name}.`,
    ]
      .filter(Boolean)
      .join(' '),
  pick: 'Dashed: goes; filled: stays; the least important first. Choose a channel: left and right arrows walk along them.',
  members: (stays: boolean): string => (stays ? 'It is made of these slices:' : 'These slices go with it:'),
  member: (parameters: string, side: 'out' | 'in') =>
    `${parameters}, ${side === 'out' ? 'what it gives' : 'what it takes'}`,
  show: 'Show them in the graph',
};

export type CutText = typeof cutEn;
