/**
 * What is the same in every language, for tests that look for what is not translated.
 */
/** Names, symbols and words that are the same. */
const same = new Set([
  'Adam',
  'AdamW',
  'CutMix α',
  'Mixup α',
  'RandAugment',
  'JavaScript',
  'Control',
  'Distillation Lab',
  'Drop path',
  'Dropout',
  'Gamma',
  'KL',
  'Kernels',
  'No',
  'Total',
  'total',
  'alpha',
  'log',
]);
/** Names of networks and formats, symbols, keys. */
export const isName = (text: string) =>
  same.has(text) ||
  !/\p{Ll}{2}/u.test(text) ||
  /^((Res|Red)Net-\d+|ConvNeXt(-\w+)?|(ViT|DeiT)-\w+|MobileNetV2|MLP|SGD|Web(GPU|Assembly)|safetensors|RepDistiller|mdistiller|torchdistill|KD_Lib|px|Esc|[←→] Page(Up|Down))$/.test(
    text,
  );
