/**
 * Every operation that the lab knows. A new one is a record and a line here: kernels, gradients, the meta backend, the recorder and the
 * exporters read this list.
 */
import { accumulateOp } from './accumulate/accumulate.ts';
import { adamStepOp } from './adamStep/adamStep.ts';
import { packedAdamStepOp } from './adamStep/packedAdamStep.ts';
import { attentionGradientOp, attentionOp } from './attention/attention.ts';
import { batchNormGradientOp, batchNormTrainingOp } from './batchNorm/batchNorm.ts';
import { gatherChangedOp, mixedLabelsOp } from './changedImages/gatherChanged.ts';
import { channelAffineOp } from './channelAffine/channelAffine.ts';
import { channelSumsOp } from './channelSums/channelSums.ts';
import { packedClipOp } from './clipNorm/packedClip.ts';
import { codebookGradientOp, codebookOp } from './codebook/codebook.ts';
import { conv2dOp } from './conv2d/op.ts';
import { convAffineOp } from './convAffine/convAffine.ts';
import { convFilterGradientOp } from './convFilterGradient/op.ts';
import { convInputGradientOp } from './convInputGradient/op.ts';
import { depthwiseAffineOp } from './depthwiseAffine/depthwiseAffine.ts';
import {
  depthwiseConvOp,
  depthwiseFilterGradientOp,
  depthwiseInputGradientOp,
} from './depthwiseConv/depthwiseConv.ts';
import { distillationLossOp } from './distillationLoss/distillationLoss.ts';
import { ditheredOp } from './dithered/dithered.ts';
import { droppedOp } from './dropout/dropout.ts';
import { fakeQuantiseGradientOp, fakeQuantiseOp } from './fakeQuantise/fakeQuantise.ts';
import { gatherImagesOp } from './gatherImages/gatherImages.ts';
import { geluGradientOp, geluOp } from './gelu/gelu.ts';
import { globalAverageGradientOp, globalAverageOp } from './globalAveragePool/globalAveragePool.ts';
import { hashedGradientOp, hashedLookupOp } from './hashed/hashed.ts';
import { identityOp } from './identity/identity.ts';
import {
  involutionInputGradientOp,
  involutionKernelGradientOp,
  involutionOp,
} from './involution/involution.ts';
import { layerNormGradientOp, layerNormOp } from './layerNorm/layerNorm.ts';
import { learnedGridGradientOp, learnedGridSlopeOp, tableLevelsOp } from './learnedGrid/learnedGrid.ts';
import { linearGradientOp, linearOp } from './linear/linear.ts';
import { maxPoolGradientOp } from './maxPoolGradient/maxPoolGradient.ts';
import { minNormWeightsOp } from './minNormWeights/minNormWeights.ts';
import { moveTowardsOp } from './moveTowards/moveTowards.ts';
import type { Op } from './op.ts';
import { copyIntoOp, packPartsOp } from './packParts/packParts.ts';
import { runningAffineOp } from './runningAffine/runningAffine.ts';
import { packedSgdStepOp } from './sgdStep/packedSgdStep.ts';
import { sgdStepOp } from './sgdStep/sgdStep.ts';
import { shortcutGradientOp, shortcutOp } from './shortcut/shortcut.ts';
import { fillRowsOp, gatherRowsOp, oneHotRowsOp, scatterRowsOp } from './tableRows/tableRows.ts';
import { equalOp } from './tfjs/comparisons/equal.ts';
import { greaterEqualOp } from './tfjs/comparisons/greaterEqual.ts';
import { lessEqualOp } from './tfjs/comparisons/lessEqual.ts';
import { logicalAndOp } from './tfjs/comparisons/logicalAnd.ts';
import { stepOp } from './tfjs/comparisons/step.ts';
import { absOp } from './tfjs/elementwise/abs.ts';
import { addOp } from './tfjs/elementwise/add.ts';
import { castOp } from './tfjs/elementwise/cast.ts';
import { clipByValueOp } from './tfjs/elementwise/clipByValue.ts';
import { erfOp } from './tfjs/elementwise/erf.ts';
import { expOp } from './tfjs/elementwise/exp.ts';
import { logOp } from './tfjs/elementwise/log.ts';
import { maximumOp } from './tfjs/elementwise/maximum.ts';
import { minimumOp } from './tfjs/elementwise/minimum.ts';
import { multiplyOp } from './tfjs/elementwise/multiply.ts';
import { negOp } from './tfjs/elementwise/neg.ts';
import { realDivOp } from './tfjs/elementwise/realDiv.ts';
import { reluOp } from './tfjs/elementwise/relu.ts';
import { relu6Op } from './tfjs/elementwise/relu6.ts';
import { roundOp } from './tfjs/elementwise/round.ts';
import { rsqrtOp } from './tfjs/elementwise/rsqrt.ts';
import { sigmoidOp } from './tfjs/elementwise/sigmoid.ts';
import { sqrtOp } from './tfjs/elementwise/sqrt.ts';
import { squareOp } from './tfjs/elementwise/square.ts';
import { subOp } from './tfjs/elementwise/sub.ts';
import { tanhOp } from './tfjs/elementwise/tanh.ts';
import { batchMatMulOp } from './tfjs/products/batchMatMul.ts';
import { fusedMatMulOp } from './tfjs/products/fusedMatMul.ts';
import { maxOp } from './tfjs/reductions/max.ts';
import { meanOp } from './tfjs/reductions/mean.ts';
import { softmaxOp } from './tfjs/reductions/softmax.ts';
import { sumOp } from './tfjs/reductions/sum.ts';
import { concatOp } from './tfjs/shapes/concat.ts';
import { fillOp } from './tfjs/shapes/fill.ts';
import { padV2Op } from './tfjs/shapes/padV2.ts';
import { reshapeOp } from './tfjs/shapes/reshape.ts';
import { sliceOp } from './tfjs/shapes/slice.ts';
import { stridedSliceOp } from './tfjs/shapes/stridedSlice.ts';
import { tileOp } from './tfjs/shapes/tile.ts';
import { transposeOp } from './tfjs/shapes/transpose.ts';
import { avgPoolOp } from './tfjs/windows/avgPool.ts';
import { avgPoolGradientOp } from './tfjs/windows/avgPoolGradient.ts';
import { fusedConv2DOp } from './tfjs/windows/fusedConv2D.ts';
import { fusedDepthwiseConv2DOp } from './tfjs/windows/fusedDepthwiseConv2D.ts';
import { maxPoolOp } from './tfjs/windows/maxPool.ts';
import { tokenLinearGradientOp, tokenLinearOp } from './tokenLinear/tokenLinear.ts';

export const ops: readonly Op[] = [
  absOp,
  addOp,
  castOp,
  clipByValueOp,
  equalOp,
  erfOp,
  expOp,
  greaterEqualOp,
  lessEqualOp,
  logOp,
  logicalAndOp,
  maximumOp,
  minimumOp,
  multiplyOp,
  negOp,
  realDivOp,
  reluOp,
  relu6Op,
  roundOp,
  rsqrtOp,
  sigmoidOp,
  sqrtOp,
  squareOp,
  stepOp,
  subOp,
  tanhOp,
  batchMatMulOp,
  fusedMatMulOp,
  maxOp,
  meanOp,
  softmaxOp,
  sumOp,
  concatOp,
  fillOp,
  padV2Op,
  reshapeOp,
  sliceOp,
  stridedSliceOp,
  tileOp,
  transposeOp,
  avgPoolOp,
  avgPoolGradientOp,
  fusedConv2DOp,
  fusedDepthwiseConv2DOp,
  maxPoolOp,

  accumulateOp,
  adamStepOp,
  packedAdamStepOp,
  packedClipOp,
  attentionOp,
  attentionGradientOp,
  batchNormTrainingOp,
  batchNormGradientOp,
  channelAffineOp,
  channelSumsOp,
  codebookOp,
  codebookGradientOp,
  conv2dOp,
  convAffineOp,
  convFilterGradientOp,
  convInputGradientOp,
  depthwiseAffineOp,
  depthwiseConvOp,
  depthwiseInputGradientOp,
  depthwiseFilterGradientOp,
  distillationLossOp,
  ditheredOp,
  droppedOp,
  fakeQuantiseOp,
  fakeQuantiseGradientOp,
  gatherChangedOp,
  gatherImagesOp,
  geluOp,
  geluGradientOp,
  globalAverageOp,
  globalAverageGradientOp,
  hashedLookupOp,
  hashedGradientOp,
  identityOp,
  layerNormOp,
  layerNormGradientOp,
  involutionOp,
  involutionInputGradientOp,
  involutionKernelGradientOp,
  learnedGridGradientOp,
  learnedGridSlopeOp,
  tableLevelsOp,
  linearOp,
  linearGradientOp,
  maxPoolGradientOp,
  minNormWeightsOp,
  moveTowardsOp,
  packPartsOp,
  copyIntoOp,
  runningAffineOp,
  packedSgdStepOp,
  sgdStepOp,
  shortcutOp,
  shortcutGradientOp,
  gatherRowsOp,
  mixedLabelsOp,
  oneHotRowsOp,
  scatterRowsOp,
  fillRowsOp,
  tokenLinearOp,
  tokenLinearGradientOp,
];
