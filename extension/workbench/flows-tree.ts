import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, workspace } from 'vscode';
import { expectationText, type Flow } from '../link/flow';
import type { Flows, KnownFlow, Searched } from './flows';
import { command, item } from './ids';
import type { Library } from './library';
import { plainLine } from './plain-text';
import { canRun } from './replay/model';
import { tooltip } from './series-tree';
import { TreeSource } from './tree-source';

/** A flow; those that cannot run on what is open, together; or the words that say why some are not listed. */
export type FlowNode =
  | { readonly kind: 'flow'; readonly known: KnownFlow }
  | { readonly kind: 'others'; readonly flows: readonly KnownFlow[] }
  | { readonly kind: 'untrusted' };

/** Flows of what is open first; each with what it expects and what its last search found. */
export class FlowsTree extends TreeSource<FlowNode> {
  constructor(
    private readonly flows: Flows,
    private readonly library: Library,
  ) {
    super();
    this.disposables.add(flows.onDidChange(() => this.refresh()));
    this.disposables.add(library.onDidChange(() => this.refresh()));
  }

  async getChildren(node?: FlowNode): Promise<FlowNode[]> {
    if (node?.kind === 'others') return node.flows.map((known) => ({ kind: 'flow', known }));
    if (node !== undefined) return [];
    const known = await this.flows.all();
    const byId = new Map(known.map((each) => [each.flow.id, each]));
    const argued = arguedFirst(known.map(({ flow }) => flow)).flatMap(({ id }) => byId.get(id) ?? []);
    // What runs the code that is open stands above what runs on models alone.
    const sorted = [
      ...argued.filter(({ flow }) => flow.series.length > 0),
      ...argued.filter(({ flow }) => flow.series.length === 0),
    ];
    const others = sorted.filter(({ flow }) => !canRun(flow, this.library));
    const nodes: FlowNode[] = sorted
      .filter((each) => !others.includes(each))
      .map((each): FlowNode => ({ kind: 'flow', known: each }));
    if (others.length > 0) nodes.push({ kind: 'others', flows: others });
    if (!workspace.isTrusted && (workspace.workspaceFolders ?? []).length > 0) nodes.unshift({ kind: 'untrusted' });
    return nodes;
  }

  getTreeItem(node: FlowNode): TreeItem {
    switch (node.kind) {
      case 'flow':
        return this.flowItem(node.known);
      case 'others':
        return othersItem(node.flows.length);
      case 'untrusted':
        return untrustedItem();
    }
  }

  private flowItem({ flow, uri }: KnownFlow): TreeItem {
    const found = this.flows.searched(flow.id);
    const runs = canRun(flow, this.library);
    const treeItem = new TreeItem(plainLine(flow.id));
    treeItem.id = `flow ${flow.id}`;
    treeItem.iconPath = found === null ? new ThemeIcon(runs ? 'play-circle' : 'circle-slash') : verdictIcon(found);
    treeItem.description = plainLine(flow.title);
    treeItem.contextValue = item.flow;
    treeItem.command = runs
      ? { command: command.replayFlow, title: 'Replay Flow', arguments: [flow.id] }
      : { command: command.openFlow, title: 'Open Flow', arguments: [flow.id] };
    treeItem.tooltip = tooltip([
      flow.title,
      ...(flow.description === '' ? [] : [flow.description]),
      `Expects: ${expectationText(flow.expect)}`,
      found === null ? 'Not searched yet.' : `Found: ${verdictText(found)}`,
      ...(runs ? [] : [`Needs the series <${flow.series.join('>, <')}>, which is not open.`]),
      ...(uri === null ? [] : ['From this workspace.']),
      ...flow.problems.map((problem) => problem.message),
    ]);
    treeItem.accessibilityInformation = {
      label: `Flow ${plainLine(flow.id)}, ${plainLine(flow.title)}, expects ${expectationText(flow.expect)}, ${
        found === null ? 'not searched yet' : `found ${verdictText(found)}`
      }`,
    };
    return treeItem;
  }
}

/** `violation of stale-access`, `pass (all schedules)`. */
export function verdictText({ exploration }: Searched): string {
  if (exploration.violation !== null) return `violation of ${plainLine(exploration.violation.rule)}`;
  return `${exploration.verdict} (${plainLine(exploration.complete)})`;
}

/** Flows that show something broken first, those that a mail argues for before others. */
export function arguedFirst(flows: readonly Flow[]): Flow[] {
  const rank = (flow: Flow): number => (flow.expect.verdict === 'pass' ? 2 : 0) + (flow.claims.length > 0 ? 0 : 1);
  return [...flows].sort((left, right) => rank(left) - rank(right) || (left.id < right.id ? -1 : 1));
}

function verdictIcon({ exploration, asExpected }: Searched): ThemeIcon {
  if (!asExpected) return new ThemeIcon('warning', new ThemeColor('testing.iconFailed'));
  return new ThemeIcon(exploration.verdict === 'pass' ? 'pass' : 'bug', new ThemeColor('testing.iconPassed'));
}

function othersItem(count: number): TreeItem {
  const treeItem = new TreeItem('Flows of series that are not open', TreeItemCollapsibleState.Collapsed);
  treeItem.id = 'flows of other series';
  treeItem.description = String(count);
  treeItem.tooltip = 'Each names the series whose code it runs. Open the mailbox that holds it to run the flow.';
  return treeItem;
}

function untrustedItem(): TreeItem {
  const treeItem = new TreeItem('Flows of this workspace wait for trust');
  treeItem.iconPath = new ThemeIcon('workspace-untrusted');
  treeItem.tooltip = 'Flows are code. Trust the workspace to list and run its own; the shipped ones work as they are.';
  treeItem.command = { command: 'workbench.trust.manage', title: 'Manage Workspace Trust' };
  return treeItem;
}
