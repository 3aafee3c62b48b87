/**
 * The flags of `npm run bench -- compress`.
 */
import { parseArgs } from 'node:util';
import { numberOf, UsageError, usageErrorOf } from '../commandLine.ts';
import { type BenchedNetwork, benchedNetworks } from './networks.ts';

export interface CompressOrder {
  readonly networks: readonly BenchedNetwork[];
  readonly rounds: number;
  readonly json: boolean;
  readonly help: boolean;
}

export const compressHelp = `npm run bench -- compress [flags]

Times one image through networks that were made smaller beside the same network as it was, in turns: on the lab's
WebAssembly backend and in ONNX Runtime, both on one thread, in Node. Says bytes of the exported file and how often the
class is that of the network as it was.

  --network NAME     only this one; may be repeated: ${benchedNetworks.map(({ name }) => name).join(', ')}
  --rounds N         turns of each, 30 to 1000; 41 without it
  --json             one JSON object instead of the tables
  --help
`;

/** @throws UsageError */
export function readCompressOrder(argv: readonly string[]): CompressOrder {
  const { rounds, json, help, network: names = [] } = parsed(argv);
  const unknown = names.find((asked) => !benchedNetworks.some(({ name }) => name === asked));
  if (unknown !== undefined) {
    const known = benchedNetworks.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no network ${unknown.slice(0, 60)}; there are ${known}.`);
  }
  return {
    networks: benchedNetworks.filter(({ name }) => names.length === 0 || names.includes(name)),
    rounds: numberOf('--rounds', rounds, 30, 1000, true),
    ...{ json, help },
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        network: { type: 'string', multiple: true },
        rounds: { type: 'string', default: '41' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usageErrorOf(error);
  }
}
