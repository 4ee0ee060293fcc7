import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { DocumentContents } from './documents/content';
import type { Explorer } from './exploring';
import type { Flows } from './flows';
import type { KernelTrees } from './kernel-trees';
import type { Library } from './library';
import type { Opening } from './opening';

/** What is open and what can be run on it: the rooms that no other is built on top of. */
export interface ReadingRooms {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly library: Library;
  readonly opening: Opening;
  readonly trees: KernelTrees;
  readonly documents: DocumentContents;
  readonly flows: Flows;
  readonly explorer: Explorer;
}
