/** A small seeded generator (mulberry32): the same numbers for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return end <= 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}

/** Words that mean something somewhere in a mail or a patch, put where they mean nothing. */
const WORDS: readonly [string, ...string[]] = [
  '\0',
  '\r',
  '\r\n',
  '\n\n',
  '\n',
  '\t',
  ' '.repeat(500),
  '"',
  '<',
  '>',
  '(',
  '[',
  ']',
  '=?utf-8?Q?=C3?=',
  '=?utf-8?B?w7w',
  '=?x?q?=?=',
  '=\n',
  '=XY',
  '\nFrom ',
  '\n>From x\n',
  '\n>>>From x\n',
  '\nFrom: x <',
  '\nSubject: [PATCH v99.1 0/9999] x\n',
  '\nIn-Reply-To: <<<>>\n',
  '\nContent-Transfer-Encoding: base64\n',
  '\nContent-Transfer-Encoding: quoted-printable\n',
  '\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n--x\n--x--\n',
  '\nContent-Type: text/html\n\n<p><blockquote>',
  '\nContent-Type: text/plain; charset=utf-16; format=flowed; delsp=yes\n',
  '\nContent-Length: 99999999999\n',
  '\nDate: 99 Foo 99999 99:99:99 +9999\n',
  '\n@@ -1,999999999 +1,999999999 @@\n',
  '\n@@ -0,0 +0,0 @@\n',
  '\n@@ -1 +1 @@ x\n',
  '\n@@@ -1 -1 +1 @@@\n',
  '\n--- a/x\n+++ b/x\n',
  '\n--- /dev/null\n+++ /dev/null\n',
  '\ndiff --git a/x b/x\n',
  '\ndiff --git "a/\\777\\',
  '\nGIT binary patch\n',
  '\nIndex: x\n',
  '\n\\ No newline\n',
  '\n-- \n',
  '\n---\n',
  '\n-- >8 --\n',
  '\nrename from x\nrename to \n',
  '\nindex 0..0\n',
  '\nReviewed-by: \n',
  '\nFixes: 0123456 ("\n',
  '\nchange-id: x\n',
  '\n> > > \n',
  'é',
  '\u{1f600}',
];

/** Changes bytes here and there: flips, cuts, copies, swaps, and words that mean something. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let text: Buffer = Buffer.from(bytes);
  for (let left = 1 + random.below(6); left > 0; left--) {
    const at = random.below(text.length);
    const length = random.pick([1, 2, 8, 64, 512]);
    const [head, cut, tail] = [text.subarray(0, at), text.subarray(at, at + length), text.subarray(at + length)];
    switch (random.below(8)) {
      case 0:
        text[at] = random.below(256);
        break;
      case 1:
        text = Buffer.concat([head, tail]);
        break;
      case 2:
        text = Buffer.concat([head, cut, cut, tail]);
        break;
      case 3:
        text = Buffer.concat([tail, head, cut]);
        break;
      case 4:
        text = Buffer.from(head);
        break;
      case 5:
        text = Buffer.concat([head, ...Array.from({ length: 1 + random.below(200) }, () => cut), tail]);
        break;
      default:
        text = Buffer.concat([head, Buffer.from(random.pick(WORDS)), cut, tail]);
    }
    if (text.length > 200_000) text = text.subarray(0, 200_000);
  }
  return text;
}
