import {
  DebugConfigurationProviderTriggerKind,
  window,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type WorkspaceFolder,
} from 'vscode';
import type { Flows } from '../flows';
import { debugType } from '../ids';
import { plainLine } from '../plain-text';

/** Configurations that nobody wrote: for a launch.json that begins, for the list of F5, for a flow's file in front. */
export class ReplayConfigurations implements DebugConfigurationProvider {
  static readonly triggers = [
    DebugConfigurationProviderTriggerKind.Initial,
    DebugConfigurationProviderTriggerKind.Dynamic,
  ] as const;

  constructor(
    private readonly flows: Flows,
    /** Whether a flow can run on what is open. */
    private readonly runs: (flow: string) => Promise<boolean>,
    private readonly choose: () => Promise<string | undefined>,
  ) {}

  async provideDebugConfigurations(): Promise<DebugConfiguration[]> {
    const all = await this.flows.all();
    const running: string[] = [];
    for (const { flow } of all) if (await this.runs(flow.id)) running.push(flow.id);
    const ids = running.length > 0 ? running : all.map(({ flow }) => flow.id);
    return ids.map(configurationOf);
  }

  /** Fills in the flow: the one in front, else the one that the reader chooses. Undefined where they choose none. */
  async resolveDebugConfiguration(
    _folder: WorkspaceFolder | undefined,
    configuration: DebugConfiguration,
  ): Promise<DebugConfiguration | undefined> {
    const { flow } = configuration as { flow?: unknown };
    if (typeof flow === 'string' && flow !== '') return configuration;
    const chosen = (await this.inFront()) ?? (await this.choose());
    return chosen === undefined ? undefined : { ...configurationOf(chosen), ...configuration, flow: chosen };
  }

  private async inFront(): Promise<string | undefined> {
    const document = window.activeTextEditor?.document;
    if (document === undefined) return undefined;
    const { isFlow, parseFlow } = await import('../../link/flow');
    const text = document.getText();
    return isFlow(text) ? parseFlow(document.uri.path, text).id : undefined;
  }
}

export const configurationOf = (flow: string): DebugConfiguration => ({
  type: debugType,
  request: 'launch',
  name: `Debug ${plainLine(flow, 80)}`,
  flow,
});
