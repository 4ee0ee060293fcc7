import { parseArgs, type ParseArgsConfig } from 'node:util';
import { existsSync, readFileSync, statSync } from 'node:fs';

import type { Problem } from '../ground/problem';
import { parseFlow, type Flow } from '../link/flow';
import { readModels, sampleMail, type ModelLibrary } from '../link/models';
import { openTree, TreeError, type KernelTree } from '../link/tree';
import type { Message } from '../mail/message';
import { readSource } from '../mail/source';
import { sortIntoSeries } from '../series/archive';
import type { Series } from '../series/series';
import { UsageError, type Terminal } from './command';

/** What the subcommands about flows are given on their command line. */
export interface FlowInputs {
  readonly models: ModelLibrary;
  readonly series: readonly Series[];
  /** The shipped series, for the flows that run them. */
  readonly samples: readonly Series[];
  /** What a flow of the reader's own includes from beside itself. */
  readonly local: (path: string) => string | null;
  readonly trees: readonly KernelTree[];
  readonly problems: readonly Problem[];
}

/** Parsed options, with node's message as the usage error. */
export function readOptions<Config extends ParseArgsConfig>(
  command: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(
      `${command}: ${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}`,
    );
  }
}

/** A number that an option gives, or null where it isn't given. */
export function numberOption(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!/^\d+(?:\.\d+)?$/.test(value) || !Number.isFinite(number)) {
    throw new UsageError(`--${name} needs a number, not "${value}"`);
  }
  return number;
}

/** Reads the mail and opens the trees. @throws UsageError for what can't be read or opened */
export async function readFlowInputs(
  paths: { readonly series: readonly string[]; readonly trees: readonly string[] },
  terminal: Terminal,
): Promise<FlowInputs> {
  const { series, problems } = await readSeries(paths.series, terminal);
  const samples = await readSeries(sampleMail(), terminal);
  return {
    models: readModels(),
    series,
    samples: samples.series,
    local: readLocal,
    trees: openTrees(paths.trees, series),
    problems,
  };
}

export async function readSeries(
  paths: readonly string[],
  terminal: Terminal,
): Promise<{ series: readonly Series[]; problems: readonly Problem[] }> {
  const messages: Message[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const reading = await readSource(path, { stdin: terminal.stdin, signal: terminal.signal });
    if (reading.failed) throw new UsageError(reading.problems[0]?.message ?? `${path} can't be read`);
    for (const message of reading.messages) messages.push(message);
    problems.push(...reading.problems);
  }
  return { series: sortIntoSeries(messages).series, problems };
}

function readLocal(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
}

/** A git repository is read at the commit that the series names as its base, where it has one. */
function openTrees(paths: readonly string[], series: readonly Series[]): KernelTree[] {
  const base = series.find((one) => one.baseCommit !== null)?.baseCommit ?? undefined;
  return paths.map((path) => {
    try {
      return openTree(path, base);
    } catch (error) {
      if (error instanceof TreeError) throw new UsageError(error.message);
      throw error;
    }
  });
}

/** The flow that an argument names: a shipped flow's id, or a .c file. */
export function findFlow(name: string, models: ModelLibrary): Flow {
  const known = models.flows.find((flow) => flow.id === name);
  if (known) return known;
  if (!existsSync(name)) {
    const near = models.flows.map((flow) => flow.id).filter((id) => id.startsWith(name.slice(0, 3)));
    const hint = near.length > 0 ? `; near it: ${near.join(', ')}` : '; "kapi-replay flows" lists them';
    throw new UsageError(`${name} is neither a flow nor a file${hint}`);
  }
  try {
    return parseFlow(name, readFileSync(name, 'utf8'));
  } catch (error) {
    throw new UsageError(`${name} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Columns of text, each as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
