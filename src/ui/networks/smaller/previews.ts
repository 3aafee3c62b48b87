/**
 * Previews of untrained networks, remembered while the page is open: the same network with the same stage is not asked for twice.
 */
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { StagePreview } from '../../../protocol/stagePreview.ts';
import { recipeLink } from '../../../spec/recipe/spelling.ts';
import { type StageSpec, stageOf, valuesOf } from '../../../spec/recipe/stages.ts';
import type { NetworkPreview } from '../picture/preview.ts';
import { sliderOf, type Wish } from './wish.ts';

export interface Previewed {
  /** Of the network that it would be made of. */
  readonly network: string;
  readonly stage: StageSpec;
  readonly preview: StagePreview;
}

/** More are forgotten, the longest ago first. */
const most = 300;

export const previewKey = (network: string, stage: StageSpec) => `${network} ${recipeLink([stage])}`;

export function remembered(
  all: ReadonlyMap<string, Previewed>,
  one: Previewed,
): ReadonlyMap<string, Previewed> {
  return new Map([...all, [previewKey(one.network, one.stage), one] as const].slice(-most));
}

/** The same stage of the same network but for its slider, in the order of that. */
export function curveOf(
  all: ReadonlyMap<string, Previewed>,
  network: string,
  stage: StageSpec,
): readonly Previewed[] {
  const slider = sliderOf(stage);
  if (!slider) return [];
  const likeness = (one: StageSpec) => recipeLink([{ ...one, [slider.slider]: slider.value } as StageSpec]);
  const place = (one: StageSpec) => Number(valuesOf(one)[slider.slider]);
  return [...all.values()]
    .filter((one) => one.network === network && one.stage.kind === stage.kind)
    .filter((one) => likeness(one.stage) === likeness(stage))
    .sort((a, b) => place(a.stage) - place(b.stage));
}

/**
 * What the pictures show of a wish: its preview, or while that is asked for the answered one whose slider stood nearest. Undefined
 * where none is answered.
 *
 * @param say of the stage's act
 */
export function pictured(
  all: ReadonlyMap<string, Previewed>,
  wish: Wish,
  group: NetworkGroup,
  say: (act: ReturnType<ReturnType<typeof stageOf>['act']>) => string,
): NetworkPreview | undefined {
  const network = group.networks[0]?.id;
  const at = sliderOf(wish.stage)?.value;
  if (network === undefined || at === undefined) return undefined;
  const curve = curveOf(all, network, wish.stage);
  const away = ({ stage }: Previewed) => Math.abs((sliderOf(stage)?.value ?? 0) - at);
  const [nearest] = [...curve].sort((a, b) => away(a) - away(b));
  if (!nearest) return undefined;
  const { stage, preview } = nearest;
  const { act, brief = act } = stageOf(stage.kind);
  return {
    parentKey: group.key,
    label: say(brief(valuesOf(stage))),
    quantities: preview.measures,
    curve: curve.map((one) => one.preview.measures),
  };
}
