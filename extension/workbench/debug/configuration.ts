import * as v from 'valibot';

/** A launch configuration, as a launch.json has it. */
export const Launch = v.object({
  flow: v.pipe(v.string(), v.minLength(1, 'names no flow')),
  /** Mailboxes to open first: paths from the workspace folder, or absolute ones. */
  series: v.optional(v.union([v.string(), v.array(v.string())]), []),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** A kernel tree in place of that of the settings. */
  tree: v.optional(v.string(), ''),
  stopOnEntry: v.optional(v.boolean(), true),
  replayView: v.optional(v.boolean(), false),
});

export type Launch = v.InferOutput<typeof Launch>;

/** @throws Error that says which property is wrong */
export function parseLaunch(configuration: unknown): Launch {
  const found = v.safeParse(Launch, configuration);
  if (found.success) return found.output;
  const [issue] = found.issues;
  throw new Error(`The launch configuration's "${v.getDotPath(issue) ?? 'flow'}" is wrong: ${issue.message}.`);
}
