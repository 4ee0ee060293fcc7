import type { ActorLook, Standing } from './actors';
import type { DiffPlaces } from './places';
import type {
  ReplayModel,
  StepDetail,
  StepHead,
  ViewChange,
  ViewGroup,
  ViewNote,
  ViewState,
  ViewWatch,
} from './protocol';
import type { Rows } from './rows';
import type { StepLog } from './step-log';
import type { KeptVisits } from './visited';

/** One replay with what is worked out of it once. */
export interface Replay {
  readonly model: ReplayModel;
  readonly steps: StepLog;
  readonly actors: readonly ActorLook[];
  readonly places: DiffPlaces;
}

/** All that a pane may know to draw itself: everything on screen is a function of this. */
export interface Moment {
  readonly replay: Replay;
  /** Which steps are rows: all, or the story. */
  readonly rows: Rows;
  /** 1-based; 0 for a replay without steps. */
  readonly step: number;
  /** The last step that is folded into this one's row; the step itself where nothing is. */
  readonly until: number;
  /** Null for a replay without steps. */
  readonly current: StepHead | null;
  /** Null while it is being fetched. */
  readonly detail: StepDetail | null;
  /** What the step changed, with all that is folded into it; null while that is being fetched. */
  readonly changed: readonly ViewChange[] | null;
  readonly standings: readonly Standing[];
  /** The reader's notes on this run. */
  readonly notes: readonly ViewNote[];
  /** What the reader watches. */
  readonly watches: readonly ViewWatch[];
  /** The reader's groups of steps in this run, outer ones before those inside of them, and which of them are folded. */
  readonly groups: readonly ViewGroup[];
  readonly foldedGroups: ReadonlySet<string>;
  /** The moments that the reader jumped between, and which of them this is. */
  readonly visited: KeptVisits;
  /** The state at `until` and at the step before `step`; null while they are being fetched. */
  readonly state: ViewState | null;
  readonly before: ViewState | null;
}

/** A part of the page. `show` is called for every moment and must be cheap where nothing changed. */
export interface Pane {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}
