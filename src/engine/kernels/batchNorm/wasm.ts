/**
 * Batch norm in training in the wasm backend's memory: our own vector code, one thread. x is read twice forward and twice back;
 * besides y and dx nothing of its size is written or kept, except the residual's gradient.
 *
 * Channels are the vector. Rows of few channels, or of a number that four does not divide, are taken several at a time
 * as one wider row: 8 rows of 3 channels are one of 24. What is left over at the end is done in JavaScript.
 *
 * The statistics are sums of x − K and (x − K)², in float32 over stretches that fit the cache, merged in float64 (Chan, Golub &
 * LeVeque 1983, eq. 2.1). K is the mean of what came before, and for the first stretch its own mean. So no digits
 * cancel that the variance needs: were K far from a stretch's mean, the variance would be as large. The mean is kept as
 * a float32 and what that leaves out, which goes into the shift.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ColumnLoop, type ColumnRun, columnLoopModule } from '../simd/columnLoop.ts';
import { compiledFor } from '../simd/compile.ts';
import type {
  BatchNormGradientSettings,
  BatchNormGradientTensors,
  BatchNormSettings,
  BatchNormTensors,
} from './given.ts';
import { gradient, gradientSums, type Mask, moments, normalise, vector, vectorCount } from './loops.ts';
import { channelStatistics } from './statistics.ts';
import { cutWide, type WideRows } from './wideRows.ts';

/** Of all arrays that a pass reads and writes: rows whose sums are added in registers before they are added to others. */
const blockBytes = 16 * 1024;
