import { useEffect, useState } from 'react';
import type { ChannelPlan } from '../../../../protocol/channelPlan.ts';
import type { PruneSpec } from '../../../../spec/recipe/stages.ts';
import { countText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import { markNone } from '../../inside/litLayers.ts';
import networks from '../../networks.module.css';
import { Refusal } from '../Refusal.tsx';
import { Channels } from './Channels.tsx';
import { className } from './channelOrder.ts';
import styles from './cut.module.css';
import { useChannelPlan } from './useChannelPlan.ts';

interface CutViewProps {
  /** Id of the network that is pruned. */
  readonly network: string;
  readonly stage: PruneSpec;
  /** Whether the stage's preview is there. */
  readonly previewed: boolean;
}

/** Which channels a pruning takes: its groups, and the channels of one of them. */
export function CutView(props: CutViewProps) {
  const words = useLateWords('cut');
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.cut} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title}</summary>
      {open ? <Shown {...props} /> : null}
    </details>
  );
}

function Shown({ network, stage, previewed }: CutViewProps) {
  const words = useLateWords('cut');
  const { plan, failure } = useChannelPlan(network, stage, previewed);
  const [space, setSpace] = useState<string>();
  useEffect(() => markNone, []);
  if (failure !== undefined) return <Refusal thrown={failure} />;
  if (!plan) return <p className={networks.quiet}>{words.waiting}</p>;
  const group = plan.groups.find((one) => one.space === space) ?? plan.groups[0];
  return (
    <div className={styles.shown}>
      {stage.steps > 1 ? <p className={networks.quiet}>{words.steps(stage.steps)}</p> : null}
      <p>
        {words.sizes(
          countText(plan.before.multiplyAdds),
          countText(plan.after.multiplyAdds),
          countText(plan.before.parameters),
          countText(plan.after.parameters),
        )}
      </p>
      <Groups plan={plan} chosen={group?.space} onSpace={setSpace} />
      <p className={networks.quiet}>{words.classHelp}</p>
      {group ? <Channels key={group.space} group={group} /> : null}
    </div>
  );
}

interface GroupsProps {
  readonly plan: ChannelPlan;
  readonly chosen: string | undefined;
  onSpace(space: string): void;
}

function Groups({ plan, chosen, onSpace }: GroupsProps) {
  const words = useLateWords('cut');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section className={styles.groups} tabIndex={0} aria-label={words.groups}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.group}</th>
            <th scope="col">{words.class}</th>
            <th scope="col">{words.left}</th>
          </tr>
        </thead>
        <tbody>
          {plan.groups.map(({ space, class: place, kept, ranks }) => (
            <tr key={space} data-chosen={space === chosen ? '' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className={networks.link}
                  aria-pressed={space === chosen}
                  title={words.choose(space)}
                  onClick={() => onSpace(space)}
                >
                  {space}
                </button>
              </th>
              <td>{className(place)}</td>
              <td>
                {words.change(ranks.length, kept.length)}
                <span className={styles.share} aria-hidden="true">
                  <span style={{ inlineSize: `${(100 * kept.length) / ranks.length}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
