import { TabInputTextDiff, window, workspace } from 'vscode';
import { Disposables } from './disposables';
import { parseAddress } from './documents/address';
import { scheme, setting } from './ids';
import type { Rooms } from './rooms';

/** Selects in the Series view the file whose changes are in front, where the settings say so and the view is seen. */
export class FileReveal {
  private readonly disposables = new Disposables();

  constructor(private readonly rooms: () => Rooms) {
    this.disposables.add(window.tabGroups.onDidChangeTabs(() => void this.reveal()));
    this.disposables.add(window.tabGroups.onDidChangeTabGroups(() => void this.reveal()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async reveal(): Promise<void> {
    if (!workspace.getConfiguration(setting.section).get<boolean>(setting.fileAutoReveal, false)) return;
    const { views } = this.rooms();
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    if (!views.series.visible || !(input instanceof TabInputTextDiff) || input.modified.scheme !== scheme) return;
    const address = parseAddress(input.modified);
    if (address?.kind !== 'side') return;
    const node = views.seriesTree.fileNode(address.patch, address.path);
    if (node !== null) await views.series.reveal(node, { select: true, focus: false, expand: false });
  }
}
