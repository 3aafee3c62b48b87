/**
 * An image of numbers that float32 holds exactly, by which a network that was built elsewhere is checked: number i of [3, S, S] is
 * (i mod 61 − 30) / 16.
 *
 * @param size S
 * @returns [S, S, 3], as if it were normalised
 */
export function checkImage(size: number): Float32Array {
  const places = size * size;
  return Float32Array.from({ length: 3 * places }, (_, i) => {
    const [channel, place] = [i % 3, Math.floor(i / 3)];
    return (((channel * places + place) % 61) - 30) / 16;
  });
}

/** The same in PyTorch, [1, 3, S, S]. */
export const checkImageText = (size: number) =>
  `((torch.arange(${3 * size * size}) % 61 - 30) / 16).reshape(1, 3, ${size}, ${size})`;
