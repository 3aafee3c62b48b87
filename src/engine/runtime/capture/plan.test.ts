import { beforeAll, describe, expect, it } from 'vitest';
import { plan } from './plan.ts';
import { type Command, type Place, TracedBuffer } from './program.ts';

const pipeline = {} as GPUComputePipeline;
const buffer = (size: number) => new TracedBuffer({ size, usage: 0 });
const whole = (of: TracedBuffer | GPUBuffer): Place => ({ buffer: of, offset: 0, size: of.size });
const part = (of: TracedBuffer | GPUBuffer, offset: number, size: number): Place => ({
  buffer: of,
  offset,
  size,
});
const dispatch = (...places: Place[]): Command => ({
  kind: 'dispatch',
  pipeline,
  places,
  workgroups: [1, 1, 1],
});
const copy = (from: Place, to: Place): Command => ({ kind: 'copy', from, to });
const real = (size: number) => ({ size }) as GPUBuffer;
const kinds = (commands: readonly Command[]) => commands.map(({ kind }) => kind).join(' ');

describe('memory', () => {
  it('is shared by buffers that are never alive at once, and only by those', () => {
    const [a, b, c, d] = [buffer(1024), buffer(512), buffer(1000), buffer(256)] as const;
    const { slots, slotSizes } = plan([
      dispatch(whole(a)),
      dispatch(whole(a), whole(b)),
      dispatch(whole(b), whole(c)),
      dispatch(whole(c), whole(d)),
    ]);
    expect(slots.get(a)).toBe(slots.get(c));
    expect(slots.get(b)).not.toBe(slots.get(c));
    expect(slots.get(b)).toBe(slots.get(d));
    expect(slotSizes).toEqual([1024, 512]);
  });

  it('of another recording is taken where it is large enough, the smallest that fits', () => {
    const [a, b] = [buffer(700), buffer(300)] as const;
    const { slots, slotSizes } = plan([dispatch(whole(a), whole(b))], [4096, 1024, 256]);
    expect([slots.get(a), slots.get(b)]).toEqual([1, 0]);
    expect(slotSizes).toEqual([4096, 1024, 256]);
  });

  it('of random programs never holds two living buffers in one place', () => {
    let state = 1;
    const draw = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 50; round++) {
      const buffers = Array.from({ length: 20 }, () => buffer(4 * (1 + draw(500))));
      const commands = Array.from({ length: 30 }, () => {
        const used = [...new Set([draw(20), draw(20), draw(20)])];
        return dispatch(...used.map((i) => whole(buffers[i] as TracedBuffer)));
      });
      const { slots, slotSizes } = plan(commands);
      const life = (of: TracedBuffer) => {
        const at = commands.flatMap((command, i) =>
          command.kind === 'dispatch' && command.places.some((p) => p.buffer === of) ? [i] : [],
        );
        return [at[0] ?? -1, at.at(-1) ?? -1] as const;
      };
      for (const a of slots.keys()) {
        expect(slotSizes[slots.get(a) ?? -1]).toBeGreaterThanOrEqual(a.size);
        for (const b of slots.keys()) {
          if (a === b || slots.get(a) !== slots.get(b)) continue;
          const [[fromA, toA], [fromB, toB]] = [life(a), life(b)];
          expect(toA < fromB || toB < fromA).toBe(true);
        }
      }
    }
  });

  it('is not given to constants, which keep what was written into them', () => {
    const constant = new TracedBuffer({ size: 8, usage: 0, mappedAtCreation: true });
    new Float32Array(constant.getMappedRange()).set([1, 2]);
    constant.unmap();
    const out = buffer(8);
    const { constants, slots } = plan([dispatch(whole(out), whole(constant))]);
    expect(constants).toEqual([constant]);
    expect([...slots.keys()]).toEqual([out]);
  });
});

describe('a copy', () => {
  let state: GPUBuffer;
  beforeAll(() => {
    state = real(4096);
  });

  it('is spared where what it copies can be computed in place', () => {
    const [weight, gradient] = [buffer(256), buffer(256)] as const;
    const { commands, inside } = plan([
      dispatch(whole(gradient)),
      dispatch(whole(weight), whole(gradient)),
      copy(whole(weight), part(state, 512, 256)),
    ]);
    expect(kinds(commands)).toBe('dispatch dispatch');
    expect(inside.get(weight)).toEqual(part(state, 512, 256));
  });

  it('is spared for parts that are packed into one, which is then not cleared either', () => {
    const [first, second, packed] = [buffer(40), buffer(256), buffer(512)] as const;
    const { commands, inside, slots } = plan([
      dispatch(whole(first), whole(second)),
      { kind: 'clear', at: whole(packed) },
      copy(whole(first), part(packed, 0, 40)),
      copy(whole(second), part(packed, 256, 256)),
      dispatch(whole(packed)),
    ]);
    expect(kinds(commands)).toBe('dispatch dispatch');
    expect(inside.size).toBe(2);
    expect([...slots.keys()]).toEqual([packed]);
  });

  it.each([
    [
      'its target is read by whoever computes it',
      (t: TracedBuffer) => [
        dispatch(whole(t), part(state, 1024, 256)),
        copy(whole(t), part(state, 512, 256)),
      ],
    ],
    [
      'its target is used before',
      (t: TracedBuffer) => [
        dispatch(whole(t)),
        dispatch(part(state, 256, 512)),
        copy(whole(t), part(state, 512, 256)),
      ],
    ],
    [
      'what it copies is used again',
      (t: TracedBuffer) => [dispatch(whole(t)), copy(whole(t), part(state, 512, 256)), dispatch(whole(t))],
    ],
    [
      'what it copies is read before',
      (t: TracedBuffer) => [dispatch(whole(t)), dispatch(whole(t)), copy(whole(t), part(state, 512, 256))],
    ],
    [
      'it copies a part',
      (t: TracedBuffer) => [dispatch(whole(t)), copy(part(t, 0, 128), part(state, 512, 128))],
    ],
    [
      'its target begins where nothing can be bound',
      (t: TracedBuffer) => [dispatch(whole(t)), copy(whole(t), part(state, 128, 256))],
    ],
  ])('stays where %s', (_, program) => {
    const { commands, inside } = plan(program(buffer(256)));
    expect(kinds(commands)).toContain('copy');
    expect(inside.size).toBe(0);
  });
});
