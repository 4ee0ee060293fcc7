import assert from 'node:assert/strict';
import { plainLine } from '../../../extension/workbench/plain-text';

describe('text of a mail in places that read markup', () => {
  it('leaves ordinary words alone', () => {
    assert.equal(plainLine('dma-buf: hold the lock [v2]'), 'dma-buf: hold the lock [v2]');
  });

  it('makes no command link of a subject', () => {
    assert.equal(plainLine('[click](command:workbench.action.quit)'), '[click] (command:workbench.action.quit)');
  });

  it('makes no icon of a subject', () => {
    assert.equal(plainLine('$(error) all is lost'), '$ (error) all is lost');
  });

  it('drops controls that make a line read backwards', () => {
    assert.equal(plainLine('a \u202eb\u2066c\u2069 d'), 'a bc d');
  });

  it('is one line, whatever the header held', () => {
    assert.equal(plainLine('one\r\n two\u0000\u2028three'), 'one two three');
  });

  it('says that it was cut', () => {
    assert.equal(plainLine('abcdef', 4), 'abc…');
  });
});
