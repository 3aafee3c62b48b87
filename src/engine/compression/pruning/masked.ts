/**
 * A network whose channels are zeroed instead of removed, for tests. What gives a channel is zeroed: filter, γ, β, running mean,
 * bias, and a shortcut without weights. What takes it stays as it is.
 */
import { build } from '../../families/catalogue.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { channelGroups, headGroups } from './channelGroups.ts';
import type { KeptChannels } from './cut.ts';
import { layoutOf } from './importance.ts';

/** @param kept of every space */
export function masked({ architecture, tensors }: Checkpoint, kept: KeptChannels): Checkpoint {
  const model = build(architecture);
  const stays = (space: string, channel: number) => kept.get(space)?.includes(channel) === true;
  const zeroed: Record<string, HostParameters[string]> = { ...tensors };
  const own = [...headGroups(model)].filter(([, { group }]) => kept.has(group.space));
  const groups = [
    // Where each head has dimensions of its own, their space says how many alone.
    ...channelGroups(model).filter(({ space }) => !own.some(([dims]) => dims === space)),
    ...own.map(([, { group }]) => group),
  ];
  for (const { space, members } of groups) {
    for (const member of members) {
      const { spec, side } = member;
      const held = zeroed[spec.name];
      if (!held || side === 'in' || spec.name.endsWith('running_var')) continue;
      const { run, channels } = layoutOf(member);
      const channelOf = (i: number) => Math.floor(i / run) % channels;
      const values = held.values.map((value, i) => (stays(space, channelOf(i)) ? value : 0));
      zeroed[spec.name] = { ...held, values };
    }
  }
  const shortcuts = model.shortcuts?.map(({ name, to, sources }) => [
    name,
    sources.map((source, channel) => (stays(to.space, channel) ? source : -1)),
  ]);
  const maps = shortcuts?.length ? { shortcuts: Object.fromEntries(shortcuts) } : {};
  return { architecture: { ...architecture, ...maps }, tensors: zeroed };
}
