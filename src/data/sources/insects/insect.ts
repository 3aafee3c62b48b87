/**
 * A specimen on a layer: where each part of its body lies, from the legs below to the wings above.
 */
import type { Random } from '../../../base/random.ts';
import type { Anatomy } from './anatomy.ts';
import { clamp01, cosine, halfPi, sine } from './arithmetic.ts';
import {
  beside,
  type Layer,
  type Light,
  type Place,
  type Point,
  paintLimb,
  paintSegment,
  type SegmentLook,
} from './layer.ts';
import { paintWing } from './wing.ts';

export interface Pose {
  /** The middle of the body and the direction of the head, in picture units. */
  readonly place: Place;
  /** Body length, in picture units. */
  readonly length: number;
  /** Turn of the head and of the abdomen against the thorax, radians. */
  readonly neck: number;
  readonly waist: number;
  readonly light: Light;
}

/** Paints the specimen; `stream` decides what differs from leg to leg and hair to hair. */
export function paintInsect(layer: Layer, anatomy: Anatomy, pose: Pose, stream: Random): void {
  const { traits: t, colours } = anatomy;
  const whole = t.headLength + t.thoraxLength + t.waistLength + t.abdomenLength;
  const unit = pose.length / whole;
  const half = (length: number) => (length * unit) / 2;

  const thorax = stepBack(pose.place, (0.5 * whole - t.headLength - 0.5 * t.thoraxLength) * -unit);
  const neck = turned(stepBack(thorax, -half(t.thoraxLength)), pose.neck);
  const head = stepBack(neck, -half(t.headLength) * 0.9);
  const waist = turned(stepBack(thorax, half(t.thoraxLength)), pose.waist);
  const abdomen = stepBack(waist, t.waistLength * unit + half(t.abdomenLength) * 0.94);
  const shell = (seed: number): Omit<SegmentLook, 'colour'> => ({
    alpha: 1,
    light: pose.light,
    gloss: t.gloss,
    fuzz: t.fuzz,
    seed,
  });
  const hair = stream.uint32();

  paintLegs(layer, anatomy, thorax, unit, stream);
  for (const side of [-1, 1]) {
    if (t.cerciLength > 0) {
      const from = beside(abdomen, -half(t.abdomenLength) * 0.85, side * 0.03 * unit);
      const to = beside(abdomen, -half(t.abdomenLength) - t.cerciLength * unit, side * 0.11 * unit);
      const thickness = 0.014 * unit * clamp01(t.cerciLength / 0.1);
      paintLimb(layer, from, thickness, to, 0.4 * thickness, { colour: colours.leg, alpha: 1 });
    }
    paintAntenna(layer, anatomy, head, unit, side, stream);
    if (t.mandibles > 0) {
      const from = beside(head, half(t.headLength) * 0.8, side * half(t.headWidth) * 0.5);
      const to = beside(head, half(t.headLength) + t.mandibles * unit, side * 0.02 * unit);
      paintLimb(layer, from, 0.022 * unit, to, 0.01 * unit, { colour: colours.head, alpha: 1 });
    }
  }
  const wingsOnTop = t.wingsOnTop > 0.5;
  if (!wingsOnTop) paintWings(layer, anatomy, thorax, unit, hair);

  paintSegment(layer, abdomen, half(t.abdomenLength), half(t.abdomenWidth), t.abdomenTaper, {
    ...shell(hair),
    colour: colours.abdomen,
    bands: {
      colour: colours.band,
      count: t.bandCount,
      share: t.bandShare,
      contrast: clamp01(t.bandContrast),
    },
  });
  const waistReach = Math.max(0, half(t.waistLength)) + 0.04 * unit;
  paintSegment(layer, stepBack(waist, half(t.waistLength)), waistReach, half(t.waistWidth), 0, {
    ...shell(hair),
    colour: colours.thorax,
  });
  if (t.caseOpacity > 0.02) {
    // Wing cases end where the abdomen ends, or, when shorter, begin where it begins.
    const overhang = half(Math.max(0, t.abdomenLength - t.caseLength)) * 0.9;
    paintSegment(layer, stepBack(abdomen, -overhang), half(t.caseLength), half(t.caseWidth), 0.08, {
      ...shell(hair),
      colour: colours.wingCase,
      alpha: clamp01(t.caseOpacity),
      seam: clamp01(t.caseSeam),
      spots: { colour: colours.caseSpot, discs: spotsOf(anatomy, unit, stream) },
    });
  }
  paintSegment(layer, thorax, half(t.thoraxLength) * 1.06, half(t.thoraxWidth), 0, {
    ...shell(hair ^ 0x5bd1),
    colour: colours.thorax,
  });
  paintSegment(layer, head, half(t.headLength), half(t.headWidth), -0.1, {
    ...shell(hair ^ 0xa53c),
    fuzz: 0.5 * t.fuzz,
    colour: colours.head,
  });
  for (const side of [-1, 1]) {
    const eye = beside(head, half(t.headLength) * 0.2, side * (half(t.headWidth) - 0.45 * t.eyeSize * unit));
    const place = { ...head, x: eye.x, y: eye.y };
    paintSegment(layer, place, t.eyeSize * unit * 1.15, t.eyeSize * unit * 0.85, 0, {
      ...shell(0),
      fuzz: 0,
      gloss: 0.8,
      colour: colours.eye,
    });
  }
  if (wingsOnTop) paintWings(layer, anatomy, thorax, unit, hair);
}

function stepBack(place: Place, by: number): Place {
  return { ...place, x: place.x - by * place.forwardX, y: place.y - by * place.forwardY };
}

function turned(place: Place, angle: number): Place {
  const c = cosine(angle);
  const s = sine(angle);
  return {
    ...place,
    forwardX: place.forwardX * c - place.forwardY * s,
    forwardY: place.forwardX * s + place.forwardY * c,
  };
}

/** The point at `distance` in the direction `angle` from straight ahead, outward on `side` (−1 left, 1 right). */
function reachOut(place: Place, from: Point, side: number, angle: number, distance: number): Point {
  const step = beside(place, distance * cosine(angle), side * distance * sine(angle));
  return { x: from.x + step.x - place.x, y: from.y + step.y - place.y };
}

function paintLegs(layer: Layer, anatomy: Anatomy, thorax: Place, unit: number, stream: Random): void {
  const { traits: t, colours } = anatomy;
  const look = { colour: colours.leg, alpha: 1 };
  // For each pair: hip along the thorax, direction of thigh and of shin from straight ahead.
  const pairs = [
    { hip: 0.32, thigh: 0.75, shin: 0.3, scale: 0.85, thicker: 0 },
    { hip: 0.02, thigh: 1.5, shin: 1.95, scale: 0.95, thicker: 0 },
    { hip: -0.28, thigh: 2.15, shin: 2.6, scale: t.hindLegScale, thicker: t.hindThigh },
  ];
  for (const side of [-1, 1]) {
    for (const pair of pairs) {
      const length = t.legLength * pair.scale * unit;
      // Hind legs that are much longer are a jumper's: the thigh points out and the shin back along the body.
      const folded = clamp01((pair.scale - 1.2) / 0.5);
      const swing = stream.between(-0.22, 0.22);
      const hip = beside(thorax, pair.hip * t.thoraxLength * unit, side * 0.3 * t.thoraxWidth * unit);
      const knee = reachOut(thorax, hip, side, pair.thigh + swing - 0.14 * folded, length * 0.5);
      const foot = reachOut(
        thorax,
        knee,
        side,
        pair.shin + 0.5 * swing + stream.between(-0.2, 0.2) + 0.22 * folded,
        length * 0.55,
      );
      const thick = t.legThickness * unit;
      paintLimb(layer, hip, thick * 1.1 + pair.thicker * unit, knee, thick * 0.8, look);
      paintLimb(layer, knee, thick * 0.8, foot, thick * 0.45, look);
    }
  }
}

function paintAntenna(
  layer: Layer,
  anatomy: Anatomy,
  head: Place,
  unit: number,
  side: number,
  stream: Random,
): void {
  const { traits: t, colours } = anatomy;
  const angle = t.antennaSpread + stream.between(-0.15, 0.15);
  const length = t.antennaLength * unit;
  const base = beside(head, 0.42 * t.headLength * unit, side * 0.2 * t.headWidth * unit);
  // An elbowed antenna first goes outward, then ahead again; a plain one curves outward.
  const elbowed = clamp01(t.antennaElbow);
  const joint = reachOut(head, base, side, angle + 0.35 * elbowed, length * 0.45);
  const bend = angle + 0.3 * (1 - elbowed) - 0.75 * Math.max(0, elbowed - 0.3);
  const tip = reachOut(head, joint, side, bend, length * 0.55);
  const thick = t.antennaThickness * unit;
  const look = { colour: colours.leg, alpha: 1 };
  if (t.antennaFeather > 0.004) {
    const feather = { colour: colours.head, alpha: 0.75 };
    paintLimb(layer, base, 0.3 * t.antennaFeather * unit, joint, t.antennaFeather * unit, feather);
    paintLimb(layer, joint, t.antennaFeather * unit, tip, 0.2 * t.antennaFeather * unit, feather);
  }
  paintLimb(layer, base, thick, joint, thick * 0.9, look);
  paintLimb(layer, joint, thick * 0.9, tip, thick * 0.7, look);
  if (t.antennaClub > 0.004) {
    paintLimb(layer, tip, t.antennaClub * unit, tip, t.antennaClub * unit, look);
  }
}

function paintWings(layer: Layer, anatomy: Anatomy, thorax: Place, unit: number, seed: number): void {
  const { traits: t, colours } = anatomy;
  const alpha = clamp01(t.wingOpacity);
  if (alpha < 0.03) return;
  const look = {
    colour: colours.wing,
    edge: colours.wingEdge,
    spot: colours.wingSpot,
    alpha,
    border: t.wingBorder * unit,
    spotRadius: t.wingSpot > 0.015 ? t.wingSpot * unit : 0,
    veins: t.wingVeins,
    mottle: clamp01(t.wingMottle),
    seed,
  };
  const pairs = [
    { length: t.hindWingLength, angle: t.hindWingAngle, breadth: t.hindWingBreadth, at: -0.12, spot: 0.8 },
    { length: t.foreWingLength, angle: t.foreWingAngle, breadth: t.foreWingBreadth, at: 0.12, spot: 1 },
  ];
  for (const pair of pairs) {
    for (const side of [-1, 1]) {
      const round = t.wingRoundness * unit;
      const root = beside(thorax, pair.at * t.thoraxLength * unit, side * 0.32 * t.thoraxWidth * unit);
      const leading = 2 * halfPi - pair.angle;
      const length = Math.max(0.02, pair.length - t.wingRoundness) * unit;
      const apex = reachOut(thorax, root, side, leading, length);
      const tornus = reachOut(thorax, root, side, leading + pair.breadth, length * 0.8);
      paintWing(layer, root, apex, tornus, round, { ...look, spotRadius: look.spotRadius * pair.spot });
    }
  }
}

/** Spots mirrored on both wing cases, growing in one after the other as `spotCount` rises. */
function spotsOf(anatomy: Anatomy, unit: number, stream: Random) {
  const { spotCount, spotSize } = anatomy.traits;
  const places = [
    { forward: 0.34, right: 0.46 },
    { forward: -0.3, right: 0.5 },
    { forward: 0.02, right: 0.62 },
    { forward: -0.62, right: 0.36 },
  ];
  return places.flatMap((place, i) => {
    const radius = spotSize * unit * clamp01(spotCount - i) * stream.between(0.85, 1.15);
    if (radius <= 0) return [];
    const forward = place.forward + stream.between(-0.07, 0.07);
    const right = place.right + stream.between(-0.05, 0.05);
    return [
      { forward, right, radius },
      { forward, right: -right, radius },
    ];
  });
}
