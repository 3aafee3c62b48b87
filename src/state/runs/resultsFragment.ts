/**
 * Results in a link: after the `#`, which no server is ever sent, as `#results=1.` (the version of the bytes) and deflated bytes in base64url
 * (RFC 4648, section 5). Takes any text: what is not results is said in a notice and changes nothing else.
 */
import { deflateSync, Inflate } from 'fflate';
import { BrokenBytes } from '../../lang/byteText.ts';
import { type Said, words } from '../../lang/sentence.ts';
import {
  packResults,
  type ResultsToShare,
  resultsVersion,
  type SharedFrame,
  type SharedResults,
  unpackResults,
} from '../../protocol/sharedResults.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import { experimentKey } from './experimentKey.ts';

/** Far more than the largest sweep that can be shared needs. */
const longestFragment = 32_768;
const mostBytes = 65_536;

/** @returns what comes after the link's query, its `#` included; undefined where a link cannot hold these results. */
export function fragmentOf(results: ResultsToShare, experiment: Experiment): string | undefined {
  const packed = packResults(results, frameOf(experiment));
  return packed && `#results=${packed.version}.${base64urlOf(deflateSync(packed.bytes, { level: 9 }))}`;
}

/** What a link's fragment brings along to the experiment of its query; undefined where it has no results. */
export function resultsOf(
  fragment: string,
  experiment: Experiment,
): { readonly shared: SharedResults } | { readonly notice: Notice } | undefined {
  const given = fragment.match(/^#results=(.*)$/s)?.[1];
  if (given === undefined) return undefined;
  const refuse = (allowed: Said) => ({
    notice: {
      name: 'results',
      given: given.length > 24 ? `${given.slice(0, 24)}…` : given,
      allowed,
      used: 'the settings alone; Run measures them here',
    },
  });
  if (given.length > longestFragment) return refuse(words`at most ${longestFragment} characters`);
  const [, version, text] = given.match(/^(\d{1,6})\.([A-Za-z0-9_-]*)$/) ?? [];
  if (version === undefined || text === undefined) {
    return refuse(words`the results as the lab wrote them; the link was changed or cut on its way`);
  }
  if (Number(version) < 1 || Number(version) > resultsVersion) {
    return refuse(
      words`results of version ${resultsVersion}; another version of the lab made these, reload the page`,
    );
  }
  try {
    return {
      shared: unpackResults({ version: Number(version), bytes: inflate(bytesOf(text)) }, frameOf(experiment)),
    };
  } catch (error) {
    return refuse(
      error instanceof BrokenBytes
        ? error.expected
        : words`the results as the lab wrote them; the link was changed or cut on its way`,
    );
  }
}

/** In small pieces, so that a few bytes which unpack to millions are given up after the first of them. */
function inflate(deflated: Uint8Array): Uint8Array {
  const out = new Uint8Array(mostBytes);
  let length = 0;
  let ended = false;
  const stream = new Inflate((piece, last) => {
    if (length + piece.length > mostBytes)
      throw new BrokenBytes(words`at most ${mostBytes} bytes of results`);
    out.set(piece, length);
    length += piece.length;
    ended ||= last;
  });
  const step = 256;
  for (let at = 0; at < deflated.length; at += step) {
    stream.push(deflated.subarray(at, at + step), at + step >= deflated.length);
  }
  if (!ended) throw new BrokenBytes(words`results that are whole; these end too early`);
  return out.subarray(0, length);
}

function frameOf(experiment: Experiment): SharedFrame {
  return { experiment, settings: experimentKey(experiment) };
}

function base64urlOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
