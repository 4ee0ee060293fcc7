/**
 * Everything that the replay view and the extension say to each other; both sides import this file and nothing else
 * of each other's. The view asks first (`ready`), every request is answered, and what the view sends is checked
 * before it is used. All text is text: nothing here is markup.
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
}

/** `lineNumbers[i]` is the file line of line i+1 of `text`, 0 for a gap between hunks. */
export interface DiffSide {
  readonly text: string;
  readonly lineNumbers: readonly number[];
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

export interface ViewStep {
  readonly n: number;
  readonly actor: number;
  readonly cpu: number;
  readonly name: string;
  readonly kind: string;
  readonly depth: number;
  readonly function: string;
  readonly origin: 'series' | 'tree' | 'model' | 'primitive' | 'opaque';
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly patch: string | null;
  readonly patchLine: number | null;
  readonly changed: readonly ViewChange[];
  readonly result: string | null;
  readonly minor: boolean;
}

export interface ViewFrame {
  readonly function: string;
  readonly arguments: string;
  readonly origin: string;
  readonly file: string;
  readonly line: number;
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

/** A mail that argues about what the flow shows. */
export interface Claim {
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly date: string | null;
  /** The decoded body, plain text. */
  readonly body: string;
}

/** One replay, whole. Long traces send their steps in slices (`steps` request) after `stepCount`. */
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
  readonly origins: Readonly<Record<'series' | 'tree' | 'model' | 'primitive', number>>;
  readonly actors: readonly ViewActor[];
  readonly stepCount: number;
  readonly steps: readonly ViewStep[];
  /** Step number of the violation, or null. */
  readonly violationStep: number | null;
  readonly order: readonly (readonly [number, number])[];
  readonly table: string;
  readonly diffs: readonly DiffDocument[];
  readonly claims: readonly Claim[];
}

/** Whole text of a source that a step stands in, when it is not in a diff. */
export interface SourceDocument {
  readonly file: string;
  readonly origin: string;
  readonly text: string;
}

export type FromView =
  | { readonly type: 'ready'; readonly restored: RestoredView | null }
  | { readonly type: 'steps'; readonly request: number; readonly from: number; readonly to: number }
  | { readonly type: 'state'; readonly request: number; readonly step: number }
  | { readonly type: 'source'; readonly request: number; readonly file: string }
  | { readonly type: 'moved'; readonly step: number }
  | { readonly type: 'open-step'; readonly step: number }
  | { readonly type: 'open-message'; readonly messageId: string }
  | { readonly type: 'copy'; readonly text: string };

export type ToView =
  | { readonly type: 'replay'; readonly replay: ReplayModel; readonly step: number }
  | { readonly type: 'go-to'; readonly step: number }
  | { readonly type: 'run'; readonly command: ViewCommand }
  | { readonly type: 'progress'; readonly text: string; readonly states: number; readonly done: boolean }
  | { readonly type: 'error'; readonly message: string; readonly request: number | null }
  | { readonly type: 'steps'; readonly request: number; readonly from: number; readonly steps: readonly ViewStep[] }
  | { readonly type: 'state'; readonly request: number; readonly state: ViewState }
  | { readonly type: 'source'; readonly request: number; readonly source: SourceDocument };

/** What VS Code commands and keys make the view do. */
export type ViewCommand = 'next' | 'back' | 'start' | 'end' | 'violation' | 'next-switch' | 'previous-switch' | 'help';

/** What the view keeps over a reload (VS Code's webview state): enough to ask for the same moment again. */
export interface RestoredView {
  readonly flow: string;
  readonly series: string | null;
  readonly step: number;
}
