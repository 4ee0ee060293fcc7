import assert from 'node:assert/strict';
import { headerValue, type Message } from '../../../extension/mail/message';
import { readMailbox } from '../../../extension/mail/mailbox';

/** Reads a mailbox given as text; `latin1` text stands for its bytes. */
const read = (text: string | Buffer): ReturnType<typeof readMailbox> =>
  readMailbox(typeof text === 'string' ? Buffer.from(text) : text, 'test.mbox');

async function readOne(text: string | Buffer): Promise<Message> {
  const { messages } = await read(text);
  assert.equal(messages.length, 1);
  return messages[0] as Message;
}

/** The bytes of every line of a body, as text; null where there is no answer. */
const spans = (message: Message, bytes: Buffer): (string | null)[] =>
  message.body.split('\n').map((_, at) => {
    const span = message.bodyLineSpan((at + 1) as Parameters<Message['bodyLineSpan']>[0]);
    return span === null ? null : bytes.toString('latin1', span.start, span.end);
  });

const MAIL = `From: Ann Author <ann@example.org>
Subject: A mail
Message-ID: <a@example.org>
Date: Sun, 1 Mar 2026 12:00:00 +0100

One
Two
`;

describe('mailboxes', () => {
  it('mails that stand there twice to the byte: each with its own place', async () => {
    const mark = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
    const bytes = Buffer.from([MAIL, MAIL.replace('One', 'Uno'), MAIL].map((mail) => `${mark}${mail}\n`).join(''));
    const { messages } = await read(bytes);
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['One\nTwo\n', 'Uno\nTwo\n', 'One\nTwo\n'],
    );
    for (const message of messages) {
      assert.equal(
        bytes.toString('latin1', message.span.start, message.span.end),
        message === messages[1] ? MAIL.replace('One', 'Uno') : MAIL,
      );
      assert.deepEqual(spans(message, bytes), message.body.split('\n'));
      assert.equal(headerValue(message, 'subject'), 'A mail');
    }
  });

  it('mboxrd: escapes are taken back, any number of them', async () => {
    const { messages, problems } = await read(
      `From mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}>From here\n>>From there\n> From nowhere\n\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['One\nTwo\nFrom here\n>From there\n> From nowhere\n', 'One\nTwo\n'],
    );
  });

  it('mboxo: one escape is taken back', async () => {
    const { body } = await readOne(
      `From ann@example.org Sun Mar  1 12:00:00 2026\n${MAIL}>From here\n>>From a quote\n`,
    );
    assert.equal(body, 'One\nTwo\nFrom here\n>>From a quote\n');
  });

  it('format-patch: nothing is escaped, and a commit that quotes a From line is not cut', async () => {
    const mark = `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001\n`;
    const { messages } = await read(`${mark}${MAIL}>From as it is\n\nFrom here on: not a header\n\n${mark}${MAIL}`);
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['One\nTwo\n>From as it is\n\nFrom here on: not a header\n', 'One\nTwo\n'],
    );
  });

  it('mboxrd: a length that a mail brought along does not count, nor does it make another dialect of the box', async () => {
    const mark = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
    const body = 'One\nFrom here on\nTwo\n';
    const mail = MAIL.replace(
      /\n\n[^]*$/,
      `\nContent-Length: ${String(body.length)}\n\n${body.replace('From', '>From')}`,
    );
    const { messages } = await read(`${mark}${mail}\n${mark}${MAIL}`);
    assert.deepEqual(
      messages.map((message) => message.body),
      [body, 'One\nTwo\n'],
    );
  });

  it('mboxcl: the length counts, and escapes are taken back', async () => {
    const body = 'One\n>From here on\n>>From a quote\n';
    const counted = MAIL.replace(/\n\n[^]*$/, `\nContent-Length: ${String(body.length)}\n\n${body}`);
    const mark = 'From ann@example.org Sun Mar  1 12:00:00 2026\n';
    const { messages } = await read(`${mark}${counted}\n${mark}${MAIL}`);
    assert.deepEqual(
      messages.map((message) => message.body),
      ['One\nFrom here on\n>>From a quote\n', 'One\nTwo\n'],
    );
  });

  it('mboxcl2: the length counts, whatever stands in the text, and nothing was escaped', async () => {
    const body = 'One\n>From a quote\n\nFrom ann@example.org Sun Mar  1 12:00:00 2026\nTo: be read\n\nTwo\n';
    const counted = MAIL.replace(/\n\n[^]*$/, `\nContent-Length: ${String(body.length)}\n\n${body}`);
    const mark = 'From ann@example.org Sun Mar  1 12:00:00 2026\n';
    const { messages } = await read(`${mark}${counted}\n${mark}${MAIL}`);
    assert.deepEqual(
      messages.map((message) => message.body),
      [body, 'One\nTwo\n'],
    );
  });

  it('a Content-Length that lies is not believed', async () => {
    const mark = 'From ann@example.org Sun Mar  1 12:00:00 2026\n';
    const { messages } = await read(`${mark}Content-Length: 3\n${MAIL}\n${mark}Content-Length: 99999\n${MAIL}`);
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['One\nTwo\n', 'One\nTwo\n'],
    );
  });

  it('CRLF line ends', async () => {
    const text = `From x@example.org Sun Mar  1 12:00:00 2026\n${MAIL}\nFrom x@example.org Sun Mar  1 12:00:00 2026\n${MAIL}`;
    const bytes = Buffer.from(text.replaceAll('\n', '\r\n'));
    const { messages } = await read(bytes);
    assert.equal(messages.length, 2);
    assert.equal(messages[0]?.body, 'One\nTwo\n');
    assert.deepEqual(spans(messages[1] as Message, bytes), ['One', 'Two', '']);
  });

  it('a single mail has no From line and no escapes', async () => {
    const { body, span } = await readOne(`${MAIL}>From as it is\n`);
    assert.equal(body, 'One\nTwo\n>From as it is\n');
    assert.equal(span.start, 0);
  });

  it('a bare diff is a body', async () => {
    const message = await readOne('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n');
    assert.match(message.body, /^diff --git/);
    assert.deepEqual(message.problems, []);
  });

  it('spans lead back to the bytes', async () => {
    const bytes = Buffer.from(
      `From mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}`,
    );
    const { messages } = await read(bytes);
    for (const message of messages) {
      assert.equal(bytes.toString('latin1', message.span.start, message.span.end), MAIL);
      assert.deepEqual(spans(message, bytes), ['One', 'Two', '']);
    }
  });

  it('a mailbox that is cut off says so and shows the rest', async () => {
    const { messages, problems } = await read(
      `From mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@exa`,
    );
    assert.equal(messages.length, 2);
    assert.equal(messages[0]?.body, 'One\nTwo\n');
    assert.deepEqual(
      problems.map(({ code, where }) => [code, where?.line]),
      [['mailbox-cut', 11]],
    );
    assert.deepEqual(
      messages[1]?.problems.map(({ code }) => code),
      ['headers-cut', 'message-id-missing', 'date-unreadable'],
    );
  });

  it('in mboxrd a mail without headers swallows no mark', async () => {
    const mark = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
    const { messages } = await read(`${mark}${MAIL}\n${mark}\0 what is this\n\n${mark}${MAIL}`);
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['One\nTwo\n', '\0 what is this\n', 'One\nTwo\n'],
    );
  });

  it('nothing', async () => {
    const { messages, problems } = await read('');
    assert.equal(messages.length, 0);
    assert.equal(problems[0]?.code, 'mailbox-empty');
  });

  it('reading can be stopped, and keeps what it has', async () => {
    const mark = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
    const big = `${mark}${MAIL}${'x'.repeat(300_000)}\n\n`;
    const stop = new AbortController();
    const seen: number[] = [];
    const { messages, problems } = await readMailbox(Buffer.from(big.repeat(4)), 'test.mbox', {
      signal: stop.signal,
      progress: (done) => {
        seen.push(done);
        if (seen.length === 2) stop.abort();
      },
    });
    assert.equal(messages.length, 2);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['reading-stopped'],
    );
  });
});

describe('headers', () => {
  const header = (line: string): Promise<Message> => readOne(`${line}\n${MAIL}`);

  it('are unfolded and decoded, and kept as posted', async () => {
    const message = await readOne(
      'From: =?utf-8?q?J=C3=BCrgen?=\n =?utf-8?Q?_M=C3=BCller?= <j@example.org>\nSubject: =?utf-8?B?w7xiZXI=?=\n bar\n\nx\n',
    );
    assert.deepEqual(message.from, { name: 'Jürgen Müller', email: 'j@example.org' });
    assert.equal(message.subject, 'über bar');
    assert.equal(headerValue(message, 'SUBJECT'), 'über bar');
    assert.equal(message.headers.find(({ name }) => name === 'Subject')?.raw, '=?utf-8?B?w7xiZXI=?=\n bar');
  });

  const subjects: readonly [string, string, string][] = [
    ['a character cut in two between words', '=?utf-8?B?w7w=?= =?utf-8?B?w7w=?=', 'üü'],
    ['half a character in each word', '=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=', 'ü'],
    ['words in quotes', '"=?utf-8?Q?=C3=BC?="', '"ü"'],
    ['words glued to text', 'x=?utf-8?Q?=C3=BC?=y', 'xüy'],
    ['raw blanks inside', '=?utf-8?Q?a =C3=BC b?=', 'a ü b'],
    ['gb2312 that is gb18030', '=?gb2312?B?u9i4tA==?=: x', '回复: x'],
    ['a language suffix', '=?utf-8*en?Q?a?=', 'a'],
    ['raw UTF-8', 'für', 'für'],
    ['an unknown charset', '=?x-nobody?Q?abc?=', 'abc'],
    ['no encoded word', 'a =? b ?= c', 'a =? b ?= c'],
    ['a line end inside', '=?utf-8?Q?a=0D=0A=20b?=', 'a b'],
  ];
  for (const [what, posted, shown] of subjects)
    it(`RFC 2047: ${what}`, async () => assert.equal((await readOne(`Subject: ${posted}\n\nx\n`)).subject, shown));

  it('raw latin1 is read where it is no UTF-8', async () => {
    const message = await readOne(Buffer.from('From: J\xfcrgen <j@example.org>\n\nx\n', 'latin1'));
    assert.equal(message.from.name, 'Jürgen');
  });

  const dates: readonly [string, string | null][] = [
    ['Tue,  7 Jan 2025 22:27:08 +0800', '2025-01-07T14:27:08Z'],
    ['7 Jan 25 22:27 GMT', '2025-01-07T22:27:00Z'],
    ['Tue, 07 Jan 2025 22:27:08 -0500 (EST)', '2025-01-08T03:27:08Z'],
    ['Tue Jan  7 22:27:08 2025 +0800', '2025-01-07T14:27:08Z'],
    ['2025-01-07T22:27:08Z', '2025-01-07T22:27:08Z'],
    ['Tue, 7 January 2025 22:27:60 EST', '2025-01-08T03:27:59Z'],
    ['yesterday', null],
    ['32 Jan 2025 00:00:00 +0000', null],
    ['', null],
  ];
  for (const [posted, shown] of dates)
    it(`date ${JSON.stringify(posted)}`, async () =>
      assert.equal((await readOne(`Date: ${posted}\n\nx\n`)).date, shown));

  const people: readonly [string, { name: string; email: string }][] = [
    ['ann@example.org', { name: '', email: 'ann@example.org' }],
    ['ann@example.org (Ann Author)', { name: 'Ann Author', email: 'ann@example.org' }],
    ['ann@example.org (Ann (Corp) Author)', { name: 'Ann (Corp) Author', email: 'ann@example.org' }],
    ['"Author, Ann" <ann@example.org>', { name: 'Author, Ann', email: 'ann@example.org' }],
    ["'Ann Author' <ann@example.org>", { name: 'Ann Author', email: 'ann@example.org' }],
    ['Ann "the A" Author <ann@example.org>', { name: 'Ann the A Author', email: 'ann@example.org' }],
    ['<ann@example.org>', { name: '', email: 'ann@example.org' }],
    ['Ann Author', { name: 'Ann Author', email: '' }],
    ['Ann Author <ann@example.org', { name: 'Ann Author', email: 'ann@example.org' }],
    ['', { name: '', email: '' }],
  ];
  for (const [posted, shown] of people)
    it(`sender ${JSON.stringify(posted)}`, async () =>
      assert.deepEqual((await readOne(`From: ${posted}\n\nx\n`)).from, shown));

  it('lists of people: groups, comments, quoted commas, several headers', async () => {
    const { to, cc } = await readOne(
      'To: "B, A" <a@x.org>, team: b@x.org, c@x.org;\nCc: d@x.org (D, or so),\n =?utf-8?q?E=2C_F?= <e@x.org>\nCc: f@x.org\n\nx\n',
    );
    assert.deepEqual(
      to.map(({ name, email }) => `${name}|${email}`),
      ['B, A|a@x.org', '|b@x.org', '|c@x.org'],
    );
    assert.deepEqual(
      cc.map(({ name, email }) => `${name}|${email}`),
      ['D, or so|d@x.org', 'E, F|e@x.org', '|f@x.org'],
    );
  });

  it('ids: several References headers, folding, comments, missing brackets', async () => {
    const { inReplyTo, references } = await readOne(
      'In-Reply-To: mail of Ann on Sunday <a@x.org>\nReferences: <r1@x.org>\n\t<r2@x.org> <r1@x.org>\nReferences: r3@x.org\n\nx\n',
    );
    assert.equal(inReplyTo, 'a@x.org');
    assert.deepEqual(references, ['r1@x.org', 'r2@x.org']);
  });

  it('a missing id is made up from the bytes, the same each time', async () => {
    const text = MAIL.replace(/Message-ID.*\n/, '');
    const [first, second] = [await readOne(text), await readOne(text)];
    assert.equal(first.id, second.id);
    assert.deepEqual(
      first.problems.map(({ code }) => code),
      ['message-id-missing'],
    );
  });

  it('senders that a list rewrote are found again', async () => {
    const via = 'From: Ann Author via list <list@example.org>';
    const sender = async (more: string): Promise<unknown> => (await readOne(`${via}\n${more}\n\nx\n`)).from;
    const ann = { name: 'Ann Author', email: 'ann@example.com' };
    assert.deepEqual(await sender('X-Original-From: Ann Author <ann@example.com>'), ann);
    assert.deepEqual(await sender('Reply-To: Ann Author <ann@example.com>'), ann);
    assert.deepEqual(await sender('Cc: Bob <b@example.com>, Ann Author <ann@example.com>'), ann);
    assert.deepEqual(await sender('X-Original-Sender: ann@example.com'), ann);
    assert.equal(((await sender('To: x@example.org')) as { email: string }).email, 'list@example.org');
  });

  it('an in-body From: wins in a patch, and only there', async () => {
    const inBody = 'From: Carl Coder <carl@example.net>\n\nWhy.\n';
    const author = async (body: string): Promise<string> =>
      (await readOne(`From: Ann <ann@example.org>\n\n${body}`)).author.email;
    assert.equal(await author(`${inBody}---\n x | 1 +\n`), 'carl@example.net');
    assert.equal(await author(`\n${inBody}diff --git a/x b/x\n`), 'carl@example.net');
    assert.equal(await author(inBody), 'ann@example.org');
    assert.equal(await author(`Hello\n${inBody}---\n`), 'ann@example.org');
  });

  it('a line that is no header does not end them where more follow', async () => {
    const message = await readOne(
      'From: a@x.org\n>From the post office\nSubject: x\nbroken line\nTo: b@x.org\n\nbody\n',
    );
    assert.equal(message.subject, 'x');
    assert.equal(message.to[0]?.email, 'b@x.org');
    assert.equal(message.body, 'body\n');
  });

  it('keeps everything else', async () => assert.equal(headerValue(await header('X-Odd:  a  b '), 'x-odd'), 'a  b'));
});

describe('texts', () => {
  const withHeaders = (headers: string, body: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`${headers}\nFrom: a@x.org\nMessage-ID: <a@x.org>\nDate: 1 Mar 2026 12:00:00 +0000\n\n`),
      Buffer.from(body),
    ]);

  it('quoted-printable, with soft breaks and the bytes of each line', async () => {
    const bytes = withHeaders('Content-Transfer-Encoding: quoted-printable', 'a =3D b=\n c\nf=C3=BCr=20\n=\nend\n');
    const message = await readOne(bytes);
    assert.equal(message.body, 'a = b c\nfür \nend\n');
    assert.deepEqual(spans(message, bytes), ['a =3D b=\n c', 'f=C3=BCr=20', '=\nend', '']);
  });

  it('quoted-printable with CRLF inside', async () => {
    const bytes = withHeaders('Content-Transfer-Encoding: quoted-printable', 'a=0D\nb=0D=0Ac\n');
    const message = await readOne(bytes);
    assert.equal(message.body, 'a\nb\nc\n');
    assert.deepEqual(spans(message, bytes), ['a=0D', 'b=0D', 'c', '']);
  });

  it('broken quoted-printable stays as it is', async () => {
    const { body } = await readOne(withHeaders('Content-Transfer-Encoding: quoted-printable', 'a=b =X1 100%= \n=\n'));
    assert.equal(body, 'a=b =X1 100%');
  });

  it('base64, whose lines have no bytes of their own', async () => {
    const bytes = withHeaders('Content-Transfer-Encoding: base64', 'b25lCnR3\nbw==\n');
    const message = await readOne(bytes);
    assert.equal(message.body, 'one\ntwo');
    assert.deepEqual(spans(message, bytes), [null, null]);
  });

  it('base64 that is cut off', async () => {
    const message = await readOne(withHeaders('Content-Transfer-Encoding: base64', 'b25lCnR3\nbwo'));
    assert.equal(message.body, 'one\ntwo\n');
    assert.deepEqual(
      message.problems.map(({ code }) => code),
      ['base64-cut'],
    );
  });

  const charsets: readonly [string, Buffer, string, string[]][] = [
    ['iso-8859-1', Buffer.from('f\xfcr', 'latin1'), 'für', []],
    ['"ISO_8859-15"', Buffer.from('\xa4', 'latin1'), '€', []],
    ['y', Buffer.from('für'), 'für', []],
    ['utf8', Buffer.from('für'), 'für', []],
    ['us-ascii', Buffer.from('für'), 'für', []],
    ['us-ascii', Buffer.from('f\xfcr', 'latin1'), 'für', []],
    ['unknown-8bit', Buffer.from('für'), 'für', []],
    ['gb2312', Buffer.from([0xbb, 0xd8, 0xb8, 0xb4]), '回复', []],
    ['gb2312', Buffer.from([0x81, 0x30, 0x81, 0x30]), '\u0080', []],
    ['koi8-r', Buffer.from([0xf0, 0xf2]), 'ПР', []],
    ['iso-2022-jp', Buffer.from('\x1b$B%"\x1b(B'), 'ア', []],
    ['cp1252', Buffer.from([0x93]), '“', []],
    ['x-nobody', Buffer.from('für'), 'für', ['charset-unknown']],
    ['utf-8', Buffer.from('f\xfcr', 'latin1'), 'f\ufffdr', ['charset-damaged']],
  ];
  for (const [charset, bytes, shown, problems] of charsets)
    it(`charset ${charset} for ${bytes.toString('hex')}`, async () => {
      const message = await readOne(withHeaders(`Content-Type: text/plain; charset=${charset}`, bytes));
      assert.equal(message.body, shown);
      assert.deepEqual(
        message.problems.map(({ code }) => code),
        problems,
      );
    });

  it('format=flowed: paragraphs are joined, quotes and signatures are not', async () => {
    const bytes = withHeaders(
      'Content-Type: text/plain; format=flowed',
      'One \ntwo \nthree\n> quoted \n> more\n stuffed\nlast \n-- \nAnn\n',
    );
    const message = await readOne(bytes);
    assert.equal(message.body, 'One two three\n> quoted \n> more\nstuffed\nlast \n-- \nAnn\n');
    assert.deepEqual(spans(message, bytes).slice(0, 2), ['One \ntwo \nthree', '> quoted ']);
  });

  it('several parts: the text, with the bytes of lines that stand there as they are', async () => {
    const bytes = withHeaders(
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut',
      [
        '--cut',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Hello',
        'there',
        '--cut',
        'Content-Type: text/x-patch; name=a.patch',
        'Content-Disposition: attachment; filename=a.patch',
        '',
        'diff --git a/x b/x',
        '--cut',
        'Content-Type: image/png; name=a.png',
        'Content-Transfer-Encoding: base64',
        '',
        'AAAA',
        '--cut--',
        '',
      ].join('\n'),
    );
    const message = await readOne(bytes);
    assert.match(message.body, /^Hello\nthere\n+diff --git a\/x b\/x/);
    assert.deepEqual(spans(message, bytes).slice(0, 2), ['Hello', 'there']);
    assert.deepEqual(message.attachments, [
      { name: 'a.patch', mediaType: 'text/x-patch', bytes: 19 },
      { name: 'a.png', mediaType: 'image/png', bytes: 3 },
    ]);
    assert.deepEqual(message.problems, []);
  });

  it('alternatives: the plain text; HTML alone: its text, no markup', async () => {
    const parts = (...bodies: [string, string][]): Buffer =>
      withHeaders(
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=cut',
        `${bodies.map(([type, body]) => `--cut\nContent-Type: ${type}\n\n${body}\n`).join('')}--cut--\n`,
      );
    const both = await readOne(parts(['text/plain', 'plain'], ['text/html', '<b>bold</b>']));
    assert.equal(both.body.trim(), 'plain');
    const html = await readOne(
      withHeaders('MIME-Version: 1.0\nContent-Type: text/html', '<p>bold <script>x()</script>&lt;b&gt;</p>\n'),
    );
    assert.match(html.body, /bold/);
    assert.doesNotMatch(html.body, /<p>|script/);
  });

  it('a part that is cut off says so', async () => {
    const message = await readOne(
      withHeaders(
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut',
        '--cut\nContent-Type: text/plain\n\nHel',
      ),
    );
    assert.match(message.body, /Hel/);
    assert.deepEqual(
      message.problems.map(({ code }) => code),
      ['mime-cut'],
    );
  });
});
