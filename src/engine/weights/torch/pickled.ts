/**
 * What a pickle says, as inert records: nothing is looked up, imported or called for them.
 */
import { inEnglish, type Said, words } from '../../../lang/sentence.ts';

/** Letters of a class's or function's name, with its module; no program has any of more. */
export const longestName = 1000;

/** A class or function, by name. */
export class Global {
  readonly module: string;
  readonly name: string;
  constructor(module: string, name: string) {
    this.module = module;
    this.name = name;
  }
  /** As Python says it: `torch._utils._rebuild_tensor_v2`. */
  get path(): string {
    return `${this.module}.${this.name}`;
  }
}

/** What a pickle would have made by calling `maker`, or as an instance of it. */
export class PickledObject {
  readonly maker: Global;
  readonly parts: readonly Pickled[];
  /** What its `__setstate__` would be given. */
  state: Pickled = undefined;
  /** Entries of an object that is a dictionary too, as OrderedDict is; in order. */
  readonly items = new Map<Pickled, Pickled>();
  /** Elements of an object that is a list or a set too. */
  readonly elements: Pickled[] = [];
  constructor(maker: Global, parts: readonly Pickled[]) {
    this.maker = maker;
    this.parts = parts;
  }
}

/** What stands for something kept outside of the pickle, such as a tensor's bytes. */
export class Persistent {
  readonly id: Pickled;
  constructor(id: Pickled) {
    this.id = id;
  }
}

/**
 * Python's values: None is undefined; int is a number, or a bigint beyond 2^53; dict is a Map; list and tuple are arrays;
 * set is a Set; bytes are a Uint8Array.
 */
export type Pickled =
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Pickled[]
  | Map<Pickled, Pickled>
  | Set<Pickled>
  | Global
  | PickledObject
  | Persistent;

/** A pickle that is not one, or that uses what no weights file needs. */
export class BrokenPickle extends Error {
  /** What is wrong with it, after "This is not a PyTorch file that can be read:". */
  readonly why: Said;
  constructor(why: Said) {
    super(inEnglish(why));
    this.why = why;
  }
}

/** A tensor of a kind that is not read; the rest of the file may do without it. */
export class UnreadTensor extends BrokenPickle {}

/** @param detail for whoever mends the program that wrote it: technical, and in English everywhere. */
export const damaged = (detail: string) => new BrokenPickle(words`it is damaged (${detail})`);

/** A pickle that asks to call what has no place in a weights file. */
export class HostilePickle extends Error {
  readonly wanted: Global;
  constructor(wanted: Global) {
    super(`it asks to call ${wanted.path}`);
    this.wanted = wanted;
  }
}
