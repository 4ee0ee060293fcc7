import {
  debug,
  languages,
  window,
  workspace,
  type ExtensionContext,
  type TreeDataProvider,
  type TreeView,
  EventEmitter,
  Uri,
} from 'vscode';
import type { KapiReplay, Row } from './api';
import { sampleMailboxes } from './choose';
import { ranCommands, registerCommands } from './commands';
import { CommentBadges } from './conversations/comment-badges';
import { CommentableLines } from './conversations/commenting-ranges';
import { Review } from './conversations/review';
import { SentenceLenses } from './conversations/sentence-lens';
import { ReviewComments } from './conversations/review-comments';
import { FileBadges } from './decorations';
import { Debugging } from './debug/debugging';
import { ReplayConfigurations } from './debug/provider';
import { Disposables } from './disposables';
import { ClaimMarks } from './documents/claim-marks';
import { parseAddress } from './documents/address';
import { insertIntoReply } from './drafts/insert';
import { ReplyDrafts } from './drafts/reply-drafts';
import { DocumentContents } from './documents/content';
import { MessageFolding, MessageOutline } from './documents/message-reading';
import { showKernelTabs } from './documents/tab-size';
import { Explorer } from './exploring';
import { chooseFlow } from './flow-commands';
import { FileReveal } from './file-reveal';
import { Flows } from './flows';
import { HandSorting } from './hand-sorting';
import { customEditor, debugType, language, replayPanel, scheme, view, workspaceFlows } from './ids';
import { KernelTrees } from './kernel-trees';
import { Library } from './library';
import { Checker } from './language/checker';
import { FlowCompletion } from './language/completion';
import { SymbolDefinition } from './language/definition';
import { ownFiles } from './language/flow-documents';
import { LiveDiagnostics } from './language/live-diagnostics';
import { StubFix } from './language/stub-fix';
import { showFileLine } from './line-status';
import { MailboxPage } from './mailbox-page';
import { ModelFixes } from './model-fixes';
import { Notes } from './notes/notes';
import { StepNotes } from './notes/step-notes';
import { TypedBoxes } from './notes/typed-boxes';
import { MomentUris } from './moments/moment-uris';
import { Guide } from './moments/guide';
import { ReportSteps, TerminalSteps } from './moments/step-links';
import { Tours } from './moments/tours';
import { ToursTree } from './moments/tours-tree';
import { Opening } from './opening';
import { FlowProblems, ReadingProblems } from './problems';
import { canRun } from './replay/model';
import { LinkWithEditor } from './replay/link-with-editor';
import { Replaying } from './replay/replaying';
import { ReplayBooks } from './replay/replay-books';
import { Pages } from './pages';
import type { Rooms } from './rooms';
import { openMessage, openStepLine } from './showing';
import { openNamedByWorkspace } from './start';
import { WorkspaceState } from './state';
import { SeriesDefinitions } from './symbols/definition';
import { SymbolHover } from './symbols/hover';
import { HunkHover } from './symbols/hunk-hover';
import { ReplayLines } from './symbols/replay-lines';
import { StepMarks } from './symbols/step-marks';
import { FlowFileLenses, FlowLenses } from './symbols/lens';
import { SeriesSymbols } from './symbols/series-symbols';
import { Viewed } from './viewed';
import { createViews } from './views';

/** Everything that the extension is while it runs. Building it registers; it reads, parses and runs nothing. */
export function buildRooms(context: ExtensionContext): KapiReplay {
  const held = new Disposables();
  context.subscriptions.push(held);

  const log = held.add(window.createOutputChannel('kAPI Replay', { log: true }));
  const library = held.add(new Library());
  const byHand = new HandSorting(context, library, log);
  const state = new WorkspaceState(context.workspaceState);
  const viewed = held.add(new Viewed(state));
  const opening = new Opening(library, state, byHand, log);
  const trees = held.add(new KernelTrees(log));
  const flows = held.add(new Flows(log));
  const explorer = held.add(new Explorer(library, flows, trees, log));
  const known = held.add(new Pages(library, flows, trees));
  const documents = held.add(new DocumentContents(library, () => opening.restored(), trees, explorer, known));
  const notes = held.add(new Notes(context, library, log));
  const stepNotes = new StepNotes(notes);
  const boxes = held.add(new TypedBoxes(notes));
  const review = held.add(new Review(library, notes, () => opening.filled(), log));
  const lines = new CommentableLines(library, documents);
  const reviewComments = held.add(new ReviewComments(review, library, documents, lines, trees));
  const pages = held.add(new EventEmitter<'summary' | 'preview'>());
  held.add(review.onDidChange(() => pages.fire('summary')));
  const drafts = held.add(new ReplyDrafts(context, library, review, notes, () => pages.fire('preview')));
  documents.givePages({
    onDidChange: pages.event,
    text: async (page) =>
      page.kind === 'preview'
        ? drafts.preview(Uri.parse(page.draft))
        : (await import('./conversations/summary-page')).summaryPage(rooms, page.series),
  });
  const views = createViews(library, flows, opening, { review, notes, boxes, viewed }, held);
  const link: LinkWithEditor = held.add(new LinkWithEditor(() => rooms));
  const replaying: Replaying = held.add(
    new Replaying(
      context,
      flows,
      explorer,
      {
        restored: () => opening.restored(),
        openStep: (panel, n) => {
          const step = panel.shown?.steps[n - 1];
          if (step !== undefined) void openStepLine(rooms, panel.flow, step);
        },
        openMessage: (messageId) => void openMessage(rooms, messageId),
        notes: stepNotes,
        link,
        books: held.add(new ReplayBooks(context, log)),
        trace: async (flow, use) => {
          const { copyTrace, saveTrace } = await import('./replay/trace-json');
          await (use === 'copy' ? copyTrace(rooms, flow) : saveTrace(rooms, null, flow));
        },
        links: async (flow, replay, steps) => (await import('./moments/links')).linksTo(rooms, flow, replay, steps),
        insert: (replay, step, text) => insertIntoReply(rooms, replay, step, text),
        moment: async (flow, replay, step, use) => {
          const { copyLink, momentAt } = await import('./moments/links');
          const here = await momentAt(rooms, flow, replay, step);
          if (here === null) throw new Error(`it has no step ${step}.`);
          if (use === 'copy') await copyLink(here);
          else await (await import('./moments/tour-commands')).addMoment(rooms, here);
        },
      },
      log,
    ),
  );
  const symbols = held.add(new SeriesSymbols(library, flows, trees));
  const tours = held.add(new Tours(context.extensionUri, log));
  const guide: Guide = held.add(new Guide(() => rooms, tours));
  const rooms: Rooms = {
    drafts,
    context,
    log,
    library,
    opening,
    byHand,
    trees,
    documents,
    notes,
    stepNotes,
    boxes,
    review,
    lines,
    reviewComments,
    viewed,
    views,
    flows,
    explorer,
    replaying,
    link,
    symbols,
    tours,
    guide,
  };

  registerDocuments(rooms, held);
  registerSymbols(rooms, trees, held);
  registerLanguage(rooms, trees, held);
  const replayLines = new ReplayLines(() => rooms);
  held.add(languages.registerHoverProvider({ scheme }, new HunkHover(() => rooms, replayLines)));
  held.add(new StepMarks(replayLines, context.extensionUri, link)).follow(replaying);
  registerDebugger(rooms, held);
  const toursTree = held.add(new ToursTree(tours, guide));
  held.add(window.registerTreeDataProvider(view.tours, toursTree));
  const links = new MomentUris(rooms);
  held.add(window.registerUriHandler(links));
  held.add(window.registerTerminalLinkProvider(new TerminalSteps(() => rooms)));
  held.add(languages.registerDocumentLinkProvider(ReportSteps.documents, new ReportSteps()));
  for (const viewType of Object.values(customEditor)) {
    held.add(window.registerCustomEditorProvider(viewType, new MailboxPage(library, opening)));
  }
  held.add(window.registerWebviewPanelSerializer(replayPanel, replaying));
  held.add(new FileReveal(() => rooms));
  held.add(new ReadingProblems(library));
  held.add(new FlowProblems(flows));
  registerReview(rooms, held);
  registerCommands(rooms, held);

  void openNamedByWorkspace(opening, () => sampleMailboxes(context), log);
  return api(rooms, toursTree, links);
}

function registerDocuments({ library, documents, flows }: Rooms, held: Disposables): void {
  held.add(workspace.registerTextDocumentContentProvider(scheme, documents));
  held.add(workspace.onDidCloseTextDocument((document) => documents.forget(document.uri)));
  held.add(workspace.onDidChangeTextDocument(({ document }) => documents.check(document)));
  held.add(window.registerFileDecorationProvider(held.add(new FileBadges(library))));
  const messages = { scheme, language: language.mailbox };
  held.add(languages.registerCodeLensProvider(messages, held.add(new ClaimMarks(library, flows))));
  held.add(languages.registerFoldingRangeProvider(messages, new MessageFolding()));
  held.add(languages.registerDocumentSymbolProvider(messages, new MessageOutline()));
  showKernelTabs(held);
  showFileLine(documents, held);
}

function registerReview({ review, library }: Rooms, held: Disposables): void {
  held.add(window.registerFileDecorationProvider(held.add(new CommentBadges(review))));
  const messages = { scheme, language: language.mailbox };
  held.add(languages.registerCodeLensProvider(messages, held.add(new SentenceLenses(review, library))));
}

function registerSymbols(rooms: Rooms, trees: KernelTrees, held: Disposables): void {
  const { library, documents, flows, symbols, explorer } = rooms;
  const definitions = new SeriesDefinitions(library, documents, symbols, trees);
  held.add(languages.registerDefinitionProvider({ scheme }, definitions));
  // What names mean in a diff is worked out while the editor draws it, before the reader points at one.
  held.add(
    workspace.onDidOpenTextDocument((document) => {
      if (parseAddress(document.uri)?.kind === 'side') symbols.ofDocument(document).catch(() => undefined);
    }),
  );
  const hovered = [{ scheme }, ...ownFiles];
  held.add(languages.registerHoverProvider(hovered, new SymbolHover(library, symbols, flows)));
  held.add(
    languages.registerCodeLensProvider(
      { scheme },
      held.add(new FlowLenses(library, documents, symbols, flows, (offered) => explorer.getReady(offered))),
    ),
  );
  const flowFiles = [{ pattern: `**/${workspaceFlows}/**/*.c` }, { scheme, pattern: '**/flows/*.c' }];
  held.add(languages.registerCodeLensProvider(flowFiles, new FlowFileLenses(flows)));
  held.add(
    languages.registerCodeActionsProvider(flowFiles, new ModelFixes(), { providedCodeActionKinds: ModelFixes.kinds }),
  );
}

/** What helps with writing flows and models. The front end runs in a worker that starts with the first such file. */
function registerLanguage(rooms: Rooms, trees: KernelTrees, held: Disposables): void {
  const { library, flows, symbols, log } = rooms;
  const checker = held.add(new Checker(library, flows, trees, log));
  held.add(new LiveDiagnostics(checker, library, flows));
  const completion = new FlowCompletion(library, symbols, flows);
  held.add(languages.registerCompletionItemProvider(ownFiles, completion, ...FlowCompletion.triggers));
  const definition = new SymbolDefinition(() => rooms, symbols, flows);
  held.add(languages.registerDefinitionProvider(ownFiles, definition));
  held.add(languages.registerCodeActionsProvider(ownFiles, new StubFix(), { providedCodeActionKinds: StubFix.kinds }));
}

function registerDebugger(rooms: Rooms, held: Disposables): void {
  held.add(debug.registerDebugAdapterDescriptorFactory(debugType, held.add(new Debugging(rooms))));
  const runs = async (id: string): Promise<boolean> => {
    const known = await rooms.flows.find(id);
    return known !== null && canRun(known.flow, rooms.library);
  };
  const configurations = new ReplayConfigurations(rooms.flows, runs, () => chooseFlow(rooms));
  for (const trigger of ReplayConfigurations.triggers) {
    held.add(debug.registerDebugConfigurationProvider(debugType, configurations, trigger));
  }
}

function api(
  { library, opening, views, replaying, reviewComments, notes, stepNotes, guide }: Rooms,
  toursTree: ToursTree,
  links: MomentUris,
): KapiReplay {
  return {
    open: (uris) => opening.open(uris),
    get unread() {
      return opening.unread;
    },
    get archive() {
      return library.archive;
    },
    rows: (name) => {
      if (name === 'series') return rowsOf(views.seriesTree);
      if (name === 'conversations') return rowsOf(views.conversationTree);
      if (name === 'tours') return rowsOf(toursTree);
      return name === 'thread' ? rowsOf(views.threadTree) : rowsOf(views.flowsTree);
    },
    message: (name) => messageOf(views[name]),
    selected: () =>
      views.series.selection.flatMap((node) =>
        node.kind === 'file' ? [`${node.patch.messageId} ${node.file.path}`] : [],
      ),
    handleUri: (uri) => links.handleUri(uri),
    conversations: () => reviewComments.shown(),
    notes: stepNotes,
    addNote: async (subject, text, purpose) => {
      await notes.add(subject, text, purpose);
    },
    commands: ranCommands,
    get tour() {
      return guide.position;
    },
    get replay() {
      return replaying.current?.summary ?? null;
    },
  };
}

async function rowsOf<Node>(tree: TreeDataProvider<Node>, node?: Node, depth = 0): Promise<Row[]> {
  const rows: Row[] = [];
  for (const child of (await tree.getChildren(node)) ?? []) {
    rows.push({ depth, item: await tree.getTreeItem(child) }, ...(await rowsOf(tree, child, depth + 1)));
  }
  return rows;
}

const messageOf = (view: TreeView<unknown>): string => view.message ?? '';
