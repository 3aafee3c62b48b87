/**
 * A folder that was handed to the worker, until it has been read or refused; what depends on it waits here.
 */
import type { Command } from '../../protocol/protocol.ts';

export type FolderCommand = Omit<Extract<Command, { type: 'load-folder' }>, 'experiment'>;

export interface FolderReading {
  /** The folder, while it has been neither read nor refused: to be asked for again where its reading gave way. */
  readonly command: FolderCommand | undefined;
  /** Whether the next folder that the worker reports becomes the experiment's dataset. */
  readonly isAwaited: boolean;
  begin(command: FolderCommand): void;
  /** Its reading came to an end; a folder that was refused can still be awaited. */
  refuse(): void;
  /** The folder is there, or another dataset was chosen instead. */
  settle(): void;
  /** Whether no folder is being read any more; false where one was refused. */
  over(): Promise<boolean>;
}

export function createFolderReading(): FolderReading {
  let command: FolderCommand | undefined;
  let isAwaited = false;
  let waiting: readonly ((isRead: boolean) => void)[] = [];
  const end = (isRead: boolean) => {
    command = undefined;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(isRead);
  };
  return {
    get command() {
      return command;
    },
    get isAwaited() {
      return isAwaited;
    },
    begin(begun) {
      isAwaited = true;
      command = begun;
    },
    refuse: () => end(false),
    settle() {
      isAwaited = false;
      end(true);
    },
    over: () =>
      command
        ? new Promise((tell) => {
            waiting = [...waiting, tell];
          })
        : Promise.resolve(true),
  };
}
