/**
 * The part of the Debug Adapter Protocol that a replay speaks, under the protocol's own names
 * (https://microsoft.github.io/debug-adapter-protocol/specification, version 1.68). Lines and columns count from 1.
 */

export interface Request {
  readonly seq: number;
  readonly type: 'request';
  readonly command: string;
  readonly arguments?: unknown;
}

export interface Response {
  readonly seq: number;
  readonly type: 'response';
  readonly request_seq: number;
  readonly success: boolean;
  readonly command: string;
  readonly message?: string;
  readonly body?: unknown;
}

export interface Event {
  readonly seq: number;
  readonly type: 'event';
  readonly event: string;
  readonly body?: unknown;
}

export type Message = Request | Response | Event;

export interface Source {
  readonly name: string;
  /** A path or a URI, as the client opens it. */
  readonly path: string;
  /** Where the text comes from, in a few words. */
  readonly origin?: string;
}

export interface Breakpoint {
  readonly id?: number;
  readonly verified: boolean;
  readonly message?: string;
  readonly source?: Source;
  readonly line?: number;
}

export interface SourceBreakpoint {
  readonly line: number;
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

export type DataAccess = 'read' | 'write' | 'readWrite';

export interface DataBreakpoint {
  readonly dataId: string;
  /** `write` where it is left out. */
  readonly accessType?: DataAccess | undefined;
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
}

export interface StackFrame {
  readonly id: number;
  readonly name: string;
  readonly source?: Source;
  /** 0 where there is none. */
  readonly line: number;
  readonly column: number;
  readonly presentationHint?: 'normal' | 'label' | 'subtle';
}

export interface Scope {
  readonly name: string;
  readonly presentationHint?: 'arguments' | 'locals' | 'registers';
  readonly variablesReference: number;
  readonly namedVariables?: number;
  readonly expensive: boolean;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly evaluateName?: string;
  /** 0 where there is nothing to unfold. */
  readonly variablesReference: number;
  readonly presentationHint?: { readonly kind?: 'data'; readonly attributes?: readonly string[] };
}

export interface GotoTarget {
  readonly id: number;
  readonly label: string;
  readonly line: number;
}

/** Why the debuggee stands still. */
export interface Stopped {
  readonly reason: 'entry' | 'step' | 'breakpoint' | 'data breakpoint' | 'exception' | 'goto' | 'pause';
  readonly description?: string;
  readonly text?: string;
  readonly threadId: number;
  readonly allThreadsStopped: true;
  readonly preserveFocusHint?: boolean;
  readonly hitBreakpointIds?: readonly number[];
}
