/**
 * Networks that the browser keeps, as the page is told of them.
 */
import type { Quantities } from './quantityNames.ts';

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
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of a teacher. */
  readonly teacher?: {
    /** Link of the experiment that it was first the teacher of. */
    readonly experiment: string;
    readonly dataset: string;
    /** `trained` here, all of it or its head, or opened as it was in a `file`. */
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
  };
}

export interface KeptNetworks {
  /** Latest touched first: the last one that is not pinned goes first. */
  readonly networks: readonly KeptNetworkCard[];
  /** Bytes of all files that are kept; more makes the longest untouched go. */
  readonly room: number;
}
