/**
 * Everything that the replay view and the extension say to each other; both sides import this file and `document.ts`, and
 * nothing else of each other's. The view asks first (`ready`), every request is answered, and what the view sends is
 * checked before it is used. All text is text: nothing here is markup.
 *
 * The document that the host writes is `viewDocument`. Members marked optional may be left out; the view then does without.
 */

/** The diff of one file, both sides as the hunks show them, with the numbers the reader knows. */
export interface DiffDocument {
  /** Kernel path. */
  readonly path: string;
  readonly patch: string;
  readonly patchSubject: string;
  readonly language: string;
  readonly old: DiffSide;
  readonly new: DiffSide;
  /** A character for each row of the mail in its order: `-` for the next one of the old side, `+` of the new one, a space for both. */
  readonly signs?: string;
}

/** `lineNumbers[i]` is the file line of line i+1 of `text`, 0 for a gap between hunks. */
export interface DiffSide {
  readonly text: string;
  readonly lineNumbers: readonly number[];
  /**
   * `mailLines[i]` is the body line of the patch mail that row i+1 of `text` is, 0 for none. With it a step finds its row by
   * `patch` and `patchLine`, which stays right where a later patch of the series moves the file's lines.
   */
  readonly mailLines?: readonly number[];
  /** Rows (1-based) that hold statements, so that a line which never ran can be told from one that never could. */
  readonly statements?: readonly number[];
}

export interface ViewActor {
  readonly index: number;
  readonly name: string;
}

export interface ViewChange {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly local: boolean;
}

/** What all steps that are made at one place of the program have in common. */
export interface StepPlace {
  readonly name: string;
  readonly function: string;
  readonly origin: 'series' | 'tree' | 'model' | 'primitive' | 'opaque';
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** The mail that holds the line, and its body line there; null for code that is in no mail. */
  readonly patch: string | null;
  readonly patchLine: number | null;
}

/** Who made a step, where and how: all that its row shows. */
export interface StepHead extends StepPlace {
  readonly n: number;
  readonly actor: number;
  readonly cpu: number;
  readonly kind: string;
  readonly depth: number;
  readonly minor: boolean;
}

/** What a step did to the state. */
export interface StepDetail {
  readonly changed: readonly ViewChange[];
  readonly result: string | null;
}

export interface ViewStep extends StepHead, StepDetail {}

/** One call; a stack's frames stand innermost first. */
export interface ViewFrame {
  readonly function: string;
  readonly arguments: string;
  readonly origin: string;
  readonly file: string;
  readonly line: number;
  /** As in `ViewStep`: the mail that holds the line, and its body line there. */
  readonly patch?: string | null;
  readonly patchLine?: number | null;
  readonly variables: readonly { readonly name: string; readonly type: string; readonly value: string }[];
}

export interface ViewObject {
  readonly name: string;
  readonly type: string;
  readonly storage: string;
  readonly live: boolean;
  readonly fields: readonly { readonly path: string; readonly type: string; readonly value: string }[];
}

export interface ViewState {
  readonly step: number;
  readonly stacks: readonly {
    readonly actor: number;
    readonly status: string;
    readonly frames: readonly ViewFrame[];
  }[];
  readonly objects: readonly ViewObject[];
}

/**
 * The heads of all steps in nine bytes a step, so that a run of a million steps is at hand at once (typed arrays cross to a
 * webview as they are). Every column has `stepCount` entries; entry n - 1 is step n's.
 */
export interface StepColumns {
  /** The places at which steps are made, each once. */
  readonly places: readonly StepPlace[];
  /** Indexes into `places`. */
  readonly placeOf: Uint32Array;
  /** `ViewActor.index`. */
  readonly actors: Uint8Array;
  readonly cpus: Uint8Array;
  /** Indexes into `STEP_KINDS`. */
  readonly kinds: Uint8Array;
  /** Call depth, 255 for that and above. */
  readonly depths: Uint8Array;
  /** 1 where the step may be folded away. */
  readonly minors: Uint8Array;
}

/** Kinds of step, as `StepHead.kind` names them; the order is that of `StepColumns.kinds`. */
export const STEP_KINDS = [
  'statement',
  'call',
  'return',
  'lock',
  'unlock',
  'wait',
  'access',
  'allocate',
  'free',
  'violation',
] as const;

/** A mail that argues about what the flow shows. */
export interface Claim {
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly date: string | null;
  /** The decoded body, plain text. */
  readonly body: string;
  /** Body line (1-based) of the sentence that argues; the view scrolls to it. */
  readonly line?: number | null;
}

/** One way in which the run could go on after a step. */
export interface ViewChoice {
  readonly actor: number;
  /** Outcome of the actor's next instruction, from 0. */
  readonly way: number;
  /** What the outcome means, where there are several: `kzalloc fails`. */
  readonly outcome: string | null;
  /** The fault that has to be assumed for it, beside what the flow asks for; null where none has. */
  readonly assumes: string | null;
  /** What the actor does next, as the step would be called, and where. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** A run that can be shown: what the search found, or a what-if of the reader's, which left another run at some step. */
export interface ViewRun {
  readonly id: string;
  readonly title: string;
  readonly verdict: ReplayModel['verdict'];
  readonly rule: string | null;
  readonly stepCount: number;
  /** The first step that is not the other run's; 0 for what the search found. */
  readonly parts: number;
  /** How a what-if was made, so that it can be made again after a reload. */
  readonly made?: MadeRun;
}

/** A choice that a reader made: after a step of a run, what goes on otherwise. */
export interface MadeRun {
  /** `ViewRun.id` of the run that was left. */
  readonly from: string;
  readonly step: number;
  readonly actor: number;
  readonly way: number;
  readonly assumes: string | null;
}

/** Something that the run on screen can be laid beside: another run, another schedule, another revision. */
export interface Comparable {
  readonly id: string;
  readonly title: string;
  /** It has to be searched for first, which takes a while. */
  readonly slow: boolean;
}

/** Two runs side by side. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly verdict: ReplayModel['verdict'];
  readonly message: string;
  readonly actors: readonly ViewActor[];
  readonly stepCount: number;
  readonly columns: StepColumns;
  /** Pairs of steps, ours and theirs, in lockstep; 0 where a run has no counterpart. */
  readonly rows: Uint32Array;
  /** Index of the first pair that differs; null where none does. */
  readonly difference: number | null;
}

/** A lock, and who held it when; or an allocated object, and when it lived. */
export interface ViewTrack {
  readonly name: string;
  readonly kind: 'lock' | 'object';
  /** Threes, one after the other: the step that begins it, the one that ends it, and the actor that holds (-1: nobody does). */
  readonly spans: Int32Array;
}

/** What a watched expression comes to; a `problem` in words where that cannot be told. */
export interface WatchedValue {
  readonly value: string | null;
  readonly type: string;
  readonly problem: string;
}

/** An expression that the reader watches: as it was written, and the name that it has (itself, where it was given none). */
export interface ViewWatch {
  readonly text: string;
  readonly name: string;
}

/** Steps that the reader put under a name, first and last, in the run on screen. Outer groups come before those inside of them. */
export interface ViewGroup {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A note of the reader's on a step. */
export interface ViewNote {
  readonly id: string;
  /** Null where the run on screen does not come through the state in which the note was written. */
  readonly step: number | null;
  readonly text: string;
}

/** Parts of the view that show a moment, by the ids of their tabs: a link may lead to one of them. */
export const MOMENT_PANES = ['lanes', 'step', 'mail', 'state', 'stacks', 'graph', 'what-if', 'compare'] as const;

/** What a host can do beyond the answers that every host owes; the view shows controls for these alone. */
export type HostAbility = 'note' | 'choose' | 'stop' | 'explore' | 'insert' | 'link' | 'trace' | 'moment';

/**
 * One replay, whole. Steps are numbered from 1 to `stepCount`; being at step n means that step n has just been made, and a
 * state "at n" is the one after it. `columns` holds who made each and where; what each did is asked for in slices
 * (`steps` request, `from` and `to` inclusive), of which the one around the first step to be shown may come along.
 */
export interface ReplayModel {
  readonly flow: string;
  readonly title: string;
  readonly seriesTitle: string | null;
  readonly verdict: 'pass' | 'violation' | 'incomplete' | 'unmodelled';
  readonly expected: string;
  readonly rule: string | null;
  readonly message: string;
  /** How much the search covered, in words. */
  readonly complete: string;
  readonly states: number;
  readonly transitions: number;
  readonly origins: Readonly<Partial<Record<'series' | 'tree' | 'model' | 'flow' | 'machine' | 'primitive', number>>>;
  readonly actors: readonly ViewActor[];
  readonly stepCount: number;
  readonly columns: StepColumns;
  readonly details?: StepSlice;
  /** Step number of the violation, or null. */
  readonly violationStep: number | null;
  /** Steps between which the run goes round for ever: after the last it is in the state before the first; absent where it is in none. */
  readonly loop?: { readonly from: number; readonly to: number };
  /** Pairs of steps, one after the other: the first of each happens before the second. Sorted by the first. */
  readonly order: Uint32Array;
  readonly table: string;
  readonly diffs: readonly DiffDocument[];
  readonly claims: readonly Claim[];
  readonly can?: readonly HostAbility[];
  /** The runs that can be switched between, what the search found first, and which of them this is. */
  readonly runs?: readonly ViewRun[];
  readonly run?: string;
  readonly comparables?: readonly Comparable[];
  /** Message-ID of the series' first mail, kept over a reload; null for a flow without a series. */
  readonly series?: string | null;
}

/** What the steps from `from` on did, in order. */
export interface StepSlice {
  readonly from: number;
  readonly steps: readonly StepDetail[];
}

/** Whole text of a source that a step stands in, when it is not in a diff. */
export interface SourceDocument {
  readonly file: string;
  readonly origin: string;
  readonly text: string;
}

export type FromView =
  /** `shown` where the document held what is to be seen first, and it is on screen. */
  | { readonly type: 'ready'; readonly restored: RestoredView | null; readonly shown: boolean }
  | { readonly type: 'steps'; readonly request: number; readonly from: number; readonly to: number }
  /** `run` is a `Comparable.id`; without it the run on screen is meant. */
  | { readonly type: 'state'; readonly request: number; readonly step: number; readonly run?: string }
  | { readonly type: 'tracks'; readonly request: number }
  /** Values of C expressions after a step, as the innermost frame of an actor sees them, in their order. */
  | {
      readonly type: 'evaluate';
      readonly request: number;
      readonly step: number;
      readonly actor: number;
      readonly expressions: readonly string[];
    }
  /** The same after several steps, each as the innermost frame of the actor named sees it. */
  | {
      readonly type: 'values';
      readonly request: number;
      readonly at: readonly { readonly step: number; readonly actor: number }[];
      readonly expressions: readonly string[];
    }
  | { readonly type: 'choices'; readonly request: number; readonly step: number }
  | { readonly type: 'compare'; readonly request: number; readonly run: string }
  | { readonly type: 'source'; readonly request: number; readonly file: string }
  | { readonly type: 'moved'; readonly step: number }
  /** Which of its parts the view has in front (`MOMENT_PANES`). */
  | { readonly type: 'pane'; readonly pane: string }
  | { readonly type: 'open-step'; readonly step: number }
  | { readonly type: 'open-message'; readonly messageId: string }
  /** Whether the editors are to show the line of each step (ability `link`); `linked` says what came of it. */
  | { readonly type: 'link'; readonly linked: boolean }
  | { readonly type: 'copy'; readonly text: string }
  /** A link to each of these steps, or null where the schedule is too long for one; answered in their order. */
  | { readonly type: 'links'; readonly request: number; readonly steps: readonly number[] }
  /** Put this into a reply that the reader chooses (ability `insert`). */
  | { readonly type: 'insert'; readonly step: number; readonly text: string }
  /** Write this to a file that the reader chooses; `name` is what it could be called. */
  | { readonly type: 'save'; readonly name: string; readonly text: string }
  /** The run on screen as JSON, to the clipboard or to a file that the reader chooses (ability `trace`). */
  | { readonly type: 'trace'; readonly use: 'copy' | 'save' }
  /** Copy a link to a step of a run (`ViewRun.id`) as a paragraph for a mail, or add it to a tour (ability `moment`). */
  | { readonly type: 'moment'; readonly run: string; readonly step: number; readonly use: 'copy' | 'tour' }
  /** Let the run go on so after this step; the answer is a `replay` of a run of its own (ability `choose`). */
  | {
      readonly type: 'choose';
      readonly step: number;
      readonly actor: number;
      readonly way: number;
      readonly assumes: string | null;
    }
  /** Show another run (`ViewRun.id`), at this step; the answer is a `replay`. */
  | { readonly type: 'switch-run'; readonly run: string; readonly step: number }
  /** Keep a note (`id` null) or change one; an empty text takes it away. All notes come back (ability `note`). */
  | { readonly type: 'note'; readonly step: number; readonly id: string | null; readonly text: string }
  /** Watch an expression, `name = expression` or that alone, or watch it no longer. All of them come back (`book`). */
  | { readonly type: 'watch'; readonly text: string; readonly keep: boolean }
  /** Put steps under a name (`id` null), or change a group; an empty name takes it away. All of them come back (`book`). */
  | {
      readonly type: 'group';
      readonly id: string | null;
      readonly from: number;
      readonly to: number;
      readonly name: string;
    }
  /** End the search that `progress` tells of (ability `stop`). */
  | { readonly type: 'stop' }
  /** Search again, on the sources as they are now, until so many different violations are found (ability `explore`). */
  | { readonly type: 'explore'; readonly violations: number };

export type ToView =
  /** `pane` is to come to the front (`MOMENT_PANES`). */
  | { readonly type: 'replay'; readonly replay: ReplayModel; readonly step: number; readonly pane?: string }
  /** Stand at this step; `jump` where the reader went there at once, rather than walking on, as with a debugger. */
  | { readonly type: 'go-to'; readonly step: number; readonly jump: boolean }
  | { readonly type: 'run'; readonly command: ViewCommand }
  | { readonly type: 'linked'; readonly linked: boolean }
  | {
      readonly type: 'progress';
      readonly text: string;
      readonly states: number;
      readonly done: boolean;
      readonly can?: readonly HostAbility[];
    }
  | { readonly type: 'error'; readonly message: string; readonly request: number | null }
  /** The notes on the run on screen, all of them, whenever they have changed. */
  | { readonly type: 'notes'; readonly notes: readonly ViewNote[] }
  /** What the reader watches and has grouped, all of it, whenever it has changed. */
  | { readonly type: 'book'; readonly watches: readonly ViewWatch[]; readonly groups: readonly ViewGroup[] }
  | { readonly type: 'tracks'; readonly request: number; readonly tracks: readonly ViewTrack[] }
  | { readonly type: 'choices'; readonly request: number; readonly choices: readonly ViewChoice[] }
  | { readonly type: 'compare'; readonly request: number; readonly comparison: Comparison }
  | { readonly type: 'steps'; readonly request: number; readonly slice: StepSlice }
  | { readonly type: 'state'; readonly request: number; readonly state: ViewState }
  | { readonly type: 'evaluate'; readonly request: number; readonly values: readonly WatchedValue[] }
  /** `values[i]` are those at the i-th place that was asked for, in the order of the expressions. */
  | {
      readonly type: 'values';
      readonly request: number;
      readonly values: readonly (readonly WatchedValue[])[];
    }
  | { readonly type: 'links'; readonly request: number; readonly links: readonly (string | null)[] }
  | { readonly type: 'source'; readonly request: number; readonly source: SourceDocument };

/** What VS Code commands and keys make the view do. */
export type ViewCommand =
  | 'next'
  | 'back'
  | 'start'
  | 'end'
  | 'violation'
  | 'next-switch'
  | 'previous-switch'
  | 'over'
  | 'back-over'
  | 'out'
  | 'back-out'
  | 'next-lock'
  | 'previous-lock'
  | 'run-to-line'
  | 'to-lock'
  | 'loop'
  | 'play'
  | 'faster'
  | 'slower'
  | 'note'
  | 'tracks'
  | 'what-if'
  | 'compare'
  | 'next-run'
  | 'previous-run'
  | 'fold'
  | 'link'
  | 'group'
  | 'fold-group'
  | 'go-back'
  | 'go-forward'
  | 'visited'
  | 'help';

/** What the view keeps over a reload (VS Code's webview state): enough to ask for the same moment again. */
export interface RestoredView {
  readonly flow: string;
  readonly series: string | null;
  readonly step: number;
  /** The what-ifs of the reader, in the order in which they were made, and the run that was on screen (`ViewRun.id`). */
  readonly made?: readonly MadeRun[];
  readonly run?: string;
}
