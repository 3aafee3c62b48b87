/**
 * Networks that the browser keeps, as the page is told of them.
 */
import type { Sentence } from '../lang/sentence.ts';
import type { Quantities } from './quantityNames.ts';

/** Of networks that other software runs: their files are kept as they came, a tfjs model’s in one zip. */
export const foreignFormats = ['onnx', 'tfjs'] as const;
export type ForeignFormat = (typeof foreignFormats)[number];

/** How the name of a kept network's file ends. */
export const fileEnding = ({ foreign }: { readonly foreign?: ForeignFormat | undefined }): string =>
  foreign === 'onnx' ? '.onnx' : foreign === 'tfjs' ? '.zip' : '.safetensors';

export interface KeptNetworkCard {
  /** SHA-256 of its file. */
  readonly id: string;
  /** The family's name with its size, such as ResNet-20. */
  readonly label: string;
  /** The network that it was made of, kept or not; undefined for one that was trained from the start. */
  readonly parent?: string;
  /** Text of the recipe up to it, this network's stage included. */
  readonly recipe: string;
  /** On the whole validation set; `bytes` are what its weights take at their bits. */
  readonly measurements: Quantities;
  /** Of its file here, which holds float32. */
  readonly fileBytes: number;
  readonly pinned: boolean;
  /** An example of the lab's: not kept here, but fetched where it is asked for. */
  readonly shipped?: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it was last used or made, milliseconds since 1970; undefined of what takes no room here. */
  readonly touchedAt?: number;
  /** Its file was found to be damaged. */
  readonly damaged?: true;
  /** Of a network of other software, which teaches and is shown, and of which nothing is made. */
  readonly foreign?: ForeignFormat;
  /** Of one that came from elsewhere: the file that it came in. */
  readonly imported?: string;
  /** Digests of the indices of families that it came with, or that it was here already for. */
  readonly families?: readonly string[];
  /** Links of the experiments that it was the teacher of as a file. */
  readonly taught?: readonly string[];
  /** Of a teacher. */
  readonly teacher?: {
    /** Link of the experiment that it was first the teacher of. */
    readonly experiment: string;
    readonly dataset: string;
    /** `trained` here, all of it or its head, opened as it was in a `file`, or `shipped` with the lab. */
    readonly source: string;
    /** The name of the file that its weights were in. */
    readonly file?: string | undefined;
  };
  /** Undefined where it was opened, or made by hand, and of a teacher. */
  readonly origin?: {
    /** Link of the experiment. */
    readonly experiment: string;
    readonly dataset: string;
    /** A `RunId`. */
    readonly run: string;
    /** Stage of the recipe, from 0. */
    readonly stage: number;
    /** SHA-256 of the file of a network that the recipe starts from: the link does not say which. */
    readonly start?: string | undefined;
  };
}

export interface KeptNetworks {
  /** Latest touched first: the last one that is not pinned goes first. */
  readonly networks: readonly KeptNetworkCard[];
  /** Bytes of all files that are kept; more makes the longest untouched go. */
  readonly room: number;
  /** This browser keeps none: those are listed alone that come with the lab. */
  readonly refused?: true;
}

/** Several networks with what is told of them, for another browser. */
export interface ExportedFamily {
  /** The file's. */
  readonly name: string;
  /** A zip. */
  readonly blob: Blob;
  readonly networks: number;
  /** Labels of those that are damaged. */
  readonly leftOut: readonly string[];
}

/** What came of networks from elsewhere. */
export interface ImportReport {
  readonly added: number;
  /** Were here already. */
  readonly present: number;
  /** Of those that were here and are not pinned: made room. */
  readonly gone: number;
  /** For which there is no room beside pinned ones and those that came before; their names. */
  readonly noRoom: readonly string[];
  readonly refused: readonly { readonly name: string; readonly why: Sentence }[];
}
