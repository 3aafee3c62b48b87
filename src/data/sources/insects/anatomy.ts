/**
 * One body plan for all insects: a species is a range for each trait, a specimen is a number for each.
 *
 * Because all share the plan, a specimen can stand anywhere between two species, which is what makes look-alikes.
 * Lengths and widths are shares of the body's length (head to tip of the abdomen), angles are radians.
 */
import type { Random } from '../../../base/random.ts';
import { mix } from './arithmetic.ts';
import { tuning } from './tuning.ts';

/** Red, green, blue, 0 … 255. */
export type Colour = readonly [number, number, number];

const plan = {
  /** Body length as a share of the picture. */
  bodyLength: 0.58,
  headLength: 0.18,
  headWidth: 0.16,
  eyeSize: 0.03,
  mandibles: 0,
  thoraxLength: 0.28,
  thoraxWidth: 0.17,
  waistLength: 0.03,
  waistWidth: 0.08,
  abdomenLength: 0.5,
  abdomenWidth: 0.25,
  /** 0: an ellipse; 0.5: pointed at the tip. */
  abdomenTaper: 0.1,
  bandCount: 4,
  /** How much of the abdomen the bands take, and how strongly they show. */
  bandShare: 0.5,
  bandContrast: 0,
  fuzz: 0,
  gloss: 0.3,
  antennaLength: 0.35,
  /** From straight ahead. */
  antennaSpread: 0.6,
  /** Bend outward half-way. */
  antennaElbow: 0.2,
  antennaThickness: 0.012,
  antennaClub: 0,
  antennaFeather: 0,
  legLength: 0.5,
  legThickness: 0.018,
  hindLegScale: 1.1,
  /** Thickness of the hind thigh beyond that of the other legs. */
  hindThigh: 0,
  cerciLength: 0,
  wingOpacity: 0,
  /** Above one half, wings lie on the body; below, the body lies on the wings. */
  wingsOnTop: 1,
  foreWingLength: 0.6,
  /** From straight back, of the leading edge: π/2 is straight out. */
  foreWingAngle: 0.7,
  /** Angle between leading and trailing edge. */
  foreWingBreadth: 0.3,
  hindWingLength: 0.4,
  hindWingAngle: 0.5,
  hindWingBreadth: 0.3,
  wingRoundness: 0.05,
  /** Width of the dark border, size of the eye spot. */
  wingBorder: 0,
  wingSpot: 0,
  wingVeins: 0.3,
  wingMottle: 0,
  /** Hard wing cases over the abdomen: opacity, size, and the line between them. */
  caseOpacity: 0,
  caseLength: 0.6,
  caseWidth: 0.4,
  caseSeam: 0.5,
  /** Spots on each wing case, up to 4, and their radius. */
  spotCount: 0,
  spotSize: 0.05,
};

type TraitName = keyof typeof plan;
type Traits = Readonly<Record<TraitName, number>>;
const traitNames = Object.keys(plan) as readonly TraitName[];

const plainColours = {
  head: [60, 45, 35],
  thorax: [60, 45, 35],
  abdomen: [60, 45, 35],
  band: [30, 25, 20],
  eye: [20, 15, 15],
  leg: [45, 35, 28],
  wing: [225, 230, 235],
  wingEdge: [90, 80, 70],
  wingSpot: [40, 35, 40],
  wingCase: [60, 45, 35],
  caseSpot: [25, 20, 20],
} satisfies Record<string, Colour>;

type ColourName = keyof typeof plainColours;
type Palette = Readonly<Record<ColourName, Colour>>;
const colourNames = Object.keys(plainColours) as readonly ColourName[];

export interface Species {
  readonly name: string;
  /** Species that it can be mistaken for, with how often in proportion; by name. */
  readonly lookAlikes: Readonly<Record<string, number>>;
  /** A number, or the ends of a range; what is left out is the plan's. */
  readonly traits: Readonly<Partial<Record<TraitName, number | readonly [number, number]>>>;
  /** Colourings, equally frequent; what is left out is dull brown. */
  readonly palettes: readonly Readonly<Partial<Record<ColourName, Colour>>>[];
}

export interface Anatomy {
  readonly traits: Traits;
  readonly colours: Palette;
}

/** A pure specimen: every trait from a triangular distribution over its (widened) range, never below 0. */
export function drawAnatomy(species: Species, stream: Random): Anatomy {
  const traits: Record<TraitName, number> = { ...plan };
  for (const name of traitNames) {
    const range = species.traits[name];
    if (range === undefined) continue;
    if (typeof range === 'number') traits[name] = range;
    else {
      const [low, high] = range;
      const around = stream.uniform() + stream.uniform() - 1;
      traits[name] = Math.max(0, (low + high) / 2 + (around * tuning.variety * (high - low)) / 2);
    }
  }
  const palette = species.palettes[stream.below(species.palettes.length)] ?? {};
  const brightness = 1 + stream.between(-tuning.brightnessJitter, tuning.brightnessJitter);
  const tint = () => brightness * (1 + stream.between(-tuning.channelJitter, tuning.channelJitter));
  const tints = [tint(), tint(), tint()] as const;
  const colours: Record<ColourName, Colour> = { ...plainColours };
  for (const name of colourNames) {
    const [red, green, blue] = palette[name] ?? plainColours[name];
    colours[name] = [red * tints[0], green * tints[1], blue * tints[2]];
  }
  return { traits, colours };
}

/** A specimen `share` of the way from one anatomy to another. */
export function blend(from: Anatomy, to: Anatomy, share: number): Anatomy {
  const traits: Record<TraitName, number> = { ...from.traits };
  for (const name of traitNames) traits[name] = mix(from.traits[name], to.traits[name], share);
  const colours: Record<ColourName, Colour> = { ...from.colours };
  for (const name of colourNames) {
    const a = from.colours[name];
    const b = to.colours[name];
    colours[name] = [mix(a[0], b[0], share), mix(a[1], b[1], share), mix(a[2], b[2], share)];
  }
  return { traits, colours };
}
