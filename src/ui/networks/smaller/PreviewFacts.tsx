import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { asProblem } from '../../../lang/problem.ts';
import type { Smaller } from '../../../spec/recipe/declare.ts';
import { type StageSpec, stageOf } from '../../../spec/recipe/stages.ts';
import type { Phase } from '../../../state/lab/labState.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { bytesText, countText, percentText, settingText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import unseen from '../../unseen.module.css';
import networks from '../networks.module.css';
import type { Previewed } from './previews.ts';
import { Refusal } from './Refusal.tsx';
import styles from './smaller.module.css';
import { valueText } from './valueText.ts';
import { canFollow } from './wish.ts';

interface PreviewFactsProps {
  readonly group: NetworkGroup;
  readonly stage: StageSpec;
  readonly slider: Smaller;
  readonly previewed: Previewed | undefined;
  readonly failure: unknown;
  readonly phase: Phase;
  /** Of the network that it is a preview of, where there are several. */
  readonly run: number | undefined;
  /** Opens the experiment that it is of, whose images then stand ready; undefined where that is offered elsewhere. */
  readonly onOpen: (() => void) | undefined;
}

/** From this share of weights at zero on it is said what they bring. */
const manyZeros = 0.05;

/** What an untrained network would cost and be worth, beside what it would be made of. */
export function PreviewFacts({
  group,
  stage,
  slider,
  previewed,
  failure,
  phase,
  run,
  onOpen,
}: PreviewFactsProps) {
  const words = useLateWords('smaller');
  if (failure !== undefined) {
    const { code } = asProblem(failure);
    // Its images are not those of the form.
    if (code === 'dataset-missing') {
      return (
        <p className={networks.quiet}>
          {words.otherImages}{' '}
          {onOpen ? (
            <button type="button" className={networks.link} onClick={onOpen}>
              {words.openIts}
            </button>
          ) : null}
        </p>
      );
    }
    return <Refusal thrown={failure} />;
  }
  const retrains = canFollow(stage);
  const state = previewed
    ? (retrains ? words.untrained : words.asMade)(run)
    : isBusy(phase)
      ? words.busy
      : phase === 'opening'
        ? words.opening
        : words.asking;
  const { measures = {}, before = {}, images = 0, asked = {}, reached = {} } = previewed?.preview ?? {};
  const { bytes, multiplyAdds } = group.quantities;
  // What the share is of may be another quantity than the slider is named after.
  const what = slider.slider in asked ? slider.slider : (Object.keys(asked)[0] ?? '');
  const [wanted, got] = [asked[what], reached[what]];
  const { bits, sparsity = 0 } = measures;
  const facts: readonly (readonly [name: string, before: string | undefined, after: string | undefined])[] = [
    // Both of one network on the same images; the mean over its runs on all images is in the card.
    [words.accuracy, percent(before.accuracy), percent(measures.accuracy)],
    [
      words.bytes(bits === undefined ? '32' : settingText(bits)),
      text(before.bytes ?? bytes?.mean, bytesText),
      text(measures.bytes, bytesText),
    ],
    [
      words.multiplyAdds,
      text(before.multiplyAdds ?? multiplyAdds?.mean, countText),
      text(measures.multiplyAdds, countText),
    ],
  ];
  return (
    <div className={styles.preview} data-answered={previewed ? '' : undefined}>
      <table>
        <caption>{state}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={unseen.unseen}>{words.quantity}</span>
            </th>
            <th scope="col">{words.now}</th>
            <th scope="col">{words.smaller}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([name, now, after]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{now ?? (previewed ? '–' : '…')}</td>
              <td>{after ?? '…'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={networks.quiet} aria-live="polite">
        {previewed
          ? [
              measures.accuracy === undefined || before.accuracy === undefined
                ? ''
                : words.images({
                    accuracy: percentText(measures.accuracy),
                    before: percentText(before.accuracy),
                    ...{ images, retrains },
                  }),
              wanted === undefined || got === undefined
                ? ''
                : (slider.as === 'share' || Number.isInteger(got) ? words.reached : words.reachedMean)(
                    valueText(slider, wanted),
                    valueText(slider, got),
                  ),
              sparsity >= manyZeros ? words.zeros(percentText(sparsity)) : '',
              stageOf(stage.kind).simulates ? words.simulated : '',
            ]
              .filter(Boolean)
              .join(' ')
          : ''}
      </p>
    </div>
  );
}

const text = (value: number | undefined, of: (value: number) => string) =>
  value === undefined ? undefined : of(value);

const percent = (value: number | undefined) => text(value, percentText);
