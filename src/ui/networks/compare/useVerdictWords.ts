import { byPairs, type OnlyRight } from '../../../analysis/networks/compareImages.ts';
import type { QuantityContrast } from '../../../analysis/networks/compareNumbers.ts';
import { quantities } from '../../../protocol/quantities.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { bytesText, countText } from '../../quantities.ts';
import { decimals, figures, percent } from '../../results/format.ts';
import { type ComparingText, type CountedName, countedNames } from '../../text/en/networks/comparing.ts';
import { useLateWords } from '../../text/late.ts';
import { significant } from '../../text/numbers.ts';
import { useSay } from '../../text/useSay.ts';

const isCounted = (name: QuantityName): name is CountedName =>
  countedNames.some((counted) => counted === name);

/**
 * What may be said of B beside A, in a sentence.
 *
 * @param labelOf what a quantity is called
 */
export function verdictWords(words: ComparingText['verdict'], labelOf: (name: QuantityName) => string) {
  /** The size of a difference with its standard error: "3.1 ± 0.6 points", "0.12 ± 0.03". */
  const sizeOf = ({ name, contrast: { mean, standardError } }: QuantityContrast) => {
    const { unit } = quantities[name];
    const size = Math.abs(mean);
    const known = Number.isFinite(standardError);
    if (unit === 'share') {
      return words.points(known ? `${percent(size)} ± ${percent(standardError)}` : percent(size));
    }
    const short = unit === 'bytes' ? bytesText : unit === 'count' ? countText : undefined;
    if (short) return known ? `${short(size)} ± ${short(standardError)}` : short(size);
    const text = figures(size);
    const digits = text.split(/[.,]/)[1]?.length ?? 0;
    const error = text.includes('e') ? figures(standardError) : decimals(standardError, digits);
    return `${known ? `${text} ± ${error}` : text}${unit === 'ms' ? '\u202fms' : ''}`;
  };

  const counted = (
    name: CountedName,
    ratio: number,
    [inA, inB]: readonly [number, number],
    a: string,
    b: string,
  ) => {
    if (inA === inB) return words.same(a, b, name);
    const [less, more] = inB < inA ? [b, a] : [a, b];
    if (name === 'sparsity') return words.zeros(more, less, words.points(percent(Math.abs(inB - inA))));
    const share = inB < inA ? ratio : 1 / ratio;
    return words.part(less, more, shareText(share), name);
  };

  const shareText = (share: number) => {
    const near = (of: number) => Math.abs(share / of - 1) < 0.005;
    if (near(1 / 2)) return words.half;
    if (near(1 / 3)) return words.third;
    if (near(1 / 4)) return words.quarter;
    if (near(1 / 8)) return words.eighth;
    return `${significant(share * 100, share > 0.95 ? 4 : 2)}\u202f%`;
  };

  /** @param pairs of networks that can be asked this way: the chance is corrected for their number */
  const byImageText = (found: OnlyRight, a: string, b: string, pairs: number) => {
    const { first, second } = found;
    const chance = byPairs(found, pairs);
    const p = chance < 0.001 ? `<\u202f${decimals(0.001, 3)}` : `=\u202f${decimals(chance, 3)}`;
    return words.oneRunImages(a, b, first, second, p, chance < 0.05, pairs);
  };

  /**
   * @param images of the two networks themselves, where both have one run and were asked image by image
   * @param pairs  of networks that can be asked so
   */
  function verdictText(found: QuantityContrast, a: string, b: string, images?: OnlyRight, pairs = 1): string {
    const { name, contrast, pairing, verdict, doubt } = found;
    const on = { pairing, pairs: contrast.pairs, counts: contrast.counts };
    const [more, less] = contrast.mean > 0 ? [b, a] : [a, b];
    if (verdict === 'other-images') return words.otherImages;
    if (verdict === 'counted' && isCounted(name)) return counted(name, found.ratio, contrast.means, a, b);
    if (verdict === 'one-pair' && name === 'accuracy' && images) return byImageText(images, a, b, pairs);
    if (verdict === 'one-pair') return words.oneRun(a, b, sizeOf(found));
    if (verdict === 'unclear' && doubt === 'unknown-images') return words.unknownImages(a, b, sizeOf(found));
    if (verdict === 'unclear')
      return words.unclear(a, b, sizeOf(found), on, doubt === 'images' ? doubt : 'seeds');
    return name === 'accuracy'
      ? words.accuracy(more, less, sizeOf(found), on)
      : words.sampled(more, less, labelOf(name), sizeOf(found), on);
  }
  return { verdictText, byImageText };
}

export function useVerdictWords() {
  const { verdict } = useLateWords('comparing');
  const say = useSay();
  return verdictWords(verdict, (name) => say(quantities[name].label));
}
