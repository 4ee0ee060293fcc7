import assert from 'node:assert/strict';
import { htmlText } from '../../../extension/mail/html';

describe('the text of HTML', () => {
  const cases: readonly [string, string, string][] = [
    ['blocks', '<div>one</div><div>two<br>three</div>', 'one\ntwo\nthree\n'],
    ['paragraphs', '<p>one\n two</p><p>three</p>', 'one two\n\nthree\n'],
    [
      'quotes',
      '<p>I say</p><blockquote><div>you said</div><blockquote>they</blockquote></blockquote>no',
      'I say\n\n> you said\n>> they\nno\n',
    ],
    ['preformatted text', '<pre>a\n  b\n\nc</pre>', 'a\n  b\n\nc\n'],
    ['references', 'a &lt;b&gt; &amp;amp; &#252;&#x20AC; &nope; &#0;', 'a <b> &amp; ü€ &nope; &#0;\n'],
    ['scripts and styles', '<style>x{}</style>a<script>if (1 < 2) "</b>"</script>b<!-- c -->', 'ab\n'],
    ['broken markup', '<b>a < b <', 'a < b <\n'],
    ['nothing', '', ''],
  ];
  for (const [what, html, text] of cases) it(what, () => assert.equal(htmlText(html), text));
});
