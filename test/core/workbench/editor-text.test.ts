import assert from 'node:assert/strict';
import { editorText } from '../../../extension/workbench/documents/editor-text';

describe('a text on its way into the editor', () => {
  it('has the ends of lines that the editor has', () => {
    assert.equal(editorText('one\r\ntwo\nthree\r\n'), 'one\ntwo\nthree\n');
  });

  it('has as many rows as the mail has lines, whatever stands in them', () => {
    assert.equal(editorText('progress: 10%\rprogress: 20%\r\nnext\n'), 'progress: 10%\u240dprogress: 20%\nnext\n');
    assert.equal(editorText('one\r\r\ntwo'), 'one\u240d\ntwo');
  });

  it('begins where the editor has it begin', () => {
    assert.equal(editorText('\ufeffint x;\n'), 'int x;\n');
  });
});
