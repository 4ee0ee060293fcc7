import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { TabInputCustom, Uri, commands, workspace } from 'vscode';
import {
  closeEverything,
  eventually,
  folder,
  inFolder,
  installed,
  problemsOf,
  read,
  rows,
  tabInFront,
  withSample,
  write,
} from '../installed';

describe('opening a mailbox', () => {
  it('shows the work, its revisions with the newest first, and the patches of each in order', async () => {
    const kapi = await withSample();
    const series = await rows(kapi, 'series');
    const outline = series.map((row) => row.split(' · ')[0]);
    assert.deepEqual(
      outline.filter((row) => !/^ {6}/.test(row ?? '')),
      [
        'lib: chime: one way to tell drivers that something changes',
        '  RFC v2',
        '    Cover letter',
        '    1/3 lib: add chime, a way to tell drivers that something changes',
        '    2/3 lib: chime: ring a single listener',
        '    3/3 misc: doorbell: listen to a chime',
        '  RFC v1',
        '    Cover letter',
        '    1/3 lib: add chime, a way to tell drivers that something changes',
        '    2/3 lib: chime: ring a single listener',
        '    3/3 misc: doorbell: listen to a chime',
      ],
    );
    assert.ok(series.includes('      chime.c · lib +37 −0'), series.join('\n'));
  });

  it('shows the thread with replies below what they answer', async () => {
    const kapi = await withSample();
    const thread = await rows(kapi, 'thread');
    const patch = thread.findIndex((row) => row.includes('[RFC PATCH 2/3] lib: chime: ring a single listener'));
    assert.deepEqual(
      thread.slice(patch + 1, patch + 4).map((row) => row.replace(/ · .*/, '')),
      ['    Ines Duarte', '      Noor Adeyemi', '        Kjell Aas'],
    );
  });

  it('gives every row words for a screen reader', async () => {
    const kapi = await withSample();
    for (const view of ['series', 'thread', 'flows'] as const) {
      for (const { item } of await kapi.rows(view)) {
        assert.ok(item.accessibilityInformation?.label ?? item.label, `${view}: ${String(item.id)}`);
      }
    }
  });

  it('leads from "Open With" and from `code x.mbox` to the same', async () => {
    const kapi = await closeEverything();
    await commands.executeCommand('vscode.open', inFolder('chime.mbox'));
    const input = await eventually('the mailbox page', () => {
      const tab = tabInFront();
      return tab instanceof TabInputCustom ? tab : null;
    });
    assert.equal(input.viewType, 'kapi-replay.mailbox');
    await eventually('the series', () => kapi.archive.series.length === 2);
  });

  it('opens the sample that ships', async () => {
    const kapi = await closeEverything();
    await commands.executeCommand('kapi-replay.openSample');
    assert.equal(kapi.archive.series.length, 2);
  });

  it('puts a series together whose patches came in files of their own', async () => {
    const kapi = await closeEverything();
    const mails = (await read(inFolder('chime.mbox'))).split(/^From mboxrd@z.*\n/m).filter(Boolean);
    const uris: Uri[] = [];
    for (const [at, mail] of mails.slice(0, 4).entries()) uris.push(await write(`mails/${at}.eml`, mail));
    assert.equal(await kapi.open(uris.toReversed()), true);
    const [series] = kapi.archive.series;
    assert.deepEqual(
      series?.patches.map(({ index }) => index),
      [1, 2, 3],
    );
  });

  it('opens a folder of mails', async () => {
    const kapi = await closeEverything();
    assert.equal(await kapi.open([Uri.joinPath(folder(), 'mails')]), true);
    assert.equal(kapi.archive.series[0]?.patches.length, 3);
  });

  it('remembers nothing of what was closed', async () => {
    const kapi = await withSample();
    await commands.executeCommand('kapi-replay.closeAll');
    assert.deepEqual(await rows(kapi, 'series'), []);
    assert.deepEqual(await rows(kapi, 'thread'), []);
  });
});

describe('a mailbox that is broken', () => {
  it('shows what can be read of a truncated one, and says where it ends', async () => {
    const kapi = await closeEverything();
    const whole = await read(inFolder('chime.mbox'));
    const cut = whole.indexOf('+', whole.indexOf('Subject: [RFC PATCH 3/3]') + 1500);
    const uri = await write('truncated.mbox', whole.slice(0, cut + 9));
    assert.equal(await kapi.open([uri]), true);
    assert.deepEqual(
      kapi.archive.series[0]?.patches.map(({ index }) => index),
      [1, 2, 3],
    );
    const problems = problemsOf(uri);
    assert.ok(problems.length > 0);
    const lines = whole.slice(0, cut).split('\n').length;
    assert.ok(
      problems.some(({ range }) => Math.abs(range.start.line - lines) <= 2),
      JSON.stringify(problems.map(({ message, range }) => [message, range.start.line])),
    );
    assert.match(kapi.message('series'), /problem/);
  });

  it('marks the hunk whose counts lie, and shows the other files', async () => {
    const kapi = await closeEverything();
    const whole = await read(inFolder('chime.mbox'));
    const lying = whole.replace(/^@@ -0,0 \+1,(\d+) @@$/m, '@@ -0,0 +1,7 @@');
    assert.notEqual(lying, whole);
    const uri = await write('lying.mbox', lying);
    assert.equal(await kapi.open([uri]), true);
    const row = lying.split('\n').indexOf('@@ -0,0 +1,7 @@');
    const problems = problemsOf(uri);
    assert.ok(
      problems.some(({ range }) => Math.abs(range.start.line - row) <= 10),
      JSON.stringify(problems.map(({ message, range }) => [message, range.start.line, row])),
    );
    assert.equal(kapi.archive.series.length, 2);
  });

  it('says that a file without mail has none, and that a missing one is missing', async () => {
    const kapi = await installed();
    await closeEverything();
    const nothing = await write('nothing.mbox', '');
    await kapi.open([nothing]);
    assert.equal(kapi.archive.series.length, 0);
    assert.equal(await kapi.open([inFolder('not-there.mbox')]), false);
    assert.match(kapi.unread.get(inFolder('not-there.mbox').toString()) ?? '', /not-there\.mbox .* it does not exist/);
  });

  it('says why a file of two gigabytes is not read, reads nothing of it, and shows the others', async () => {
    const kapi = await closeEverything();
    const huge = await write('huge.mbox', 'From mboxrd@z Thu Jan  1 00:00:00 1970\n');
    truncateSync(huge.fsPath, 2 * GIB);
    const before = process.memoryUsage().rss;
    assert.equal(await kapi.open([huge, inFolder('chime.mbox')]), true);
    assert.match(kapi.unread.get(huge.toString()) ?? '', /huge\.mbox is 2\.0 GiB; at most 1 GiB .* Split it/);
    assert.ok(process.memoryUsage().rss - before < GIB / 4, 'it was not read');
    assert.equal(kapi.archive.series.length, 2);
    // Opened as any file is, its page says so too.
    await commands.executeCommand('vscode.open', huge);
    await eventually('the mailbox page', () => tabInFront() instanceof TabInputCustom);
    await closeEverything();
    await workspace.fs.delete(huge);
  });

  it('says of a binary, of links in a circle and of a folder without mail what they are, and shows the others', async () => {
    const kapi = await closeEverything();
    const binary = inFolder('binary.mbox');
    await workspace.fs.writeFile(
      binary,
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 7) % 256),
    );
    const circle = inFolder('circle.mbox');
    symlinkSync('circle.mbox', circle.fsPath);
    const empty = inFolder('no-mail');
    await workspace.fs.createDirectory(empty);
    assert.equal(await kapi.open([binary, circle, empty, inFolder('chime.mbox')]), true);
    const why = (uri: Uri): string => kapi.unread.get(uri.toString()) ?? '';
    assert.match(why(binary), /binary\.mbox is binary: it holds no mail/);
    assert.match(why(circle), /circle\.mbox can't be read: its links go in a circle/);
    assert.match(why(empty), /no-mail holds no mail/);
    assert.equal(kapi.archive.series.length, 2);
    await closeEverything();
    for (const uri of [binary, circle, empty]) await workspace.fs.delete(uri, { recursive: true });
  });

  it('says of a file that nobody may read that it may not be read', async function () {
    // Whoever owns the machine may read everything.
    if (process.getuid === undefined || process.getuid() === 0) return this.skip();
    const kapi = await closeEverything();
    const secret = await write('secret.mbox', 'From mboxrd@z Thu Jan  1 00:00:00 1970\n');
    chmodSync(secret.fsPath, 0);
    assert.equal(await kapi.open([secret]), false);
    assert.match(kapi.unread.get(secret.toString()) ?? '', /secret\.mbox can't be read: permission denied/);
    await workspace.fs.delete(secret);
  });

  it('says of a mailbox that ends within base64 where it ends, and shows all that is before', async () => {
    const kapi = await closeEverything();
    const whole = await read(inFolder('chime.mbox'));
    const encoded = Buffer.from('What keeps the listener alive here?\n'.repeat(20)).toString('base64');
    const lines = encoded.match(/.{1,76}/g) ?? [];
    const reply = [
      'From mboxrd@z Thu Jan  1 00:00:00 1970',
      'From: Ines Duarte <ines@example.org>',
      'Subject: Re: [RFC PATCH 2/3] lib: chime: ring a single listener',
      'Message-ID: <cut-in-base64@example.org>',
      'In-Reply-To: <20260302090000.4711-3-noor@example.org>',
      'Date: Wed, 4 Mar 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...lines.slice(0, 5),
      (lines[5] ?? '').slice(0, 31),
    ];
    const text = `${whole.replace(/\n*$/, '\n\n')}${reply.join('\n')}`;
    const uri = await write('cut-base64.mbox', text);
    assert.equal(await kapi.open([uri]), true);
    assert.equal(kapi.archive.series.length, 2);
    const cut = kapi.archive.placed.find(({ message }) => message.id === 'cut-in-base64@example.org');
    assert.match(cut?.message.body ?? '', /^What keeps the listener alive here\?\nWhat keeps/);
    const problem = problemsOf(uri).find(({ message }) =>
      /cut-base64\.mbox ends in the middle of a line/.test(message),
    );
    assert.equal(problem?.range.start.line, text.split('\n').length - 1);
    await closeEverything();
    await workspace.fs.delete(uri);
  });
});

const GIB = 1024 ** 3;
