/**
 * What leaves the lab.
 */

/** A network as a file to keep, and how to use it elsewhere. */
export interface ExportedNetwork {
  /** The file's. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of its weights in memory, all of them float32. */
  readonly memoryBytes: number;
  /** Of the file once zipped; undefined for large ones, of which that is not tried. */
  readonly zippedBytes?: number;
  /** Height and width of the images that it was trained on. */
  readonly imageSize: number;
  /** Whether it takes images of any other size too; weights alone do not say. */
  readonly anySize: boolean;
  /** What was done to make it smaller, each once: which runtimes gain depends on it and on the format. */
  readonly smaller: readonly SmallerKind[];
  /** Of the weights of the layer with the fewest, where layers are of whole numbers; undefined where none is. */
  readonly fewestBits?: number;
  /** Programs that classify a picture with it, in the languages that read the format. */
  readonly snippets: readonly ExportSnippet[];
}

/**
 * Channels or blocks that are gone; layers that run as factors; weights held at zero; weights that share values (a codebook, a hash, a
 * block); whole numbers on a grid; values that training put on levels which are no grid of whole numbers.
 */
export type SmallerKind = 'cut' | 'factors' | 'zeros' | 'shared' | 'whole' | 'levels';

export interface ExportSnippet {
  readonly language: 'javascript' | 'python';
  /** The file that it is to be. */
  readonly name: string;
  readonly code: string;
}
