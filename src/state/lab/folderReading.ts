/**
 * A folder that was handed to the worker, until it has been read or refused; what depends on it waits here.
 */
import type { Command } from '../../protocol/protocol.ts';
import type { DatasetSummary } from '../../protocol/records.ts';

export type FolderCommand = Omit<Extract<Command, { type: 'load-folder' }>, 'experiment'>;

export interface FolderReading {
  /** The folder, while it has been neither read nor refused: to be asked for again where its reading gave way. */
  readonly command: FolderCommand | undefined;
  begin(command: FolderCommand): void;
  /** The folder that is awaited and of which `dataset` tells; it is awaited no more. */
  taken(dataset: DatasetSummary): FolderCommand | undefined;
  /** Its reading came to an end; a folder that was refused can still be awaited. */
  refuse(): void;
  /** The folder is there, or another dataset was chosen instead. */
  settle(): void;
  /** Whether no folder is being read any more; false where one was refused. */
  over(): Promise<boolean>;
}

export function createFolderReading(): FolderReading {
  let command: FolderCommand | undefined;
  let awaited: FolderCommand | undefined;
  let waiting: readonly ((isRead: boolean) => void)[] = [];
  const end = (isRead: boolean) => {
    command = undefined;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(isRead);
  };
  const settle = () => {
    awaited = undefined;
    end(true);
  };
  return {
    get command() {
      return command;
    },
    begin(begun) {
      awaited = begun;
      command = begun;
    },
    taken({ id, distilImages }) {
      const isThere = awaited?.toDistilOn ? distilImages !== undefined : id.startsWith('folder-');
      const found = isThere ? awaited : undefined;
      if (found) settle();
      return found;
    },
    refuse: () => end(false),
    settle,
    over: () =>
      command
        ? new Promise((tell) => {
            waiting = [...waiting, tell];
          })
        : Promise.resolve(true),
  };
}
