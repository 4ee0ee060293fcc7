/** The fields of a flow's leading comment, for whoever writes one: what each says, and how it is begun. */
export interface FlowField {
  readonly says: string;
  /** In the form of an editor's snippets: `${1:default}`. */
  readonly snippet: string;
}

export const FLOW_FIELDS: ReadonlyMap<string, FlowField> = new Map([
  ['flow', { says: "The flow's id, by which it is called", snippet: '${1:my-flow}' }],
  ['title', { says: 'What it shows, in one line', snippet: '' }],
  ['series', { says: 'A mail of the series whose code it runs, between angle brackets', snippet: '' }],
  ['claims', { says: 'Mails that argue about exactly this, between angle brackets', snippet: '' }],
  ['rows', { says: 'Mechanisms that it shows, "M01 M02"', snippet: '' }],
  ['expect', { says: 'What the search will find: pass, or violation RULE in FUNCTION', snippet: '' }],
  ['case', { says: 'Names under which the bug that it shows is known', snippet: '' }],
  ['mended', { says: 'The flow that runs the mended form of it', snippet: '${1:flow}' }],
  ['fail', { says: 'The Nth call of a function fails', snippet: '${1:kzalloc} ${2:1}' }],
  ['may-fail', { says: 'Every call of a function may fail; the search tries both', snippet: '${1:kzalloc}' }],
  ['base', { says: 'A file and the blob that it stands on where no diff names one', snippet: '' }],
  ['loose', { says: 'Files whose hunks may be made for another version of the file', snippet: '' }],
  ['needs', { says: 'Functions that must be the real ones, not models', snippet: '' }],
  ['config', { says: 'Kernel configuration that the program is compiled with', snippet: 'CONFIG_${1:NAME}=${2:y}' }],
]);
