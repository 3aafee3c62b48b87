/**
 * How hard the insects are to tell apart: every knob that moves the accuracy of a good network is here.
 *
 * A specimen is drawn between its own species and a look-alike: `between` = look-alike share, 0 … mostLookAlike, with
 * density falling towards the far end (u^lookAlikePower · mostLookAlike, u uniform). Above one half it looks more like
 * the other species than like its own, so no network can be right on all of them, and a teacher's doubt about it is
 * information that its label does not hold.
 */
export const tuning = {
  /**
   * Largest share of the look-alike in a specimen, and the power. The share is above one half in
   * 1 − (0.5 / mostLookAlike)^(1 / lookAlikePower) of all pictures (here 3.7 %), which bounds what any network can reach;
   * a larger power makes ambiguous specimens rarer.
   */
  mostLookAlike: 0.56,
  lookAlikePower: 3,
  /** Multiplies every trait's range around its middle. */
  variety: 1.25,
  /** Largest relative change of a colour's brightness, and of each of its channels. */
  brightnessJitter: 0.22,
  channelJitter: 0.1,
  /** Body size relative to the species' own, lowest and highest. */
  scale: [0.8, 1.18],
  /** Largest shift of the body's middle from the picture's, as a share of the picture. */
  shift: 0.09,
  /** Largest turn of the body away from upright, to either side, in radians. */
  turn: 0.9,
  /** Largest bend at neck and waist, in radians. */
  bend: 0.35,
  /** Share of pictures in which something covers part of the insect. */
  occluded: 0.3,
  /** Strongest blur: weight of each neighbour against the pixel itself. */
  blur: 0.35,
  /** Largest standard deviation of the camera's noise, in grey levels of 255. */
  noise: 9,
  /** Lowest and highest contrast. */
  contrast: [0.75, 1.1],
  /** Largest change of exposure, in grey levels. */
  exposure: 26,
} as const;
