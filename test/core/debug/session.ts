/** A client of the debug adapter, as an editor is one, and a C program behind it. No VS Code anywhere. */
import assert from 'node:assert/strict';
import { ReplayAdapter } from '../../../extension/debug/adapter';
import type { Documents } from '../../../extension/debug/documents';
import type {
  Breakpoint,
  Event,
  Message,
  Response,
  StackFrame,
  Stopped,
  Variable,
} from '../../../extension/debug/protocol';
import type { Run } from '../../../extension/debug/run';
import { runOfTrace } from '../../../extension/debug/run-of-trace';
import { explore } from '../../../extension/kernel/explore/explore';
import { openReplay } from '../../../extension/kernel/trace/replay';
import { compiled } from '../../kernel/compiled';

/** What a search finds in a program, to be debugged. */
export function runOf(text: string): Run {
  const { program, files } = compiled(text);
  const exploration = explore(program, files);
  assert.ok(exploration.trace !== null);
  return runOfTrace(openReplay(program, files, exploration.trace), {
    name: 'test',
    actors: exploration.trace.actors,
    violation: exploration.violation,
    ending: exploration.message,
  });
}

/** Files are documents of themselves. */
const documents: Documents = {
  show: ({ file, line }) => Promise.resolve([{ source: { name: file, path: file }, line }]),
};

export class Client {
  private readonly messages: Message[] = [];
  private seq = 1;
  readonly adapter: ReplayAdapter;
  /** Positions that the adapter told other views of. */
  readonly moves: number[] = [];

  constructor(
    private readonly run: Run,
    private readonly stopOnEntry = true,
  ) {
    this.adapter = new ReplayAdapter({
      launch: () => Promise.resolve({ run: this.run, documents, stopOnEntry: this.stopOnEntry }),
      send: (message) => this.messages.push(message),
      moved: (position) => this.moves.push(position),
      linkTo: (step) => `test://step?${String(step)}`,
    });
  }

  /** Through the handshake, with breakpoints; answers why it stands. */
  async launch(breakpoints: readonly object[] = [], filters: readonly string[] = ['any-rule']): Promise<Stopped> {
    await this.ask('initialize', { adapterID: 'kapi-replay' });
    await this.ask('launch', { flow: 'test' });
    assert.ok(this.events('initialized').length === 1);
    if (breakpoints.length > 0) await this.ask('setBreakpoints', { source: { path: 'test.c' }, breakpoints });
    await this.ask('setExceptionBreakpoints', { filters });
    return this.move('configurationDone');
  }

  /** The body of the answer. @throws AssertionError where the answer is an error */
  async ask<Body>(command: string, given?: unknown): Promise<Body> {
    const answer = await this.response(command, given);
    assert.ok(answer.success, answer.message);
    return answer.body as Body;
  }

  async refusal(command: string, given?: unknown): Promise<string> {
    const answer = await this.response(command, given);
    assert.equal(answer.success, false);
    return answer.message ?? '';
  }

  /** A request that moves, and where it led: the answer comes before the event. */
  async move(command: string, given: unknown = { threadId: 0 }): Promise<Stopped> {
    const before = this.messages.length;
    await this.ask(command, given);
    const kinds = this.messages.slice(before).map((each) => (each.type === 'event' ? each.event : each.type));
    assert.deepEqual(
      kinds.filter((kind) => kind !== 'output'),
      ['response', 'stopped'],
      command,
    );
    return this.stopped();
  }

  stopped(): Stopped {
    const last = this.events('stopped').at(-1);
    assert.ok(last, 'it has stopped');
    return last.body as Stopped;
  }

  events(name: string): readonly Event[] {
    return this.messages.filter((each): each is Event => each.type === 'event' && each.event === name);
  }

  async frames(threadId = this.stopped().threadId): Promise<readonly StackFrame[]> {
    return (await this.ask<{ stackFrames: StackFrame[] }>('stackTrace', { threadId })).stackFrames;
  }

  /** `bob deposit:8`: who is about to do what where. */
  async where(): Promise<string> {
    const { threadId } = this.stopped();
    const { threads } = await this.ask<{ threads: { id: number; name: string }[] }>('threads');
    const [frame] = await this.frames();
    return `${threads.find(({ id }) => id === threadId)?.name ?? '?'} ${frame?.name ?? '-'}:${frame?.line ?? 0}`;
  }

  /** `name = value` of what a scope unfolds to. */
  async scope(name: string): Promise<readonly string[]> {
    const [frame] = await this.frames();
    const { scopes } = await this.ask<{ scopes: { name: string; variablesReference: number }[] }>('scopes', {
      frameId: frame?.id,
    });
    const found = scopes.find((scope) => scope.name === name);
    return found === undefined
      ? []
      : (await this.unfold(found.variablesReference)).map(({ name: one, value }) => `${one} = ${value}`);
  }

  async unfold(variablesReference: number): Promise<readonly Variable[]> {
    return (await this.ask<{ variables: Variable[] }>('variables', { variablesReference })).variables;
  }

  async value(expression: string): Promise<string> {
    const [frame] = await this.frames();
    return (await this.ask<{ result: string }>('evaluate', { expression, frameId: frame?.id, context: 'watch' }))
      .result;
  }

  async breakpoints(...wanted: readonly object[]): Promise<readonly Breakpoint[]> {
    const given = { source: { path: 'test.c' }, breakpoints: wanted };
    return (await this.ask<{ breakpoints: Breakpoint[] }>('setBreakpoints', given)).breakpoints;
  }

  private async response(command: string, given: unknown): Promise<Response> {
    const seq = this.seq++;
    this.adapter.receive({ seq, type: 'request', command, arguments: given });
    await this.adapter.settled();
    const answers = this.messages.filter(
      (each): each is Response => each.type === 'response' && each.request_seq === seq,
    );
    assert.equal(answers.length, 1, `${command} is answered once`);
    const [answer] = answers;
    assert.ok(answer);
    return answer;
  }
}
