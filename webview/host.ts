import type {
  Comparison,
  FromView,
  MadeRun,
  RestoredView,
  SourceDocument,
  StepSlice,
  ToView,
  ViewChoice,
  ViewTrack,
  ViewState,
  WatchedValue,
} from './protocol';
import type { NoteDraft } from './step-notes';
import { type KeptVisits, keptVisits } from './visited';

/** What VS Code gives a webview, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the view keeps over a reload: the moment, and how the reader had arranged things. */
export interface KeptView extends RestoredView {
  readonly arrangement: Arrangement;
  readonly visited: KeptVisits | null;
}

/** The reader's own choices of layout; none of them changes what is true at a step. */
export interface Arrangement {
  /** Share of the width that the code has, in percent. */
  readonly codeShare: number;
  /** Share of the right column's height that the lanes have, in percent. */
  readonly lanesShare: number;
  /** Id of a tab; null until the reader has chosen. */
  readonly tab: string | null;
  readonly sideBySide: boolean;
  readonly unchangedShown: boolean;
  readonly localsShown: boolean;
  /** The story alone, or every step; null until the reader has chosen. */
  readonly folded: boolean | null;
  readonly tracksShown: boolean;
  /** What is watched stands as columns beside the lanes. */
  readonly watchColumns: boolean;
  /** Ids of the groups of steps that are unfolded. */
  readonly openGroups: readonly string[];
  /** A note that is being written. */
  readonly draft: NoteDraft | null;
}

/** How a reader finds the view at first. */
export const FIRST_ARRANGEMENT: Arrangement = {
  codeShare: 56,
  lanesShare: 44,
  tab: null,
  sideBySide: false,
  unchangedShown: false,
  localsShown: true,
  folded: null,
  tracksShown: false,
  watchColumns: false,
  openGroups: [],
  draft: null,
};

type Answer = Extract<ToView, { readonly request: number }>;

/**
 * The other side, seen from here: requests are promises, everything else goes to the listener. A request that the host
 * answers with `error` is rejected with its message.
 */
export class Host {
  readonly #api = acquireVsCodeApi();
  readonly #waiting = new Map<number, { done: (answer: Answer) => void; failed: (error: Error) => void }>();
  #request = 0;

  constructor(listener: (message: ToView) => void) {
    window.addEventListener('message', (event: MessageEvent<ToView>) => {
      const message = event.data;
      if ('request' in message && message.request !== null) this.#settle(message);
      else listener(message);
    });
  }

  tell(message: Exclude<FromView, { readonly request: number }>): void {
    this.#api.postMessage(message);
  }

  async steps(from: number, to: number): Promise<StepSlice> {
    const answer = await this.#ask((request) => ({ type: 'steps', request, from, to }));
    if (answer.type !== 'steps') throw new Error(`The extension answered "steps" with "${answer.type}".`);
    return answer.slice;
  }

  /** The state of the run on screen, or of one that it is compared with. */
  async state(step: number, run?: string): Promise<ViewState> {
    const answer = await this.#ask((request) => ({
      type: 'state',
      request,
      step,
      ...(run === undefined ? {} : { run }),
    }));
    if (answer.type !== 'state') throw new Error(`The extension answered "state" with "${answer.type}".`);
    return answer.state;
  }

  async tracks(): Promise<readonly ViewTrack[]> {
    const answer = await this.#ask((request) => ({ type: 'tracks', request }));
    if (answer.type !== 'tracks') throw new Error(`The extension answered "tracks" with "${answer.type}".`);
    return answer.tracks;
  }

  async choices(step: number): Promise<readonly ViewChoice[]> {
    const answer = await this.#ask((request) => ({ type: 'choices', request, step }));
    if (answer.type !== 'choices') throw new Error(`The extension answered "choices" with "${answer.type}".`);
    return answer.choices;
  }

  async compare(run: string): Promise<Comparison> {
    const answer = await this.#ask((request) => ({ type: 'compare', request, run }));
    if (answer.type !== 'compare') throw new Error(`The extension answered "compare" with "${answer.type}".`);
    return answer.comparison;
  }

  async evaluate(step: number, actor: number, expressions: readonly string[]): Promise<readonly WatchedValue[]> {
    const answer = await this.#ask((request) => ({ type: 'evaluate', request, step, actor, expressions }));
    if (answer.type !== 'evaluate') throw new Error(`The extension answered "evaluate" with "${answer.type}".`);
    return answer.values;
  }

  /** The values of expressions after several steps, each as an actor sees them. */
  async values(
    at: readonly { readonly step: number; readonly actor: number }[],
    expressions: readonly string[],
  ): Promise<readonly (readonly WatchedValue[])[]> {
    const answer = await this.#ask((request) => ({ type: 'values', request, at, expressions }));
    if (answer.type !== 'values') throw new Error(`The extension answered "values" with "${answer.type}".`);
    return answer.values;
  }

  /** A link to each of these steps, null where there is none. */
  async links(steps: readonly number[]): Promise<readonly (string | null)[]> {
    const answer = await this.#ask((request) => ({ type: 'links', request, steps }));
    if (answer.type !== 'links') throw new Error(`The extension answered "links" with "${answer.type}".`);
    return answer.links;
  }

  async source(file: string): Promise<SourceDocument> {
    const answer = await this.#ask((request) => ({ type: 'source', request, file }));
    if (answer.type !== 'source') throw new Error(`The extension answered "source" with "${answer.type}".`);
    return answer.source;
  }

  kept(): KeptView | null {
    return keptView(this.#api.getState());
  }

  keep(view: KeptView): void {
    this.#api.setState(view);
  }

  #ask(message: (request: number) => FromView): Promise<Answer> {
    this.#request += 1;
    const request = this.#request;
    return new Promise<Answer>((done, failed) => {
      this.#waiting.set(request, { done, failed });
      this.#api.postMessage(message(request));
    });
  }

  #settle(answer: Answer | (Extract<ToView, { type: 'error' }> & { readonly request: number | null })): void {
    if (answer.request === null) return;
    const waiting = this.#waiting.get(answer.request);
    this.#waiting.delete(answer.request);
    if (answer.type === 'error') waiting?.failed(new Error(answer.message));
    else waiting?.done(answer);
  }
}

/** What a view of this or an older version has kept, as far as it is what this one would keep; null where it is nothing of ours. */
function keptView(state: unknown): KeptView | null {
  const kept = state as Partial<Record<keyof KeptView, unknown>> | null | undefined;
  if (typeof kept !== 'object' || kept === null) return null;
  const { flow, series, step, made, run, arrangement, visited } = kept;
  if (typeof flow !== 'string') return null;
  return {
    flow,
    series: typeof series === 'string' ? series : null,
    step: typeof step === 'number' && Number.isInteger(step) && step > 0 ? step : 0,
    // The host looks at them again before it makes anything of them.
    ...(Array.isArray(made) ? { made: made as readonly MadeRun[] } : {}),
    ...(typeof run === 'string' ? { run } : {}),
    arrangement: keptArrangement(arrangement),
    visited: keptVisits(visited),
  };
}

/** Choices whose values are of the kind that they have today; others are as if the reader had not made them. */
function keptArrangement(arrangement: unknown): Arrangement {
  if (typeof arrangement !== 'object' || arrangement === null) return FIRST_ARRANGEMENT;
  const kept = arrangement as Partial<Record<keyof Arrangement, unknown>>;
  const share = (name: 'codeShare' | 'lanesShare'): number => {
    const value = kept[name];
    return typeof value === 'number' && value >= 10 && value <= 90 ? value : FIRST_ARRANGEMENT[name];
  };
  const flag = (name: 'sideBySide' | 'unchangedShown' | 'localsShown' | 'tracksShown' | 'watchColumns'): boolean => {
    const value = kept[name];
    return typeof value === 'boolean' ? value : FIRST_ARRANGEMENT[name];
  };
  return {
    codeShare: share('codeShare'),
    lanesShare: share('lanesShare'),
    tab: typeof kept.tab === 'string' ? kept.tab : null,
    sideBySide: flag('sideBySide'),
    unchangedShown: flag('unchangedShown'),
    localsShown: flag('localsShown'),
    tracksShown: flag('tracksShown'),
    folded: typeof kept.folded === 'boolean' ? kept.folded : null,
    watchColumns: flag('watchColumns'),
    openGroups: Array.isArray(kept.openGroups) ? kept.openGroups.filter((each) => typeof each === 'string') : [],
    draft: keptDraft(kept.draft),
  };
}

function keptDraft(draft: unknown): NoteDraft | null {
  if (typeof draft !== 'object' || draft === null) return null;
  const { step, id, text } = draft as Partial<Record<keyof NoteDraft, unknown>>;
  if (typeof step !== 'number' || typeof text !== 'string') return null;
  return { step, id: typeof id === 'string' ? id : null, text };
}
