/**
 * Which channels a pruning would take from a kept network. Their importance is computed once for all depths of the cut, as for the
 * preview of the stage.
 */
import type { PlannedCut } from '../../../engine/compression/pruning/plannedCut.ts';
import type { RankedChannels } from '../../../engine/compression/pruning/ranked.ts';
import { freeRunning } from '../../../engine/training/control.ts';
import type { ChannelPlan } from '../../../protocol/channelPlan.ts';
import type { Answer } from '../asked.ts';

export const channelPlan: Answer<'channel-plan'> = async ({ id, stage }, asked) => {
  if (asked.isAtWork()) return undefined;
  const { opened } = await import('./previews.ts');
  const { rankedFor, untimed } = await import('../../stages/pruneStage.ts');
  if (stage.target === 'ms') throw untimed();
  const { settingsAfter } = await import('../../../engine/compression/pruning/prune.ts');
  const { plannedCut } = await import('../../../engine/compression/pruning/plannedCut.ts');
  return asked.timing.time(async () => {
    const { checkpoint, once, images } = await opened(id, asked, freeRunning);
    const ranked = await rankedFor(checkpoint, stage, { once, images });
    // Of several steps the first: before the others all is scored anew.
    return planOf(plannedCut(ranked, settingsAfter(1, stage)), ranked);
  });
};

/** The plan as plain data, every parameter told by its module. */
export function planOf({ groups, before, after }: PlannedCut, ranked: RankedChannels): ChannelPlan {
  const classes = [...new Set(groups.map((group) => group.class))];
  const members = new Map(ranked.groups.map((group) => [group.space, group.members]));
  return {
    ...{ before, after },
    groups: groups.map(({ space, class: signature, kept, scores, ranks, rankedWith }) => ({
      ...{ space, kept, class: classes.indexOf(signature), ranks: [...ranks], rankedWith },
      ...(scores ? { scores: [...scores] } : {}),
      members: (members.get(space) ?? []).map(({ spec: { name }, side }) => {
        const at = name.lastIndexOf('.');
        return { layer: name.slice(0, at), parameter: name.slice(at + 1), side };
      }),
    })),
  };
}
