import { plain, significant } from '../../text/numbers.ts';

/** 16×32×32 */
export const shapeText = (shape: readonly number[]): string => shape.map(plain).join('×');

/** [16, 3, 3, 3], as PyTorch prints it. */
export const torchText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** Three significant figures: 62.5 %, 100 %. */
export const shareText = (share: number): string => `${significant(share * 100, 3)}\u202f%`;
