/**
 * What a device can do at best: how fast a shader copies, and how fast one multiplies matrices. Both are plain, well-tiled
 * shaders, so that a step is compared with what WebGPU reaches here and not with a data sheet.
 *
 * - Copying: every invocation moves one vec4, neighbours next to each other, so that loads and stores are whole lines.
 * - Multiplying, for GPUs: 16 × 16 invocations compute a 64 × 64 tile, each 4 rows of one vec4 in registers; the operands
 *   pass through workgroup memory, 16 of the inner dimension at a time.
 * - Multiplying, for adapters that compute on the processor, where a barrier is dear and a cache does what workgroup memory
 *   is for: every invocation reads what it needs for 4 rows of one vec4. The faster of the two counts.
 */

export interface DeviceProbe {
  /** Bytes read and bytes written per second. */
  readonly copyBytesPerSecond: number;
  /** Float32, a multiplication and an addition being two. */
  readonly operationsPerSecond: number;
}

const threads = 256;
const tile = 64;
const depth = 16;

const copyCode = `
@group(0) @binding(0) var<storage, read> source: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> target_: array<vec4<f32>>;

@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  target_[id.x] = source[id.x];
}
`;

/** C = A·B, all [n, n] by rows; n is a multiple of 64. */
const productCode = (n: number) => `
const quarters = ${n / 4}u;
@group(0) @binding(0) var<storage, read> a: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4<f32>>;
var<workgroup> columnsOfA: array<array<f32, ${tile}>, ${depth}>;
var<workgroup> rowsOfB: array<array<vec4<f32>, ${tile / 4}>, ${depth}>;

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let thread = local.y * 16u + local.x;
  let row = group.y * ${tile}u;
  let column = group.x * ${tile / 4}u;
  var sums: array<vec4<f32>, 4>;
  for (var k = 0u; k < ${n}u; k += ${depth}u) {
    let four = a[(row + thread / 4u) * quarters + k / 4u + thread % 4u];
    for (var j = 0u; j < 4u; j++) {
      columnsOfA[thread % 4u * 4u + j][thread / 4u] = four[j];
    }
    rowsOfB[thread / 16u][thread % 16u] = b[(k + thread / 16u) * quarters + column + thread % 16u];
    workgroupBarrier();
    for (var inner = 0u; inner < ${depth}u; inner++) {
      let right = rowsOfB[inner][local.x];
      for (var r = 0u; r < 4u; r++) {
        sums[r] = fma(vec4<f32>(columnsOfA[inner][local.y * 4u + r]), right, sums[r]);
      }
    }
    workgroupBarrier();
  }
  for (var r = 0u; r < 4u; r++) {
    c[(row + local.y * 4u + r) * quarters + column + local.x] = sums[r];
  }
}
`;

/** The same without workgroup memory. */
const directProductCode = (n: number) => `
const quarters = ${n / 4}u;
@group(0) @binding(0) var<storage, read> a: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4<f32>>;

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let row = id.y * 4u;
  var sum0 = vec4<f32>();
  var sum1 = vec4<f32>();
  var sum2 = vec4<f32>();
  var sum3 = vec4<f32>();
  for (var k = 0u; k < quarters; k++) {
    let a0 = a[row * quarters + k];
    let a1 = a[(row + 1u) * quarters + k];
    let a2 = a[(row + 2u) * quarters + k];
    let a3 = a[(row + 3u) * quarters + k];
    let b0 = b[(k * 4u) * quarters + id.x];
    let b1 = b[(k * 4u + 1u) * quarters + id.x];
    let b2 = b[(k * 4u + 2u) * quarters + id.x];
    let b3 = b[(k * 4u + 3u) * quarters + id.x];
    sum0 += a0.x * b0 + a0.y * b1 + a0.z * b2 + a0.w * b3;
    sum1 += a1.x * b0 + a1.y * b1 + a1.z * b2 + a1.w * b3;
    sum2 += a2.x * b0 + a2.y * b1 + a2.z * b2 + a2.w * b3;
    sum3 += a3.x * b0 + a3.y * b1 + a3.z * b2 + a3.w * b3;
  }
  c[row * quarters + id.x] = sum0;
  c[(row + 1u) * quarters + id.x] = sum1;
  c[(row + 2u) * quarters + id.x] = sum2;
  c[(row + 3u) * quarters + id.x] = sum3;
}
`;

interface ProductShader {
  readonly code: (n: number) => string;
  readonly workgroups: (n: number) => Workgroups;
}

export const productShaders = {
  tiled: { code: productCode, workgroups: (n) => [n / tile, n / tile] },
  direct: { code: directProductCode, workgroups: (n) => [n / tile, n / 16] },
} satisfies Record<string, ProductShader>;

type Workgroups = readonly [x: number, y: number];

/** Runs a shader over these buffers, in the order of its bindings, as often as asked, and waits. */
function runnerOf(device: GPUDevice, code: string, buffers: readonly GPUBuffer[], [x, y]: Workgroups) {
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  return async (times: number) => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    for (let i = 0; i < times; i++) pass.dispatchWorkgroups(x, y);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
  };
}

/** Seconds of one run: of the fastest of three long enough for the clock. */
async function secondsOf(run: (times: number) => Promise<void>): Promise<number> {
  const enough = 0.1;
  await run(1);
  let best = Number.POSITIVE_INFINITY;
  for (let times = 1, measured = 0; measured < 3; ) {
    const from = performance.now();
    await run(times);
    const seconds = (performance.now() - from) / 1000;
    if (seconds < enough && times < 4096) {
      times *= 2;
      continue;
    }
    best = Math.min(best, seconds / times);
    measured++;
  }
  return best;
}

const usage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

/**
 * @param n a multiple of 64.
 * @param a [n, n]
 * @param b [n, n]
 * @returns their product, for the test of the shader.
 */
export async function product(
  device: GPUDevice,
  { code, workgroups }: ProductShader,
  n: number,
  a: Float32Array<ArrayBuffer>,
  b: Float32Array<ArrayBuffer>,
) {
  const buffers = [a, b, a].map(({ byteLength }) =>
    device.createBuffer({ size: byteLength, usage: usage() }),
  );
  const [left, right, result] = buffers as [GPUBuffer, GPUBuffer, GPUBuffer];
  device.queue.writeBuffer(left, 0, a);
  device.queue.writeBuffer(right, 0, b);
  await runnerOf(device, code(n), buffers, workgroups(n))(1);
  const staging = device.createBuffer({
    size: result.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(result, 0, staging, 0, result.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const values = new Float32Array(staging.getMappedRange().slice(0));
  for (const buffer of [...buffers, staging]) buffer.destroy();
  return values;
}

/** @param software an adapter that computes on the processor is given less to do. */
export async function probe(device: GPUDevice, software: boolean): Promise<DeviceProbe> {
  const bytes = (software ? 16 : 64) * 2 ** 20;
  const n = software ? 256 : 1024;
  const make = (size: number) => device.createBuffer({ size, usage: usage() });
  const copied = [make(bytes), make(bytes)];
  const multiplied = [make(4 * n * n), make(4 * n * n), make(4 * n * n)];
  const copy = await secondsOf(runnerOf(device, copyCode, copied, [bytes / 16 / threads, 1]));
  let multiply = Number.POSITIVE_INFINITY;
  for (const { code, workgroups } of Object.values(productShaders)) {
    const seconds = await secondsOf(runnerOf(device, code(n), multiplied, workgroups(n)));
    multiply = Math.min(multiply, seconds);
  }
  for (const buffer of [...copied, ...multiplied]) buffer.destroy();
  return { copyBytesPerSecond: (2 * bytes) / copy, operationsPerSecond: (2 * n ** 3) / multiply };
}
