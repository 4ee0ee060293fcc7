import {
  MarkdownString,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  workspace,
} from 'vscode';
import type { Message } from '../mail/message';
import type { FileDiff } from '../patch/patch';
import { patchMatches, type Query } from '../series/search';
import type { Series, SeriesPatch } from '../series/series';
import { person } from './documents/message-text';
import { sideUri } from './documents/address';
import { branches, type Branch } from './file-folders';
import { command, item, setting } from './ids';
import type { Library } from './library';
import { plainLine } from './plain-text';
import { TreeSource } from './tree-source';
import type { Viewed } from './viewed';

/** Where a series stands among the revisions of its work. */
type Place = 'only' | 'latest' | 'earlier';

/** Work > revision > patches in order > files. A work with one revision is shown without the level of revisions. */
export type SeriesNode =
  | { readonly kind: 'topic'; readonly revisions: readonly Series[] }
  | { readonly kind: 'series'; readonly series: Series; readonly place: Place }
  | { readonly kind: 'cover'; readonly message: Message }
  | { readonly kind: 'patch'; readonly series: Series; readonly patch: SeriesPatch }
  | { readonly kind: 'missing'; readonly series: Series; readonly index: number }
  | { readonly kind: 'mail'; readonly patch: SeriesPatch }
  | { readonly kind: 'folder'; readonly patch: SeriesPatch; readonly folder: Branch<FileDiff> & { kind: 'folder' } }
  | { readonly kind: 'file'; readonly patch: SeriesPatch; readonly file: FileDiff; readonly inFolder: boolean };

/** What the reader wants to see of the series; as typed, and as read. */
export interface SeriesFilter {
  readonly text: string;
  readonly query: Query;
}

export class SeriesTree extends TreeSource<SeriesNode> {
  private shown: SeriesFilter | null = null;

  constructor(
    private readonly library: Library,
    private readonly viewed: Viewed,
  ) {
    super();
    this.disposables.add(library.onDidChange(() => this.refresh()));
    this.disposables.add(viewed.onDidChange(() => this.refresh()));
    this.disposables.add(
      workspace.onDidChangeConfiguration((change) => {
        const shown = [setting.fileListLayout, setting.hideViewedFiles];
        if (shown.some((key) => change.affectsConfiguration(`${setting.section}.${key}`))) this.refresh();
      }),
    );
  }

  getChildren(node?: SeriesNode): SeriesNode[] {
    if (node === undefined) return topics(this.library.archive.series.filter((series) => this.isShown(series)));
    switch (node.kind) {
      case 'topic':
        return node.revisions.map((series, at) => ({ kind: 'series', series, place: at === 0 ? 'latest' : 'earlier' }));
      case 'series':
        return this.shown === null
          ? patchesOf(node.series)
          : patchesOf(node.series).filter((child) => child.kind === 'patch' && this.finds(child.patch));
      case 'patch':
        return [{ kind: 'mail', patch: node.patch }, ...filesOf(node.patch, this.shownFiles(node.patch))];
      case 'folder':
        return branches(node.folder.files, node.folder.within).map((branch) => branchNode(node.patch, branch));
      case 'cover':
      case 'missing':
      case 'mail':
      case 'file':
        return [];
    }
  }

  /** The row above another, so that one can be shown that nobody has unfolded yet. */
  getParent(node: SeriesNode): SeriesNode | null {
    switch (node.kind) {
      case 'topic':
        return null;
      case 'series':
        return topics(this.library.archive.series).find((above) => holds(above, node.series)) ?? null;
      case 'cover':
        return this.seriesNode(({ cover }) => cover === node.message);
      case 'patch':
      case 'missing':
        return this.seriesNode((series) => series === node.series);
      case 'mail':
      case 'folder':
      case 'file': {
        const above = this.patchNode(node.patch);
        const path =
          node.kind === 'mail' || above === null
            ? null
            : node.kind === 'file'
              ? node.file.path
              : node.folder.within.slice(0, -1);
        return path === null || above === null ? above : (this.folderAround(above, path) ?? above);
      }
    }
  }

  /** The row of a file; null where it is not shown. */
  fileNode(message: string, path: string): SeriesNode | null {
    const held = this.library.patch(message);
    const above = held === null ? null : this.patchNode(held.patch);
    if (above === null || !this.isShown(above.series) || !this.finds(above.patch)) return null;
    const folder = this.folderAround(above, path) ?? above;
    return this.getChildren(folder).find((child) => child.kind === 'file' && child.file.path === path) ?? null;
  }

  private seriesNode(is: (series: Series) => boolean): SeriesNode | null {
    const rows = topics(this.library.archive.series).flatMap((above) =>
      above.kind === 'topic' ? this.getChildren(above) : [above],
    );
    return rows.find((row) => row.kind === 'series' && is(row.series)) ?? null;
  }

  private patchNode(patch: SeriesPatch): (SeriesNode & { kind: 'patch' }) | null {
    const series = this.library.archive.series.find(({ patches }) => patches.includes(patch));
    return series === undefined ? null : { kind: 'patch', series, patch };
  }

  /** The innermost folder of a patch that is shown and that a path lies in; null where its files stand in none. */
  private folderAround(patch: SeriesNode, path: string): SeriesNode | null {
    let around: SeriesNode | null = null;
    for (let level: SeriesNode | undefined = patch; level !== undefined;) {
      level = this.getChildren(level).find((child) => child.kind === 'folder' && path.startsWith(child.folder.within));
      around = level ?? around;
    }
    return around;
  }

  /** Files of a patch that are listed: all, or those that wait to be looked at. */
  private shownFiles(patch: SeriesPatch): readonly FileDiff[] {
    const { files } = patch.patch;
    return hidesViewed() ? files.filter(({ path }) => !this.viewed.has(patch, path)) : files;
  }

  get filter(): SeriesFilter | null {
    return this.shown;
  }

  set filter(filter: SeriesFilter | null) {
    this.shown = filter;
    this.refresh();
  }

  /** What tells a posting from another of its work that has the same number: its title, else its date. */
  private toldApart(series: Series): string {
    const twins = this.library.archive.series.filter(
      ({ id, topic, revision, rfc }) =>
        topic === series.topic && id !== series.id && revision === series.revision && rfc === series.rfc,
    );
    if (twins.length === 0) return '';
    const date = (series.cover ?? series.patches[0]?.message)?.date?.slice(0, 10) ?? 'no date';
    return twins.every(({ title }) => title !== series.title) ? plainLine(series.title) : date;
  }

  private isShown({ patches }: Series): boolean {
    return this.shown === null || patches.some((patch) => this.finds(patch));
  }

  private finds(patch: SeriesPatch): boolean {
    return this.shown === null || patchMatches(patch, this.library.message(patch.messageId), this.shown.query);
  }

  getTreeItem(node: SeriesNode): TreeItem {
    switch (node.kind) {
      case 'topic':
        return topicItem(node.revisions);
      case 'series':
        return seriesItem(
          node.series,
          node.place,
          this.viewed,
          node.place === 'only' ? '' : this.toldApart(node.series),
        );
      case 'cover':
        return messageItem('Cover letter', node.message);
      case 'patch':
        return withBox(patchItem(node.series, node.patch), this.viewed.hasAll(node.patch));
      case 'missing':
        return missingItem(node.series, node.index);
      case 'mail':
        return messageItem('Commit message', node.patch.message);
      case 'file':
        return withBox(fileItem(node.patch, node.file, node.inFolder), this.viewed.has(node.patch, node.file.path));
      case 'folder':
        return folderItem(node.patch, node.folder);
    }
  }

  tooltipOf(node: SeriesNode): MarkdownString | string | undefined {
    switch (node.kind) {
      case 'topic':
        return plainLine(node.revisions[0]?.title ?? '');
      case 'series':
        return seriesTooltip(node.series);
      case 'cover':
        return messageTooltip(node.message);
      case 'patch':
        return patchTooltip(node.patch);
      case 'missing':
        return 'This patch was not found. Open the mailbox or the mail that holds it to complete the series.';
      case 'mail':
        return messageTooltip(node.patch.message);
      case 'file':
        return fileTooltip(node.file);
      case 'folder':
        return undefined;
    }
  }
}

/** Works in the order of their first mail in the archive, revisions newest first. */
function topics(all: readonly Series[]): SeriesNode[] {
  const byTopic = new Map<string, Series[]>();
  for (const series of all) {
    const revisions = byTopic.get(series.topic);
    if (revisions === undefined) byTopic.set(series.topic, [series]);
    else revisions.push(series);
  }
  return [...byTopic.values()].map((revisions): SeriesNode => {
    const newestFirst = [...revisions].sort((left, right) => right.revision - left.revision);
    const only = newestFirst[0];
    return newestFirst.length === 1 && only !== undefined
      ? { kind: 'series', series: only, place: 'only' }
      : { kind: 'topic', revisions: newestFirst };
  });
}

/** Whether a row at the top holds a series that has a row of its own. */
const holds = (row: SeriesNode, series: Series): boolean => row.kind === 'topic' && row.revisions.includes(series);

/** The cover letter, then 1..total with the missing ones in their places. */
function patchesOf(series: Series): SeriesNode[] {
  const numbered = [
    ...series.patches.map((patch): SeriesNode & { kind: 'patch' } => ({ kind: 'patch', series, patch })),
    ...series.missing.map((index): SeriesNode & { kind: 'missing' } => ({ kind: 'missing', series, index })),
  ].sort((left, right) => indexOf(left) - indexOf(right));
  return series.cover === null ? numbered : [{ kind: 'cover', message: series.cover }, ...numbered];
}

const indexOf = (node: SeriesNode & { kind: 'patch' | 'missing' }): number =>
  node.kind === 'patch' ? node.patch.index : node.index;

/** `RFC v1`, `v3`. */
export const revisionName = (series: Series): string => `${series.rfc ? 'RFC ' : ''}v${series.revision}`;

function topicItem(revisions: readonly Series[]): TreeItem {
  const title = plainLine(revisions[0]?.title ?? '');
  const treeItem = new TreeItem(title, TreeItemCollapsibleState.Expanded);
  treeItem.iconPath = new ThemeIcon('versions');
  treeItem.description = `${revisions.length} revisions`;
  treeItem.contextValue = item.topic;
  treeItem.accessibilityInformation = { label: `${title}, ${revisions.length} revisions` };
  return treeItem;
}

function seriesItem(series: Series, place: Place, marks: Viewed, apart: string): TreeItem {
  const alone = place === 'only';
  const count = countOf(series);
  const title = plainLine(series.title);
  const { viewed, files } = marks.count(series.patches);
  const seen = `${apart === '' ? '' : ` · ${apart}`}${viewed === 0 ? '' : ` · ${viewed} of ${files} files viewed`}`;
  const treeItem = new TreeItem(
    alone ? title : revisionName(series),
    place === 'earlier' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded,
  );
  treeItem.id = `series ${series.id}`;
  treeItem.iconPath = new ThemeIcon('git-pull-request');
  treeItem.description = `${alone ? `${revisionName(series)} · ` : ''}${count}${seen}`;
  treeItem.contextValue = item.series;
  treeItem.accessibilityInformation = { label: `Series ${title}, revision ${series.revision}, ${count}${seen}` };
  return treeItem;
}

const countOf = (series: Series): string => `${series.patches.length} of ${series.total} patches`;

const seriesTooltip = (series: Series): MarkdownString =>
  tooltip([
    `${series.rfc ? 'RFC ' : ''}${series.title}`,
    `Revision ${series.revision}, ${countOf(series)}`,
    ...(series.missing.length === 0 ? [] : [`Missing: ${series.missing.join(', ')}`]),
    ...(series.baseCommit === null ? [] : [`Base commit: ${series.baseCommit}`]),
    ...series.problems.map((problem) => problem.message),
  ]);

function patchItem(series: Series, patch: SeriesPatch): TreeItem {
  const number = `${patch.index}/${series.total}`;
  const files = patch.patch.files;
  const subject = plainLine(patch.subject);
  const treeItem = new TreeItem(`${number} ${subject}`, TreeItemCollapsibleState.Collapsed);
  treeItem.id = `patch ${series.id} ${patch.messageId}`;
  treeItem.iconPath = new ThemeIcon('git-commit');
  treeItem.description = countText(files);
  treeItem.contextValue = item.patch;
  // No command: a row with one does not unfold when it is clicked. The changes of the whole patch are a button of it.
  treeItem.accessibilityInformation = {
    label: `Patch ${patch.index} of ${series.total}, ${subject}, ${files.length} files, ${countText(files)}`,
  };
  return treeItem;
}

const patchTooltip = (patch: SeriesPatch): MarkdownString =>
  tooltip([
    patch.subject,
    person(patch.author),
    ...patch.trailers.map((trailer) => `${trailer.key}: ${trailer.value}`),
    ...[...patch.problems, ...patch.patch.problems].map((problem) => problem.message),
  ]);

function missingItem(series: Series, index: number): TreeItem {
  const treeItem = new TreeItem(`${index}/${series.total} not in what is open`);
  treeItem.iconPath = new ThemeIcon('question');
  treeItem.contextValue = item.missing;
  return treeItem;
}

function messageItem(label: string, message: Message): TreeItem {
  const treeItem = new TreeItem(label);
  treeItem.iconPath = new ThemeIcon('mail');
  treeItem.description = plainLine(message.author.name || message.author.email);
  treeItem.contextValue = item.message;
  treeItem.command = { command: command.openMessage, title: 'Open Message', arguments: [message.id] };
  treeItem.accessibilityInformation = { label: `${label} by ${plainLine(person(message.author))}` };
  return treeItem;
}

const messageTooltip = (message: Message): MarkdownString =>
  tooltip([message.subject, person(message.from), message.date ?? 'no date']);

const hidesViewed = (): boolean =>
  workspace.getConfiguration(setting.section).get<boolean>(setting.hideViewedFiles, false);

function filesOf(patch: SeriesPatch, files: readonly FileDiff[]): SeriesNode[] {
  const asTree = workspace.getConfiguration(setting.section).get(setting.fileListLayout) === 'tree';
  return asTree
    ? branches(files, '').map((branch) => branchNode(patch, branch))
    : files.map((file) => ({ kind: 'file', patch, file, inFolder: false }));
}

const branchNode = (patch: SeriesPatch, branch: Branch<FileDiff>): SeriesNode =>
  branch.kind === 'folder'
    ? { kind: 'folder', patch, folder: branch }
    : { kind: 'file', patch, file: branch.file, inFolder: true };

/** A box to tick off what has been looked at. */
function withBox(treeItem: TreeItem, viewed: boolean): TreeItem {
  const tooltip = viewed ? 'Mark as Not Viewed' : 'Mark as Viewed';
  const label = `${treeItem.accessibilityInformation?.label ?? ''}, ${viewed ? 'viewed' : 'not viewed'}`;
  treeItem.checkboxState = {
    state: viewed ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
    tooltip,
    accessibilityInformation: { label },
  };
  return treeItem;
}

function folderItem(patch: SeriesPatch, { name, within, files }: Branch<FileDiff> & { kind: 'folder' }): TreeItem {
  const treeItem = new TreeItem(plainLine(name), TreeItemCollapsibleState.Expanded);
  treeItem.id = `folder ${patch.messageId} ${within}`;
  treeItem.iconPath = ThemeIcon.Folder;
  treeItem.description = countText(files);
  treeItem.accessibilityInformation = { label: `Folder ${plainLine(within)}, ${files.length} files` };
  return treeItem;
}

function fileItem(patch: SeriesPatch, file: FileDiff, inFolder: boolean): TreeItem {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
  const treeItem = new TreeItem(plainLine(name));
  // The icon and the badge follow the document's own URI.
  treeItem.resourceUri = sideUri(patch.messageId, file.path, file.status === 'deleted' ? 'old' : 'new');
  treeItem.iconPath = ThemeIcon.File;
  treeItem.description = plainLine(`${inFolder ? '' : `${folder} `}${countText([file])}`);
  treeItem.contextValue = item.file;
  treeItem.command = { command: command.openFile, title: 'Open Changes', arguments: [patch.messageId, file.path] };
  treeItem.accessibilityInformation = {
    label: `${plainLine(file.path)}, ${file.status}, ${file.added} lines added, ${file.removed} removed`,
  };
  return treeItem;
}

const fileTooltip = (file: FileDiff): MarkdownString =>
  tooltip([
    file.oldPath === null || file.oldPath === file.path ? file.path : `${file.oldPath} → ${file.path}`,
    `${file.status}, ${file.hunks.length} hunks, ${countText([file])}`,
    ...file.problems.map((problem) => problem.message),
  ]);

function countText(files: readonly FileDiff[]): string {
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  return `+${added} −${removed}`;
}

/** Lines of text, one below the other, none of them read as markup. */
export function tooltip(lines: readonly string[]): MarkdownString {
  const markdown = new MarkdownString();
  lines.forEach((line, index) => {
    if (index > 0) markdown.appendMarkdown('\n\n');
    markdown.appendText(plainLine(line));
  });
  return markdown;
}
