/**
 * The flags of `npm run bench -- page`.
 */
import { parseArgs } from 'node:util';
import { numberOf, UsageError, usageErrorOf } from '../commandLine.ts';

export interface PageOrder {
  readonly rounds: number;
  readonly seconds: number;
  readonly slowdown: number;
  readonly address: string | undefined;
  /** The first visitor's: a BCP 47 tag. */
  readonly locale: string;
  readonly openingOnly: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

export const pageHelp = `npm run bench -- page [flags]

Opens the built page as a first visitor does and says when it is painted, useful and ready; then trains the default sweep
and says how smooth the page stays, beside the same page idle and idle on as busy a machine.

  --rounds N         first visits, 1 to 100; 5 without it
  --seconds S        of training, 2 to 600; 20 without it
  --slowdown X       the second column's processor is this many times slower, 1 to 20; 4 without it
  --address URL      a lab that is served already, with the experiment of its link
  --locale TAG       the first visitor's language, as es-MX; en-US without it. Training is measured in English
  --opening          first visits only
  --json             one JSON object instead of the tables
  --help
`;

/** @throws UsageError */
export function readPageOrder(argv: readonly string[]): PageOrder {
  const { rounds, seconds, slowdown, opening, ...rest } = parsed(argv);
  if (rest.address !== undefined && !URL.canParse(rest.address)) {
    throw new UsageError(`--address is ${rest.address.slice(0, 60)}; it takes a URL.`);
  }
  if (!isLocale(rest.locale)) {
    throw new UsageError(`--locale is ${rest.locale.slice(0, 60)}; it takes a language tag, as es-MX.`);
  }
  return {
    rounds: numberOf('--rounds', rounds, 1, 100, true),
    seconds: numberOf('--seconds', seconds, 2, 600, false),
    slowdown: numberOf('--slowdown', slowdown, 1, 20, false),
    address: rest.address,
    locale: rest.locale,
    openingOnly: opening,
    json: rest.json,
    help: rest.help,
  };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '20' },
        slowdown: { type: 'string', default: '4' },
        address: { type: 'string' },
        locale: { type: 'string', default: 'en-US' },
        opening: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usageErrorOf(error);
  }
}
