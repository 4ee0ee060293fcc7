import { ThemeColor, ThemeIcon, TreeItem, workspace } from 'vscode';
import type { Exploration } from '../kernel/trace/trace';
import { expectationText, type Flow } from '../link/flow';
import type { Flows, KnownFlow } from './flows';
import { command, item } from './ids';
import type { Library } from './library';
import { plainLine } from './plain-text';
import { seriesOf } from './replay/model';
import { tooltip } from './series-tree';
import { TreeSource } from './tree-source';

/** A flow, or the words that say why some are not listed. */
export type FlowNode = { readonly kind: 'flow'; readonly known: KnownFlow } | { readonly kind: 'untrusted' };

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
    if (node !== undefined) return [];
    const known = await this.flows.all();
    const runnable = known.filter(({ flow }) => this.canRun(flow));
    const others = known.filter(({ flow }) => !this.canRun(flow));
    const nodes = [...runnable, ...others].map((each): FlowNode => ({ kind: 'flow', known: each }));
    const hidden = !workspace.isTrusted && (workspace.workspaceFolders ?? []).length > 0;
    return hidden ? [...nodes, { kind: 'untrusted' }] : nodes;
  }

  getTreeItem(node: FlowNode): TreeItem {
    return node.kind === 'untrusted' ? untrustedItem() : this.flowItem(node.known);
  }

  private canRun(flow: Flow): boolean {
    return flow.series.length === 0 || seriesOf(flow, this.library) !== null;
  }

  private flowItem({ flow, uri }: KnownFlow): TreeItem {
    const found = this.flows.verdict(flow.id);
    const canRun = this.canRun(flow);
    const treeItem = new TreeItem(plainLine(flow.id));
    treeItem.id = `flow ${flow.id}`;
    treeItem.iconPath =
      found === null ? new ThemeIcon(canRun ? 'play-circle' : 'circle-slash') : verdictIcon(flow, found);
    treeItem.description = plainLine(flow.title);
    treeItem.contextValue = item.flow;
    treeItem.command = canRun
      ? { command: command.replayFlow, title: 'Replay Flow', arguments: [flow.id] }
      : { command: command.openFlow, title: 'Open Flow', arguments: [flow.id] };
    treeItem.tooltip = tooltip([
      flow.title,
      ...(flow.description === '' ? [] : [flow.description]),
      `Expects: ${expectationText(flow.expect)}`,
      found === null ? 'Not searched yet.' : `Found: ${verdictText(found)}`,
      ...(canRun ? [] : [`Needs the series <${flow.series.join('>, <')}>, which is not open.`]),
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
export function verdictText(found: Exploration): string {
  if (found.violation !== null) return `violation of ${plainLine(found.violation.rule)}`;
  return `${found.verdict} (${plainLine(found.complete)})`;
}

/** Whether a search ended as the flow says that it will. */
export function isAsExpected(flow: Flow, found: Exploration): boolean {
  if (flow.expect.verdict === 'pass') return found.verdict === 'pass';
  const { rule, function: where } = flow.expect;
  return found.violation?.rule === rule && (where === null || found.violation.function === where);
}

function verdictIcon(flow: Flow, found: Exploration): ThemeIcon {
  if (!isAsExpected(flow, found)) return new ThemeIcon('warning', new ThemeColor('testing.iconFailed'));
  return found.verdict === 'pass'
    ? new ThemeIcon('pass', new ThemeColor('testing.iconPassed'))
    : new ThemeIcon('bug', new ThemeColor('testing.iconPassed'));
}

function untrustedItem(): TreeItem {
  const treeItem = new TreeItem('Flows of this workspace wait for trust');
  treeItem.iconPath = new ThemeIcon('workspace-untrusted');
  treeItem.tooltip = 'Flows are code. Trust the workspace to list and run its own; the shipped ones work as they are.';
  treeItem.command = { command: 'workbench.trust.manage', title: 'Manage Workspace Trust' };
  return treeItem;
}
