/**
 * Attention and its gradient as loops in float64, for tests.
 */
interface Sizes {
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
  readonly width: number;
  readonly scale: number;
}

/**
 * @param qkv [B, N, 3·H·d]
 * @param weights w, [B, N, H·d]
 * @returns y, [B, N, H·d], and the gradient of Σ w·y with respect to qkv.
 */
export function plainAttention(qkv: readonly number[], weights: readonly number[], sizes: Sizes) {
  const { batch, tokens, heads, width, scale } = sizes;
  const all = heads * width;
  const y = Array<number>(weights.length).fill(0);
  const slope = Array<number>(qkv.length).fill(0);
  const range = Array.from({ length: tokens }, (_, i) => i);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const from = (part: number, token: number, i: number) =>
        ((b * tokens + token) * 3 + part) * all + h * width + i;
      const to = (token: number, i: number) => (b * tokens + token) * all + h * width + i;
      const product = (of: (i: number) => number) => {
        let total = 0;
        for (let i = 0; i < width; i++) total += of(i);
        return total;
      };
      const at = (place: number) => qkv[place] ?? Number.NaN;
      const w = (token: number, i: number) => weights[to(token, i)] ?? Number.NaN;
      for (const n of range) {
        const scores = range.map((m) => scale * product((i) => at(from(0, n, i)) * at(from(1, m, i))));
        const most = Math.max(...scores);
        const shares = scores.map((score) => Math.exp(score - most));
        const sum = shares.reduce((total, share) => total + share, 0);
        const probabilities = shares.map((share) => share / sum);
        const slopes = range.map((m) => product((i) => w(n, i) * at(from(2, m, i))));
        const mean = probabilities.reduce((total, p, m) => total + p * (slopes[m] ?? 0), 0);
        for (const [m, p] of probabilities.entries()) {
          const change = scale * p * ((slopes[m] ?? 0) - mean);
          for (let i = 0; i < width; i++) {
            y[to(n, i)] = (y[to(n, i)] ?? 0) + p * at(from(2, m, i));
            slope[from(0, n, i)] = (slope[from(0, n, i)] ?? 0) + change * at(from(1, m, i));
            slope[from(1, m, i)] = (slope[from(1, m, i)] ?? 0) + change * at(from(0, n, i));
            slope[from(2, m, i)] = (slope[from(2, m, i)] ?? 0) + p * w(n, i);
          }
        }
      }
    }
  }
  return { y, slope };
}
