import { EventEmitter, window, workspace, type Event, type LogOutputChannel } from 'vscode';
import type { KernelTree } from '../link/tree';
import { Disposables } from './disposables';
import { setting } from './ids';
import { plainLine } from './plain-text';

/** The kernel tree of the settings, opened when something asks for it. Without trust there is none: git may run code. */
export class KernelTrees {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private opened: Promise<readonly KernelTree[]> | null = null;

  constructor(private readonly log: LogOutputChannel) {
    const reset = (): void => {
      this.opened = null;
      this.changed.fire();
    };
    this.disposables.add(workspace.onDidGrantWorkspaceTrust(reset));
    this.disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${setting.section}.${setting.kernelTree}`)) reset();
      }),
    );
  }

  /** In the order in which they are asked; empty where none is set, or it cannot be used. */
  all(): Promise<readonly KernelTree[]> {
    this.opened ??= this.open();
    return this.opened;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async open(): Promise<readonly KernelTree[]> {
    const path = workspace.getConfiguration(setting.section).get<string>(setting.kernelTree, '').trim();
    if (path === '' || !workspace.isTrusted) return [];
    try {
      const { openTree } = await import('../link/tree');
      return [openTree(path)];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn(`kernel tree ${path}: ${reason}`);
      void window.showWarningMessage(
        plainLine(`The kernel tree of the settings cannot be used, so models stand in for it: ${reason}`, 400),
      );
      return [];
    }
  }
}
