import { RULES } from '../kernel/rules/catalogue';
import type { Documents } from './documents';
import type { Event, Message, Request, Response, Stopped } from './protocol';
import { ARGUMENTS, checked } from './requests';
import type { Run } from './run';
import { actorOf, Session, threadOf } from './session';
import { nextStep, previousStep, stepBack, stepBackOut, stepIn, stepOut, stepOver, type Move } from './stepping';
import type { Reached } from './stops';

/** What a launch leads to. */
export interface Debuggee {
  readonly run: Run;
  readonly documents: Documents;
  /** Stand before the first step of the first actor; otherwise run to the first breakpoint. */
  readonly stopOnEntry: boolean;
}

export interface AdapterHost {
  /**
   * Gets the run of a launch configuration.
   * @throws Error with what is wrong with it, for the reader
   */
  launch(configuration: unknown): Promise<Debuggee>;
  send(message: Message): void;
  /** The session stands at another position now: so many steps have been made. */
  moved(position: number): void;
  /** A link that takes the session to a step (`RunStep.n`), for text that the client shows; absent where there is none. */
  linkTo?(step: number): string;
}

/** The exception filter that stops at every rule. */
export const ANY_RULE = 'any-rule';

type Answer = object | undefined;

/**
 * A debug adapter over a trace: threads are actors, all of which stand still together, and every move is along the trace's
 * own schedule, forwards or back. Requests are answered one after the other, in their order; none is left unanswered.
 */
export class ReplayAdapter {
  private session: Session | null = null;
  private debuggee: Debuggee | null = null;
  private seq = 1;
  private started = false;
  private pending: Promise<void> = Promise.resolve();
  /** Where step commands came from, so that stepping back undoes them one by one. */
  private came: { readonly from: number; readonly to: number }[] = [];
  /** What breakpoints have said on the way to where a move led; it is shown before the client hears that it stopped. */
  private said: { readonly text: string; readonly position: number }[] = [];

  constructor(private readonly host: AdapterHost) {}

  receive(message: Message): void {
    if (message.type !== 'request') return;
    this.pending = this.pending.then(() => this.handle(message));
  }

  /** Everything received so far has been answered. */
  settled(): Promise<void> {
    return this.pending;
  }

  /** Stands elsewhere, because another view of the same trace does. */
  goTo(position: number): void {
    const { session } = this;
    if (session === null || session.position === position) return;
    session.goTo(position);
    this.came = [];
    this.stopped({ reason: 'goto', description: this.whereText(session), preserveFocusHint: true });
  }

  /** The trace has been continued otherwise: the same documents, other steps. */
  async replace(run: Run, position: number): Promise<void> {
    await this.pending;
    const { debuggee } = this;
    if (debuggee === null || this.session === null || this.session.run === run) return;
    this.begin({ ...debuggee, run });
    this.session.goTo(position);
    // Breakpoints are verified against the steps of a trace, so the client sets them again.
    this.event('initialized');
    this.event('invalidated', { areas: ['all'] });
    this.stopped({ reason: 'goto', description: 'Another schedule', preserveFocusHint: true });
  }

  private begin(debuggee: Debuggee): void {
    this.debuggee = debuggee;
    this.came = [];
    this.session = new Session(debuggee.run, debuggee.documents, (text, position) =>
      this.said.push({ text, position }),
    );
  }

  private async handle(request: Request): Promise<void> {
    try {
      const body = await this.answer(request);
      this.respond(request, body === undefined ? { success: true } : { success: true, body });
      await this.after(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // Sources are asked for by the client by itself, which the reader need not know.
      const showUser = request.command !== 'source';
      const body = { error: { id: 1, format: message.replace(/[{}]/g, (mark) => mark + mark), showUser } };
      this.respond(request, { success: false, message, body });
    }
  }

  private async answer({ command, arguments: given }: Request): Promise<Answer> {
    switch (command) {
      case 'initialize':
        return CAPABILITIES;
      case 'launch':
        this.begin(await this.host.launch(given));
        return undefined;
      case 'configurationDone':
      case 'disconnect':
      case 'terminate':
        return undefined;
      case 'setBreakpoints': {
        const { source, breakpoints } = checked(ARGUMENTS.setBreakpoints, command, given);
        return { breakpoints: await this.running().setBreakpoints(source.path, breakpoints) };
      }
      case 'breakpointLocations': {
        const { source, line, endLine } = checked(ARGUMENTS.breakpointLocations, command, given);
        const lines = await this.running().lines.executedIn(source.path);
        return {
          breakpoints: lines
            .filter((each) => each >= line && each <= (endLine ?? line))
            .map((each) => ({ line: each })),
        };
      }
      case 'setExceptionBreakpoints': {
        const { filters } = checked(ARGUMENTS.setExceptionBreakpoints, command, given);
        this.running().stopOnRules(new Set(filters.map((filter) => (filter === ANY_RULE ? null : filter))));
        return undefined;
      }
      case 'dataBreakpointInfo':
        return this.dataBreakpointInfo(given);
      case 'setDataBreakpoints': {
        const { breakpoints } = checked(ARGUMENTS.setDataBreakpoints, command, given);
        return { breakpoints: this.running().setDataBreakpoints(breakpoints) };
      }
      case 'threads':
        return { threads: this.running().threads() };
      case 'stackTrace': {
        const { threadId, startFrame, levels } = checked(ARGUMENTS.stackTrace, command, given);
        const frames = await this.running().stack(actorOf(threadId));
        const end = levels === 0 ? frames.length : startFrame + levels;
        return { stackFrames: frames.slice(startFrame, end), totalFrames: frames.length };
      }
      case 'scopes':
        return { scopes: this.running().scopes(checked(ARGUMENTS.frame, command, given).frameId) };
      case 'variables': {
        const { variablesReference, start, count } = checked(ARGUMENTS.variables, command, given);
        const all = this.running().variables(variablesReference);
        return { variables: count === 0 ? all : all.slice(start, start + count) };
      }
      case 'evaluate': {
        const step = this.stepAsked(given);
        return step === null ? this.evaluate(given) : { result: `To step ${String(step)}`, variablesReference: 0 };
      }
      case 'completions':
        return this.completions(given);
      case 'exceptionInfo':
        return this.exceptionInfo();
      case 'gotoTargets': {
        const { source, line } = checked(ARGUMENTS.gotoTargets, command, given);
        const found = await this.running().executionsAt(source, line);
        return {
          targets: (found?.positions ?? []).map((position) => ({
            id: position + 1,
            label: `Step ${String(position + 1)}: ${this.running().run.steps[position]?.name ?? ''}`,
            line: found?.line ?? line,
          })),
        };
      }
      case 'source':
        // No source is given by a reference. VS Code asks for the input of its console too, and would write the answer there.
        throw new Error('This is built into the machine; it has no text of its own.');
      case 'loadedSources':
        return { sources: await this.running().lines.sources() };
      case 'continue':
      case 'next':
      case 'stepIn':
      case 'stepOut':
      case 'stepBack':
      case 'reverseContinue':
      case 'pause':
      case 'goto':
      case 'goToStep':
      case 'restartFrame':
      case 'stepBackOut':
      case 'stepBackInto':
        return this.beforeMove(command, given);
      default:
        throw new Error(`A replay knows no request "${command}".`);
    }
  }

  /** Checks a move's arguments while the answer can still be an error; the move itself comes after the answer. */
  private beforeMove(command: string, given: unknown): Answer {
    this.running();
    if (command === 'goto') checked(ARGUMENTS.goto, command, given);
    else if (command === 'goToStep') checked(ARGUMENTS.goToStep, command, given);
    else if (command === 'restartFrame') checked(ARGUMENTS.frame, command, given);
    else checked(ARGUMENTS.thread, command, given);
    return command === 'continue' ? { allThreadsContinued: true } : undefined;
  }

  /** What happens once the answer is out: events must not overtake it. */
  private async after({ command, arguments: given }: Request): Promise<void> {
    switch (command) {
      case 'launch':
        this.event('initialized');
        return;
      case 'configurationDone':
        return this.start();
      case 'terminate':
      case 'disconnect':
        this.event('terminated');
        return;
      case 'continue':
        return this.come(this.running().walkTo(this.running().timeline.length));
      case 'reverseContinue':
        return this.come(this.running().walkTo(0));
      case 'next':
        return this.step(stepOver, given);
      case 'stepIn':
        return this.step(stepIn, given);
      case 'stepOut':
        return this.step(stepOut, given);
      case 'stepBack':
        return this.back(given);
      case 'stepBackOut':
        return this.reverse(stepBackOut, given);
      case 'stepBackInto':
        return this.reverse(previousStep, given);
      case 'pause':
        this.stopped({ reason: 'pause' });
        return;
      case 'goto':
        this.jump(checked(ARGUMENTS.goto, command, given).targetId - 1);
        return;
      case 'goToStep':
        this.jump(checked(ARGUMENTS.goToStep, command, given).step - 1);
        return;
      case 'evaluate': {
        const step = this.stepAsked(given);
        if (step !== null) this.jump(step - 1);
        return;
      }
      case 'restartFrame': {
        const entry = this.running().entryOf(checked(ARGUMENTS.frame, command, given).frameId);
        this.jump(entry ?? this.running().position);
        return;
      }
      default:
        return;
    }
  }

  /** Once: a client that sets breakpoints for another schedule says that it is done a second time. */
  private async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    const session = this.running();
    const first = session.run.steps.findIndex(({ actor }) => actor !== 0);
    const entry = first < 0 ? session.timeline.length : first;
    const stopOnEntry = this.debuggee?.stopOnEntry !== false;
    await this.come(session.startTo(stopOnEntry ? entry : session.timeline.length), 'entry');
  }

  private async step(move: Move, given: unknown): Promise<void> {
    const session = this.running();
    const from = session.position;
    const { threadId, granularity } = checked(ARGUMENTS.thread, 'step', given);
    const reached = session.move(granularity === 'instruction' ? nextStep : move, this.actorFor(threadId));
    if (reached.position !== from) this.came.push({ from, to: reached.position });
    await this.come(reached);
  }

  /** A move of ours that goes back; the protocol has Step Back alone. */
  private async reverse(move: Move, given: unknown): Promise<void> {
    const { threadId } = checked(ARGUMENTS.thread, 'reverse', given);
    await this.come(this.running().move(move, this.actorFor(threadId)));
  }

  private async back(given: unknown): Promise<void> {
    const session = this.running();
    const { threadId, granularity } = checked(ARGUMENTS.thread, 'stepBack', given);
    const last = this.came.at(-1);
    if (last?.to === session.position && granularity !== 'instruction') {
      this.came.pop();
      session.goTo(last.from);
      return this.come({ kind: 'arrived', position: last.from });
    }
    await this.come(session.move(granularity === 'instruction' ? previousStep : stepBack, this.actorFor(threadId)));
  }

  private jump(position: number): void {
    const session = this.running();
    session.goTo(position);
    this.came = [];
    this.host.moved(session.position);
    this.stopped({ reason: 'goto', description: this.whereText(session) });
  }

  /** The actor that a client's thread is; one that it does not know is the actor whose turn it is. */
  private actorFor(thread: number): number {
    const session = this.running();
    const actor = actorOf(thread);
    return session.run.actors.some(({ index }) => index === actor) ? actor : session.actor;
  }

  private async come(reached: Reached, arrived: 'step' | 'entry' = 'step'): Promise<void> {
    const session = this.running();
    await this.saySaid(session);
    this.host.moved(reached.position);
    switch (reached.kind) {
      case 'arrived':
        return this.stopped({ reason: arrived, description: this.whereText(session) });
      case 'start':
        return this.stopped({ reason: 'entry', description: 'At the start of the trace' });
      case 'end':
        return this.stopped({ reason: 'step', description: 'At the end of the trace', text: session.run.ending });
      case 'line':
        return this.stopped({
          reason: 'breakpoint',
          description: this.whereText(session),
          hitBreakpointIds: reached.ids,
        });
      case 'data':
        return this.stopped({
          reason: 'data breakpoint',
          description: reached.text,
          text: reached.text,
          hitBreakpointIds: reached.ids,
        });
      case 'rule': {
        const rule = session.run.violation?.rule ?? '';
        return this.stopped({ reason: 'exception', description: `Violation of ${rule}`, text: reached.text });
      }
    }
  }

  /** What breakpoints said, each with the line it was said at and a link that leads to that moment. */
  private async saySaid(session: Session): Promise<void> {
    for (const { text, position } of this.said.splice(0)) {
      const step = session.timeline.next(position);
      const n = String(position + 1);
      const link = step === null ? undefined : this.host.linkTo?.(step.n);
      const shown = step === null ? null : await session.lines.open(step);
      this.event('output', {
        category: 'console',
        output: `step ${n}: ${text}${link === undefined ? '' : `  ${link}`}\n`,
        ...(shown === null ? {} : { source: shown.source, line: shown.line }),
      });
    }
  }

  private stopped(why: Omit<Stopped, 'threadId' | 'allThreadsStopped'>): void {
    const { session } = this;
    if (session === null) return;
    this.event('stopped', { ...why, threadId: threadOf(session.actor), allThreadsStopped: true } satisfies Stopped);
  }

  private whereText(session: Session): string {
    const { length } = session.timeline;
    return session.position >= length
      ? `After step ${String(length)} of ${String(length)}`
      : `Before step ${String(session.position + 1)} of ${String(length)}`;
  }

  private dataBreakpointInfo(given: unknown): Answer {
    const { variablesReference, name } = checked(ARGUMENTS.dataBreakpointInfo, 'dataBreakpointInfo', given);
    const field = this.running().fieldOf(variablesReference, name);
    return field === null
      ? { dataId: null, description: `${name} is no field of an object; a register has nobody else to change it.` }
      : {
          dataId: field,
          description: field,
          accessTypes: this.running().accessesOf(field) === null ? ['write'] : ['read', 'write', 'readWrite'],
          canPersist: true,
        };
  }

  /** The step that a reader names in the debug console, which is no C: `step 12`. Null for everything else. */
  private stepAsked(given: unknown): number | null {
    const { expression, context } = checked(ARGUMENTS.evaluate, 'evaluate', given);
    const step = context === 'repl' ? /^\s*step\s+([1-9]\d{0,6})\s*$/.exec(expression)?.[1] : undefined;
    return step === undefined ? null : Number(step);
  }

  private evaluate(given: unknown): Answer {
    const { expression, frameId, context } = checked(ARGUMENTS.evaluate, 'evaluate', given);
    const { result, variablesReference } = this.running().evaluate(expression, frameId);
    // A hover over a word that is no name says nothing, as debuggers do.
    if (result.kind === 'problem') throw new Error(context === 'hover' ? 'no value' : result.message);
    return { result: result.value, ...(result.type === '' ? {} : { type: result.type }), variablesReference };
  }

  private completions(given: unknown): Answer {
    const { frameId, text, column } = checked(ARGUMENTS.completions, 'completions', given);
    const word = /[A-Za-z_]\w*$/.exec(text.slice(0, Math.max(0, column - 1)))?.[0] ?? '';
    const names = this.running()
      .names(frameId)
      .filter((name) => name.startsWith(word));
    return {
      targets: names.map((label) => ({
        label,
        type: 'variable',
        start: Math.max(0, column - 1 - word.length),
        length: word.length,
      })),
    };
  }

  private exceptionInfo(): Answer {
    const { violation } = this.running().run;
    if (violation === null) throw new Error('No rule is broken in this trace.');
    const rule = RULES.get(violation.rule);
    const stack = rule === undefined ? undefined : `${rule.says}\nStated in ${rule.source}`;
    return {
      exceptionId: violation.rule,
      description: violation.message,
      breakMode: 'always',
      ...(stack === undefined ? {} : { details: { message: violation.message, stackTrace: stack } }),
    };
  }

  private running(): Session {
    if (this.session === null) throw new Error('There is no trace yet: launch a flow first.');
    return this.session;
  }

  private respond(request: Request, outcome: Pick<Response, 'success' | 'message' | 'body'>): void {
    this.host.send({
      seq: this.seq++,
      type: 'response',
      request_seq: request.seq,
      command: request.command,
      ...outcome,
    });
  }

  private event(event: string, body?: object): void {
    const message: Event = { seq: this.seq++, type: 'event', event, ...(body === undefined ? {} : { body }) };
    this.host.send(message);
  }
}

const CAPABILITIES = {
  supportsConfigurationDoneRequest: true,
  supportsStepBack: true,
  supportsGotoTargetsRequest: true,
  supportsRestartFrame: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsEvaluateForHovers: true,
  supportsCompletionsRequest: true,
  supportsExceptionInfoRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsSteppingGranularity: true,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: [
    { filter: ANY_RULE, label: 'Any Broken Rule', description: 'Stop where the trace breaks a rule', default: true },
    ...[...RULES.values()].map(({ id, says }) => ({
      filter: id,
      label: `Rule: ${id}`,
      description: says,
      default: false,
    })),
  ],
};
