/** Writing a flow: what the front end says while one types, completion, hover, definition, and a stub for what is missing. */
import assert from 'node:assert/strict';
import type { Position } from 'vscode';
import {
  Range,
  WorkspaceEdit,
  commands,
  window,
  workspace,
  type CodeAction,
  type CompletionList,
  type Hover,
  type Location,
  type TextDocument,
} from 'vscode';
import { eventually, inFolder, problemsOf, read, withSample, write } from '../installed';

const TEXT = `/**
 * flow: my-writing
 * title: Written in a test
 * series: <20260302090000.4711-1-noor@example.org>
 * expect: pass
 */
#include <linux/chime.h>
#include <linux/doorbell.h>
#include <kapi/machine.h>

static struct chime front_door;

void setup(void)
{
	chime_init(&front_door);
}

__actor void visitor(void)
{
	chime_ring_one(&front_door, 1);
}
`;

describe('writing a flow', () => {
  let document: TextDocument;

  before(async () => {
    await withSample();
    const uri = await write('.kapi-replay/flows/my-writing.c', TEXT);
    await commands.executeCommand('kapi-replay.refreshFlows');
    document = await workspace.openTextDocument(uri);
    // Not as a preview, which whatever opens next takes the place of.
    await window.showTextDocument(document, { preview: false });
  });

  const at = (text: string, offset = 0): Position => document.positionAt(document.getText().indexOf(text) + offset);

  async function type(before: string, after: string): Promise<void> {
    const start = document.getText().indexOf(before);
    assert.ok(start >= 0, before);
    const edit = new WorkspaceEdit();
    edit.replace(
      document.uri,
      new Range(document.positionAt(start), document.positionAt(start + before.length)),
      after,
    );
    assert.equal(await workspace.applyEdit(edit), true);
  }

  it('is told at the place what cannot run while it is typed, and forgets it when mended', async () => {
    await type('chime_ring_one(&front_door, 1)', 'nobody_knows_this(1)');
    const problem = await eventually('the problem', () => problemsOf(document.uri)[0]);
    assert.equal(problem.range.start.line, at('nobody_knows_this').line);
    assert.equal(problem.code, 'opaque: nobody_knows_this');
    assert.match(problem.message, /not declared/);
    await type('nobody_knows_this(1)', 'chime_ring_one(&front_door, 1)');
    await eventually('no problem', () => problemsOf(document.uri).length === 0);
  });

  it('offers a stub for a function that nobody defines, and the stub is then part of the program', async () => {
    await type('static struct chime front_door;', 'int my_hardware(void);\nstatic struct chime front_door;');
    await type('chime_ring_one(&front_door, 1)', 'my_hardware()');
    const problem = await eventually('the problem', () => problemsOf(document.uri)[0]);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title.startsWith('Write a model stub of my_hardware()'));
    assert.ok(fix?.command, JSON.stringify(actions.map(({ title }) => title)));
    await commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    const stub = inFolder('.kapi-replay/models/my_hardware.c');
    assert.match(await read(stub), /int my_hardware\(void\)\n\{\n\treturn my_hardware_is_to_be_filled_in\(\);\n\}/);
    await window.showTextDocument(document);
    await eventually('the stub in the place of nothing', () =>
      problemsOf(document.uri).some(({ message }) => message.includes('my_hardware_is_to_be_filled_in')),
    );
    await write(
      '.kapi-replay/models/my_hardware.c',
      (await read(stub)).replace(/my_hardware_is_to_be_filled_in\(\)/, '0'),
    );
    await eventually('no problem', () => problemsOf(document.uri).length === 0);
    await type('my_hardware()', 'chime_ring_one(&front_door, 1)');
  });

  it('completes names of the series and the machine, headers, and the fields of the head', async () => {
    const complete = async (position: Position): Promise<readonly string[]> => {
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await complete(at('chime_ring_one', 'chime_ri'.length))).includes('chime_ring_one'));
    assert.ok((await complete(at('<linux/chime.h>', '<linux/'.length))).includes('linux/mutex.h'));
    const fields = await complete(at('* expect', 2));
    assert.ok(fields.includes('expect:') && fields.includes('may-fail:'), fields.join(' '));
    await type('expect: pass', 'expect: violation ');
    assert.ok((await complete(at('expect: violation ', 'expect: violation '.length))).includes('use-after-free'));
    await type('expect: violation ', 'expect: pass');
  });

  it('says on a hover what a name is, and leads to where the series defines it', async () => {
    const position = at('chime_ring_one', 3);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers
      .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
      .join('\n');
    assert.match(text, /chime_ring_one/);
    assert.match(text, /this series itself/);
    const [place] = await commands.executeCommand<Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    assert.equal(place?.uri.scheme, 'kapi-replay');
    assert.equal(place.uri.path, '/lib/chime.c');
    const target = await workspace.openTextDocument(place.uri);
    assert.match(target.lineAt(place.range.start.line).text, /chime_ring_one/);
  });
});
