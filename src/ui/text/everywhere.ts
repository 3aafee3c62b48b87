import type { ExportFormat } from '../../spec/choices.ts';

type ByFormat = Readonly<Record<ExportFormat, (bits: number) => string>>;

/** The same sentence of every format, whatever the bits of a layer. */
export const everywhere = (sentence: string): ByFormat => ({
  safetensors: () => sentence,
  tfjs: () => sentence,
  onnx: () => sentence,
});
