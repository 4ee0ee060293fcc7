import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, workspace, type MarkdownString } from 'vscode';
import { expectationText, type Flow } from '../link/flow';
import type { Flows, KnownFlow, Searched } from './flows';
import { command, item } from './ids';
import type { Library } from './library';
import { plainLine } from './plain-text';
import { canRun, seriesOf } from './replay/model';
import { tooltip } from './series-tree';
import { TreeSource } from './tree-source';

/** A flow; flows that belong together; or the words that say why some are not listed. */
export type FlowNode =
  | { readonly kind: 'flow'; readonly known: KnownFlow }
  | { readonly kind: 'group'; readonly group: FlowGroup }
  | { readonly kind: 'untrusted' };

interface FlowGroup {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly open: boolean;
  readonly children: readonly FlowNode[];
  readonly count: number;
}

/** Flows without a mechanism stand together below those that have one. */
const NO_MECHANISM = 'Without a mechanism';

/**
 * Flows of the series that are open, under their series where there are several; the reader's own; and, folded, those that run
 * on models alone by the mechanism that they show, and those of other series. Each says what it expects and what was found.
 */
export class FlowsTree extends TreeSource<FlowNode> {
  private words = '';
  private titles: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(
    private readonly flows: Flows,
    private readonly library: Library,
  ) {
    super();
    this.disposables.add(flows.onDidChange(() => this.refresh()));
    this.disposables.add(library.onDidChange(() => this.refresh()));
  }

  /** Words that a flow's name, title, description, mechanisms or verdict have to hold, all of them; empty for all flows. */
  get filter(): string {
    return this.words;
  }

  set filter(words: string) {
    this.words = words.trim();
    this.refresh();
  }

  async getChildren(node?: FlowNode): Promise<FlowNode[]> {
    if (node?.kind === 'group') return [...node.group.children];
    if (node !== undefined) return [];
    const all = await this.flows.all();
    const titles = await this.mechanisms();
    const known = arguedFirst(all.map(({ flow }) => flow))
      .flatMap(({ id }) => all.find((each) => each.flow.id === id) ?? [])
      .filter((each) => this.accepts(each, titles));
    const runs = known.filter(({ flow }) => canRun(flow, this.library));
    const ofSeries = grouped(runs, ({ flow }) =>
      flow.series.length === 0 ? null : (seriesOf(flow, this.library)?.title ?? null),
    );
    const own = runs.filter(({ flow, uri }) => flow.series.length === 0 && uri !== null);
    const alone = runs.filter(({ flow, uri }) => flow.series.length === 0 && uri === null);
    const others = known.filter((each) => !runs.includes(each));
    const [only, ...more] = ofSeries;
    return [
      ...(!workspace.isTrusted && (workspace.workspaceFolders ?? []).length > 0
        ? [{ kind: 'untrusted' } as const]
        : []),
      // A single series needs no row of its own.
      ...(only !== undefined && more.length === 0
        ? only[1].map(flowNode)
        : ofSeries.map(([title, held]) =>
            this.group(`series ${title}`, title, 'Flows that run code of this series.', true, held.map(flowNode)),
          )),
      ...own.map(flowNode),
      ...this.folded('models', 'On models alone', ABOUT_MODELS, this.byMechanism(alone, titles)),
      ...this.folded('others', 'Flows of series that are not open', ABOUT_OTHERS, others.map(flowNode)),
    ];
  }

  getTreeItem(node: FlowNode): TreeItem {
    switch (node.kind) {
      case 'flow':
        return this.flowItem(node.known);
      case 'group':
        return groupItem(node.group);
      case 'untrusted':
        return untrustedItem();
    }
  }

  tooltipOf(node: FlowNode): MarkdownString | string {
    switch (node.kind) {
      case 'flow':
        return this.flowTooltip(node.known);
      case 'group':
        return tooltip([node.group.title, node.group.about]);
      case 'untrusted':
        return 'Flows are code. Trust the workspace to list and run its own; the shipped ones work as they are.';
    }
  }

  /** What the mechanisms are called, by row: the list ships beside the models, and is read once. */
  private mechanisms(): Promise<ReadonlyMap<string, string>> {
    this.titles ??= Promise.all([import('../link/coverage'), this.flows.library()]).then(
      ([{ readMechanisms }, models]) =>
        new Map(readMechanisms(models).mechanisms.map(({ row, title }) => [row, `${row} ${title}`])),
    );
    return this.titles;
  }

  private accepts({ flow }: KnownFlow, titles: ReadonlyMap<string, string>): boolean {
    if (this.words === '') return true;
    const found = this.flows.searched(flow.id);
    const text = [
      flow.id,
      flow.title,
      flow.description,
      ...flow.rows.map((row) => titles.get(row) ?? row),
      expectationText(flow.expect),
      found === null ? '' : verdictText(found),
    ].join(' ');
    const held = text.toLowerCase();
    return this.words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => held.includes(word));
  }

  private byMechanism(flows: readonly KnownFlow[], titles: ReadonlyMap<string, string>): FlowNode[] {
    const byRow = grouped(flows, ({ flow }) => {
      const [row] = flow.rows;
      return row === undefined ? NO_MECHANISM : (titles.get(row) ?? row);
    });
    return byRow
      .toSorted(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1))
      .map(([title, held]) =>
        this.group(
          `mechanism ${title}`,
          title,
          'Flows that show this mechanism.',
          this.words !== '',
          held.map(flowNode),
        ),
      );
  }

  private folded(id: string, title: string, about: string, children: readonly FlowNode[]): FlowNode[] {
    return children.length === 0 ? [] : [this.group(id, title, about, this.words !== '', children)];
  }

  private group(id: string, title: string, about: string, open: boolean, children: readonly FlowNode[]): FlowNode {
    // The editor remembers by id what is folded; what a filter finds is to be seen.
    const group = { id: `flows ${id} ${this.words}`, title, about, open, children, count: countOf(children) };
    return { kind: 'group', group };
  }

  private flowItem({ flow }: KnownFlow): TreeItem {
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
    treeItem.accessibilityInformation = {
      label: `Flow ${plainLine(flow.id)}, ${plainLine(flow.title)}, expects ${expectationText(flow.expect)}, ${
        found === null ? 'not searched yet' : `found ${verdictText(found)}`
      }`,
    };
    return treeItem;
  }

  private flowTooltip({ flow, uri }: KnownFlow): MarkdownString {
    const found = this.flows.searched(flow.id);
    const missing = `Needs the series <${flow.series.join('>, <')}>, which is not open.`;
    return tooltip([
      flow.title,
      ...(flow.description === '' ? [] : [flow.description]),
      `Expects: ${expectationText(flow.expect)}`,
      found === null ? 'Not searched yet.' : `Found: ${verdictText(found)}`,
      ...(canRun(flow, this.library) ? [] : [missing]),
      ...(uri === null ? [] : ['From this workspace.']),
      ...flow.problems.map((problem) => problem.message),
    ]);
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

const ABOUT_MODELS = 'They run on our models of the kernel, by the mechanism that they show, whatever is open.';
const ABOUT_OTHERS = 'Each names the series whose code it runs. Open the mailbox that holds it to run the flow.';

const flowNode = (known: KnownFlow): FlowNode => ({ kind: 'flow', known });

const rank = (title: string): number => (title === NO_MECHANISM ? 1 : 0);

const countOf = (nodes: readonly FlowNode[]): number =>
  nodes.reduce((sum, node) => sum + (node.kind === 'group' ? node.group.count : 1), 0);

/** In the order in which the keys come; what has none is left out. */
function grouped(
  flows: readonly KnownFlow[],
  keyOf: (known: KnownFlow) => string | null,
): (readonly [string, readonly KnownFlow[]])[] {
  const groups = new Map<string, KnownFlow[]>();
  for (const known of flows) {
    const key = keyOf(known);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [known]);
    else group.push(known);
  }
  return [...groups];
}

function verdictIcon({ exploration, asExpected }: Searched): ThemeIcon {
  if (!asExpected) return new ThemeIcon('warning', new ThemeColor('testing.iconFailed'));
  return new ThemeIcon(exploration.verdict === 'pass' ? 'pass' : 'bug', new ThemeColor('testing.iconPassed'));
}

function groupItem({ id, title, open, count }: FlowGroup): TreeItem {
  const state = open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const treeItem = new TreeItem(plainLine(title), state);
  treeItem.id = id;
  treeItem.description = String(count);
  treeItem.accessibilityInformation = { label: `${plainLine(title)}, ${count} ${count === 1 ? 'flow' : 'flows'}` };
  return treeItem;
}

function untrustedItem(): TreeItem {
  const treeItem = new TreeItem('Flows of this workspace wait for trust');
  treeItem.iconPath = new ThemeIcon('workspace-untrusted');
  treeItem.command = { command: 'workbench.trust.manage', title: 'Manage Workspace Trust' };
  return treeItem;
}
