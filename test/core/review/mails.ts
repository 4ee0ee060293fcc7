import { readMailbox } from '../../../extension/mail/mailbox';
import type { Comment } from '../../../extension/review/comment';
import { placeComments } from '../../../extension/review/conversation';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Archive } from '../../../extension/series/series';

/** Reads mails written one below the other, as a mailbox: each begins with its From header. */
export async function archiveOf(...mails: readonly string[]): Promise<Archive> {
  const box = mails.map((mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail.replace(/^(>*From )/gm, '>$1')}\n`);
  const { messages } = await readMailbox(Buffer.from(box.join('\n')), 'test.mbox');
  return sortIntoSeries(messages);
}

export const commentsIn = async (...mails: readonly string[]): Promise<readonly Comment[]> =>
  placeComments(await archiveOf(...mails)).comments;

/** A reply by Rosa to the patch below, or to the mail named. */
export function reply(body: string, to = 'p1@example.org', id = 'r1@example.org', hour = 12): string {
  return `From: Rosa Reviewer <rosa@example.org>
To: Ada Author <ada@example.org>
Subject: Re: [PATCH] widget: frob the widget under its lock
Date: Tue, 3 Mar 2026 ${String(hour)}:00:00 +0000
Message-ID: <${id}>
In-Reply-To: <${to}>
References: <p1@example.org>${to === 'p1@example.org' ? '' : ` <${to}>`}
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${body}`;
}

/** The commit message begins on line 1 of its body; frob() on line 41 of the file as the patch leaves it. */
export const PATCH = `From: Ada Author <ada@example.org>
To: linux-widget@lists.example.org
Subject: [PATCH] widget: frob the widget under its lock
Date: Tue, 3 Mar 2026 10:00:00 +0000
Message-ID: <p1@example.org>
Content-Type: text/plain; charset=utf-8

Two callers may frob the same widget at once. Take the lock of the widget
around the frobbing, so that the second one waits.

The lock is not taken by the release path, which has no callers left when
it runs.

Signed-off-by: Ada Author <ada@example.org>
---
 drivers/widget/core.c | 12 ++++++++++--
 drivers/widget/core.h |  1 +
 2 files changed, 11 insertions(+), 2 deletions(-)

diff --git a/drivers/widget/core.c b/drivers/widget/core.c
index 1111111111..2222222222 100644
--- a/drivers/widget/core.c
+++ b/drivers/widget/core.c
@@ -40,9 +40,14 @@ struct widget {

 int widget_frob(struct widget *w, unsigned int count)
 {
-	int ret = __widget_frob(w, count);
+	int ret;
+
+	mutex_lock(&w->lock);
+	ret = __widget_frob(w, count);
+	if (ret < 0)
+		return ret;
+	mutex_unlock(&w->lock);

-	widget_trace(w, "frobbed the widget as often as it was asked to do", count, ret);
 	return ret;
 }
 EXPORT_SYMBOL_GPL(widget_frob);
@@ -90,4 +95,6 @@ static void widget_release(struct kref *ref)
 	struct widget *w = container_of(ref, struct widget, ref);

+	if (w->frobbed)
+		return ret;
 	kfree(w);
 }
diff --git a/drivers/widget/core.h b/drivers/widget/core.h
index 3333333333..4444444444 100644
--- a/drivers/widget/core.h
+++ b/drivers/widget/core.h
@@ -7,3 +7,4 @@ struct widget {
 	struct kref ref;
+	struct mutex lock;
 	unsigned int frobbed;
 };
-- 
2.47.0
`;
