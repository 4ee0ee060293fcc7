import assert from 'node:assert/strict';
import fc from 'fast-check';
import { viewDocument } from '../../../webview/document';
import type { ReplayModel, ToView } from '../../../webview/protocol';
import { readMessage, writeMessage } from '../../../webview/written-message';
import { REPLAY } from '../../webview/fixture/lend';

const saying = (replay: ReplayModel): ToView => ({ type: 'replay', replay, step: 6 });

describe('a message inside a document', function () {
  this.timeout(30_000);

  it('comes out as it went in, arrays of numbers too', () => {
    assert.deepEqual(readMessage(writeMessage(saying(REPLAY))), saying(REPLAY));
  });

  it('comes out as it went in whatever a mail says, and never ends its element', () => {
    const word = fc.oneof(
      fc.constantFrom('</script>', '<!--', ']]>', '\u2028', '\\u003c', '"array:u8":[1]', '{"array:u32":[2]}', '\0'),
      fc.string({ unit: 'binary' }),
    );
    const words = fc.array(word, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, fc.array(fc.nat(0xffff)), (title, message, order) => {
        const told = saying({ ...REPLAY, title, message, order: Uint32Array.from(order) });
        const text = writeMessage(told);
        assert.ok(!text.includes('<'));
        assert.deepEqual(readMessage(text), told);
      }),
    );
  });

  it('is not there where nothing was known', () => {
    assert.equal(readMessage(''), null);
  });
});

describe('the document of the view', () => {
  const parts = { nonce: 'bm9uY2U=', assets: 'https://assets.example', source: 'https://csp.example', style: '' };

  it('holds a script whole, whatever its strings hold', () => {
    const script = 'const words = ["</script><p>", "<!-- no -->", "</SCRIPT >"];';
    const text = viewDocument({ ...parts, script, first: null });
    const inside = text.slice(text.lastIndexOf('<script nonce="bm9uY2U=">'));
    assert.equal(inside.match(/<\/script/gi)?.length, 1);
    assert.ok(!inside.includes('<!--'));
    const [, written = ''] = /^<script[^>]*>([^]*)<\/script>/.exec(inside) ?? [];
    const words = (code: string): unknown => new Function(`${code} return words;`)() as unknown;
    assert.deepEqual(words(written), words(script));
  });

  it('lets in no script but its own', () => {
    const text = viewDocument({
      ...parts,
      script: '',
      first: saying({ ...REPLAY, title: '<script>alert(1)</script>' }),
    });
    assert.deepEqual(text.match(/<script[^>]*>/g), [
      '<script type="application/json" id="first">',
      '<script nonce="bm9uY2U=">',
    ]);
    assert.match(text, /script-src 'nonce-bm9uY2U='(?:;|")/);
  });
});
