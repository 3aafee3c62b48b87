/**
 * What a shortcut without weights makes of a shape.
 */
export interface ShortcutShape {
  /** [B, H, W, C] of what is passed on. */
  readonly from: readonly [number, number, number, number];
  /** 1 or 2. */
  readonly stride: number;
  /** C' ≥ C of what arrives. */
  readonly channels: number;
}

/** [B, ⌈H/stride⌉, ⌈W/stride⌉, C'] */
export function arrives({ from, stride, channels }: ShortcutShape): [number, number, number, number] {
  const [batch, height, width] = from;
  return [batch, Math.ceil(height / stride), Math.ceil(width / stride), channels];
}

/** Zero channels in front. */
export function channelsBefore({ from, channels }: ShortcutShape): number {
  return Math.floor((channels - from[3]) / 2);
}
