import { ReplayAdapter } from '../extension/debug/adapter';
import type { Documents } from '../extension/debug/documents';
import type { Message, Response, Stopped } from '../extension/debug/protocol';
import type { Run } from '../extension/debug/run';
import { runOfTrace } from '../extension/debug/run-of-trace';
import { longRun } from './stepping';

/** What the debugger takes on a long trace, in milliseconds from the request to the event that says where it stands. */
export interface DebuggingFigures {
  readonly steps: number;
  /** With what an editor asks for at every stop: threads, the stack, its scopes and their variables. */
  readonly stepBackMs: number;
  readonly stepInMs: number;
  /** From the end to the start with nothing in the way, and the other way. */
  readonly reverseContinueMs: number;
  readonly continueMs: number;
  /** To a breakpoint in the middle of the trace, by its hit count, and by a C condition that is worked out at every hit before. */
  readonly hitCountMs: number;
  readonly conditionMs: number;
  /** From one change, one read, of a watched field to the next. */
  readonly changeMs: number;
  readonly readMs: number;
  /** Setting a breakpoint on reads, which looks through the whole trace. */
  readonly watchMs: number;
}

/** What the program counts its pushes in. */
const COUNTED = 'pushes';

const documents: Documents = {
  show: ({ file, line }) => Promise.resolve([{ source: { name: file, path: file }, line }]),
};

/** @param include the directory of the models' headers */
export async function measureDebugging(include: string, wanted = 100_000): Promise<DebuggingFigures> {
  const { replay, path, actors, countingLine } = longRun(include, wanted);
  const run = runOfTrace(replay, { name: 'long-run', actors, violation: null, ending: 'the schedule ends' });
  const client = new Client(run);
  await client.ask('initialize', { adapterID: 'kapi-replay' });
  await client.ask('launch', { flow: 'long-run' });
  await client.ask('configurationDone');
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await act();
    return performance.now() - begun;
  };
  const breakAt = (breakpoints: readonly object[]): Promise<unknown> =>
    client.ask('setBreakpoints', { source: { path }, breakpoints });
  const watch = (accessType: string | null): Promise<unknown> =>
    client.ask('setDataBreakpoints', { breakpoints: accessType === null ? [] : [{ dataId: COUNTED, accessType }] });
  const middle = Math.floor(pushesIn(run) / 2);

  await breakAt([{ line: countingLine, hitCondition: String(middle) }]);
  const hitCountMs = await timed(() => client.move('continue'));
  const stepBackMs = await median(41, () => timed(() => client.lookedAt('stepBack')));
  const stepInMs = await median(41, () => timed(() => client.lookedAt('stepIn')));
  await breakAt([]);
  await watch('write');
  const changeMs = await median(21, () => timed(() => client.move('continue')));
  const watchMs = await timed(() => watch('read'));
  const readMs = await median(21, () => timed(() => client.move('continue')));
  await watch(null);
  await client.move('continue');
  const reverseContinueMs = await median(5, async () => {
    const taken = await timed(() => client.move('reverseContinue'));
    await client.move('continue');
    return taken;
  });
  await client.move('reverseContinue');
  const continueMs = await timed(() => client.move('continue'));
  await client.move('reverseContinue');
  await breakAt([{ line: countingLine, condition: `${COUNTED} == ${String(middle)}` }]);
  const conditionMs = await timed(() => client.move('continue'));
  return {
    steps: run.steps.length,
    stepBackMs,
    stepInMs,
    reverseContinueMs,
    continueMs,
    hitCountMs,
    conditionMs,
    changeMs,
    readMs,
    watchMs,
  };
}

const pushesIn = ({ steps }: Run): number =>
  steps.filter(({ changed }) => changed.some(({ what }) => what === COUNTED)).length;

async function median(times: number, once: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) taken.push(await once());
  return taken.sort((left, right) => left - right)[times >> 1] ?? 0;
}

/** An editor's part of the protocol, as far as it is measured. */
class Client {
  private readonly adapter: ReplayAdapter;
  private readonly waiting = new Map<number, (answer: Response) => void>();
  private stopped: ((where: Stopped) => void) | null = null;
  private seq = 1;

  constructor(run: Run) {
    this.adapter = new ReplayAdapter({
      launch: () => Promise.resolve({ run, documents, stopOnEntry: true }),
      send: (message) => {
        this.hear(message);
      },
      moved: () => undefined,
    });
  }

  ask<Body>(command: string, given?: unknown): Promise<Body> {
    const seq = this.seq++;
    const answered = new Promise<Response>((done) => this.waiting.set(seq, done));
    this.adapter.receive({ seq, type: 'request', command, ...(given === undefined ? {} : { arguments: given }) });
    return answered.then((answer) => {
      if (!answer.success) throw new Error(`${command}: ${answer.message ?? ''}`);
      return answer.body as Body;
    });
  }

  async move(command: string): Promise<Stopped> {
    const stopped = new Promise<Stopped>((done) => (this.stopped = done));
    await this.ask(command, { threadId: 1 });
    return stopped;
  }

  /** A move, and all that an editor asks for to show where it led. */
  async lookedAt(command: string): Promise<void> {
    const { threadId } = await this.move(command);
    await this.ask('threads');
    const { stackFrames } = await this.ask<{ stackFrames: readonly { id: number }[] }>('stackTrace', { threadId });
    const [top] = stackFrames;
    if (top === undefined) return;
    const { scopes } = await this.ask<{ scopes: readonly { variablesReference: number }[] }>('scopes', {
      frameId: top.id,
    });
    for (const { variablesReference } of scopes) await this.ask('variables', { variablesReference });
  }

  private hear(message: Message): void {
    if (message.type === 'response') this.waiting.get(message.request_seq)?.(message);
    else if (message.type === 'event' && message.event === 'stopped') this.stopped?.(message.body as Stopped);
  }
}
