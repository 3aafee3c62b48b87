/**
 * Operations and blocks of a graph in words.
 */
import type { GraphBlock, GraphOperation } from '../../../protocol/networkInside.ts';
import { useLateWords } from '../../text/late.ts';
import { shapeText } from './shapeText.ts';

export function useOperationWords() {
  const words = useLateWords('inside');
  const short = ({ kind, kernel, stride, bits, kernelName }: GraphOperation): string =>
    [kernelName ?? words.operation(kind, kernel, stride), bits === undefined ? '' : words.bits(bits)]
      .filter(Boolean)
      .join(', ');
  const titled = (operation: GraphOperation) =>
    [operation.layer, short(operation)].filter(Boolean).join(': ');
  /** What it takes, by the names of the boxes. */
  const sources = ({ inputs }: GraphOperation, { operations, name }: GraphBlock): string =>
    inputs
      .map((id) => {
        const source = operations.find((operation) => operation.id === id);
        return source ? titled(source) : name;
      })
      .join(' + ');
  return {
    short,
    titled,
    sources,
    full: (operation: GraphOperation, block: GraphBlock) =>
      [
        titled(operation),
        words.from(sources(operation, block)),
        words.gives(shapeText(operation.shape)),
      ].join(', '),
    /** Layers with weights, and what joins them. */
    summary({ operations }: GraphBlock): string {
      const counts = new Map<string, number>();
      for (const { kind } of operations) {
        if (kind === 'batchNorm' || kind === 'relu' || kind === 'relu6' || kind === 'quantise') continue;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      return [...counts]
        .map(([kind, count]) => {
          const name = words.operations[kind as GraphOperation['kind']];
          return count > 1 ? `${count} × ${name}` : name;
        })
        .slice(0, 3)
        .join(', ');
    },
    block(block: GraphBlock): string {
      return [block.name, this.summary(block), words.gives(shapeText(block.gives))]
        .filter(Boolean)
        .join(', ');
    },
  };
}
