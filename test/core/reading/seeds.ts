import { cover, mailbox, patch, reply } from '../series/post';

const parts = `From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
Subject: [PATCH v2 1/2] =?utf-8?B?w7xiZXI=?=
Message-ID: <parts@example.org>
Date: Sun, 1 Mar 2026 12:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset=iso-8859-1; format=flowed
Content-Transfer-Encoding: quoted-printable

Hello =
there, f=FCr you=20
all
--cut
Content-Type: text/x-patch; name=a.patch
Content-Transfer-Encoding: base64

ZGlmZiAtLWdpdCBhL3ggYi94Cg==
--cut
Content-Type: text/html

<p>Hello <b>there</b></p>
--cut--
`;

const odd = `From: Ann Author via list <list@example.org>
Reply-To: Ann Author <ann@example.org>
Subject: [PATCH 3/n] frob: rename
Message-ID: <odd@example.org>
In-Reply-To: <parts@example.org>
References: <a@example.org>
 <parts@example.org>
Date: Sun, 1 Mar 2026 12:00:00 (EST)
Content-Type: text/plain; charset=gb2312

From: Carl <carl@example.net>

Text.

Signed-off-by: Carl <carl@example.net>
---
Notes.

diff --git a/x b/y
similarity index 90%
rename from x
rename to y
index 1111111..2222222 100644
--- a/x
+++ b/y
@@ -1,3 +1,3 @@ int x
 a
-b
\\ No newline at end of file
+c

diff --git a/z b/z
new file mode 100644
index 0000000..3333333
--- /dev/null
+++ b/z
@@ -0,0 +1,2 @@
+a
+b
-- 
2.47.0

base-commit: 0123456789abcdef0123456789abcdef01234567
change-id: 20260301-frob-0123456789ab
`;

/** Mails of our own that have a little of everything, for a mutation to start from. */
export const SEEDS: readonly string[] = [
  ...[
    patch('[PATCH v3 1/2] frob: a', 'p'),
    cover('[PATCH v3 0/2] frob', 'c', { answers: 'old' }),
    reply('Re: [PATCH v3 1/2] frob: a', 'r', 'p', {
      body: 'On Sunday, Ann wrote:\n> diff --git a/lib/frob.c b/lib/frob.c\n> @@ -10,3 +10,3 @@\n> +\treturn p;\n\nWhy?\n\nReviewed-by: Rita Reviewer <rita@example.com>\n-- \nRita\n',
    }),
  ].map((post) => mailbox([post]).replace(/^From .*\n/, '')),
  parts,
  odd,
];
