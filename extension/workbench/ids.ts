/**
 * Every string id that the editor knows us by, in one place. A test holds them against package.json, so that a name
 * changed here and not there (or the other way round) cannot ship.
 */

/** Commands, in the order in which the palette's list in the README tells them. */
export const command = {
  openSeries: 'kapi-replay.openSeries',
  openMailFolder: 'kapi-replay.openMailFolder',
  fetchSeries: 'kapi-replay.fetchSeries',
  openSample: 'kapi-replay.openSample',
  openResource: 'kapi-replay.openResource',
  closeAll: 'kapi-replay.closeAll',
  openFile: 'kapi-replay.openFile',
  openPatch: 'kapi-replay.openPatch',
  openInTree: 'kapi-replay.openInTree',
  find: 'kapi-replay.find',
  filterSeries: 'kapi-replay.filterSeries',
  filesAsTree: 'kapi-replay.filesAsTree',
  filesAsList: 'kapi-replay.filesAsList',
  toggleViewed: 'kapi-replay.toggleViewed',
  hideViewed: 'kapi-replay.hideViewed',
  showViewed: 'kapi-replay.showViewed',
  joinSeries: 'kapi-replay.joinSeries',
  splitSeries: 'kapi-replay.splitSeries',
  sameWork: 'kapi-replay.sameWork',
  pinSeries: 'kapi-replay.pinSeries',
  undoSorting: 'kapi-replay.undoSorting',
  compareRevisions: 'kapi-replay.compareRevisions',
  nextConversation: 'kapi-replay.conversation.next',
  previousConversation: 'kapi-replay.conversation.previous',
  openConversation: 'kapi-replay.conversation.open',
  openSentence: 'kapi-replay.conversation.openSentence',
  openLine: 'kapi-replay.conversation.openLine',
  openLater: 'kapi-replay.conversation.openLater',
  resolve: 'kapi-replay.conversation.resolve',
  unresolve: 'kapi-replay.conversation.unresolve',
  confirmAddressed: 'kapi-replay.conversation.confirmAddressed',
  overruleAddressed: 'kapi-replay.conversation.overruleAddressed',
  filterConversations: 'kapi-replay.conversations.filter',
  openSummary: 'kapi-replay.openSummary',
  exportSummary: 'kapi-replay.exportSummary',
  addNote: 'kapi-replay.addNote',
  addHunkNote: 'kapi-replay.addHunkNote',
  saveNote: 'kapi-replay.note.save',
  saveReply: 'kapi-replay.note.saveReply',
  editNote: 'kapi-replay.note.edit',
  applyEdit: 'kapi-replay.note.applyEdit',
  cancelEdit: 'kapi-replay.note.cancelEdit',
  deleteNote: 'kapi-replay.note.delete',
  noteToReply: 'kapi-replay.note.toReply',
  replyToNote: 'kapi-replay.note.toNote',
  restoreTyped: 'kapi-replay.typed.restore',
  discardTyped: 'kapi-replay.typed.discard',
  addTrailer: 'kapi-replay.addTrailer',
  composeReply: 'kapi-replay.composeReply',
  previewReply: 'kapi-replay.previewReply',
  sendReply: 'kapi-replay.sendReply',
  importNotes: 'kapi-replay.importNotes',
  exportNotes: 'kapi-replay.exportNotes',
  readGitNotes: 'kapi-replay.readGitNotes',
  writeGitNotes: 'kapi-replay.writeGitNotes',
  openMessage: 'kapi-replay.openMessage',
  openMailText: 'kapi-replay.openMailText',
  reopenAsText: 'kapi-replay.reopenAsText',
  copyMessageId: 'kapi-replay.copyMessageId',
  exploreFlow: 'kapi-replay.exploreFlow',
  exploreAll: 'kapi-replay.exploreAll',
  filterFlows: 'kapi-replay.filterFlows',
  replayFlow: 'kapi-replay.replayFlow',
  debugFlow: 'kapi-replay.debugFlow',
  goToStep: 'kapi-replay.debug.goToStep',
  stepBackOut: 'kapi-replay.debug.stepBackOut',
  stepBackInto: 'kapi-replay.debug.stepBackInto',
  showReplay: 'kapi-replay.debug.showReplay',
  openFlow: 'kapi-replay.openFlow',
  newFlow: 'kapi-replay.newFlow',
  draftFlow: 'kapi-replay.draftFlow',
  createModel: 'kapi-replay.createModel',
  runClaims: 'kapi-replay.runClaims',
  showApis: 'kapi-replay.showApis',
  showCoverage: 'kapi-replay.showCoverage',
  refreshFlows: 'kapi-replay.refreshFlows',
  chooseTree: 'kapi-replay.chooseKernelTree',
  next: 'kapi-replay.replay.next',
  back: 'kapi-replay.replay.back',
  start: 'kapi-replay.replay.start',
  end: 'kapi-replay.replay.end',
  violation: 'kapi-replay.replay.violation',
  nextSwitch: 'kapi-replay.replay.nextSwitch',
  previousSwitch: 'kapi-replay.replay.previousSwitch',
  over: 'kapi-replay.replay.over',
  backOver: 'kapi-replay.replay.backOver',
  out: 'kapi-replay.replay.out',
  backOut: 'kapi-replay.replay.backOut',
  goBack: 'kapi-replay.replay.goBack',
  goForward: 'kapi-replay.replay.goForward',
  visited: 'kapi-replay.replay.visited',
  goToReplayStep: 'kapi-replay.replay.goToStep',
  revealStep: 'kapi-replay.replay.revealStep',
  toggleLink: 'kapi-replay.replay.toggleLink',
  help: 'kapi-replay.replay.help',
  copyTrace: 'kapi-replay.replay.copyTrace',
  saveTrace: 'kapi-replay.replay.saveTrace',
  writeStub: 'kapi-replay.writeModelStub',
  copyMoment: 'kapi-replay.copyMoment',
  insertTable: 'kapi-replay.insertTable',
  openMoment: 'kapi-replay.openMoment',
  playTour: 'kapi-replay.playTour',
  tourNext: 'kapi-replay.tour.next',
  tourBack: 'kapi-replay.tour.back',
  endTour: 'kapi-replay.tour.end',
  addToTour: 'kapi-replay.addToTour',
  editTour: 'kapi-replay.editTour',
  showLog: 'kapi-replay.showLog',
} as const;

export type CommandId = (typeof command)[keyof typeof command];

export const viewContainer = 'kapi-replay';

export const view = {
  series: 'kapi-replay.series',
  conversations: 'kapi-replay.conversations',
  thread: 'kapi-replay.thread',
  flows: 'kapi-replay.flows',
  tours: 'kapi-replay.tours',
} as const;

/** The page that "Open With…" and opening a mailbox lead to: one for mailboxes, one for single mails and patches. */
export const customEditor = {
  mailbox: 'kapi-replay.mailbox',
  mail: 'kapi-replay.mail',
} as const;

/** The replay view's type, which a serializer restores after a reload. */
export const replayPanel = 'kapi-replay.replay';

/** The type of our launch configurations. */
export const debugType = 'kapi-replay';

/** Begins the ids of the controllers of comment threads, one a series. */
export const commentController = 'kapi-replay.review';

/** The controller of the thread that shows the note of a tour. */
export const tourController = 'kapi-replay.tour';

/** Scheme of our read-only documents (address.ts says what stands in them). */
export const scheme = 'kapi-replay';

export const language = { mailbox: 'mbox', patch: 'patch' } as const;

export const setting = {
  section: 'kapiReplay',
  kernelTree: 'kernelTree',
  archive: 'archive',
  fetchThrough: 'fetchThrough',
  preemptionBound: 'search.preemptionBound',
  maxStates: 'search.maxStates',
  maxSeconds: 'search.maxSeconds',
  expandComments: 'comments.expand',
  fileListLayout: 'fileListLayout',
  hideViewedFiles: 'hideViewedFiles',
  fileAutoReveal: 'fileAutoReveal',
  linkWithEditor: 'replay.linkWithEditor',
} as const;

/** Context keys, for `when` clauses. */
export const contextKey = {
  /** Something is open. */
  open: 'kapiReplay.open',
  /** The replay panel that has the focus can be stepped. */
  replayActive: 'kapiReplay.replayActive',
  /** A tour is played. */
  tourActive: 'kapiReplay.tourActive',
  /** A hover has been shown: a step of the walkthrough is done. */
  hovered: 'kapiReplay.hovered',
} as const;

/** Values of TreeItem.contextValue, for `viewItem` clauses. */
export const item = {
  topic: 'topic',
  series: 'series',
  patch: 'patch',
  message: 'message',
  missing: 'missing',
  file: 'file',
  flow: 'flow',
  conversation: 'conversation',
  resolvedConversation: 'resolvedConversation',
  comment: 'comment',
  note: 'note',
  later: 'later',
  typed: 'typed',
  tour: 'tour',
  sampleTour: 'sampleTour',
  tourStop: 'tourStop',
} as const;

export const walkthrough = 'kapi-replay.firstReplay';

/** The file by which a workspace says what to open with it; its presence activates the extension. */
export const openFile = '.kapi-replay/open.json';

/** Where a reader's own flows live in the workspace (FLOWS.md). */
export const workspaceFlows = '.kapi-replay/flows';

/** Where a reader's notes live in the workspace, one file a series. */
export const workspaceNotes = '.kapi-replay/notes';

/** Where a workspace keeps what its reader decided about series by hand. */
export const workspacePins = '.kapi-replay/pins.json';

/** Where a reader's reply mails live in the workspace until they are sent. */
export const workspaceDrafts = '.kapi-replay/drafts';
/** Where a reader's own models live in the workspace. */
export const workspaceModels = '.kapi-replay/models';

/** Where what a reader watches in replays, and has grouped there, lives in the workspace, one file a flow. */
export const workspaceReplays = '.kapi-replay/replays';

/** Where tours live in the workspace. */
export const workspaceTours = '.kapi-replay/tours';
