/**
 * Means and squared distances from them, of channels whose numbers come in groups (Chan, Golub & LeVeque 1983, eq. 2.1).
 */
export function channelStatistics(channels: number) {
  const means = new Float64Array(channels);
  const spreads = new Float64Array(channels);
  return {
    mean: (channel: number) => means[channel] as number,
    /** Σ (x − mean)² */
    squares: (channel: number) => spreads[channel] as number,
    /**
     * @param before  how many numbers of the channel came before this group of `count`.
     * @param sum     Σ (x − shift) of the group.
     * @param squares Σ (x − shift)²
     */
    absorb(
      channel: number,
      before: number,
      count: number,
      shift: number,
      sum: number,
      squares: number,
    ): void {
      const apart = shift + sum / count - (means[channel] as number);
      const spread = Math.max(0, squares - (sum * sum) / count);
      means[channel] = (means[channel] as number) + (apart * count) / (before + count);
      spreads[channel] =
        (spreads[channel] as number) + spread + (apart * apart * before * count) / (before + count);
    },
  };
}
