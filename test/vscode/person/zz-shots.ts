import { Editor } from './editor';
const FLOW = 'chime-ring-vs-remove';
const T = `/**
 * flow: my-ring
 * title: One visitor
 * series: <20260302090000.4711-1-noor@example.org>
 * expect: violation 
 */
#include <linux/chime.h>
#include <kapi/machine.h>

static struct chime front_door;

__actor void visitor(void)
{
	chime_ring_one(&front_door, 1);
	nobody_knows_this(3);
}
`;
(async () => {
  const e = await Editor.start({ width: 1500, height: 950, files: { '.kapi-replay/flows/my-ring.c': T } });
  const shot = (n: string) => e.page.screenshot({ path: `/tmp/shots/${n}.png` });
  const step = async (n: string, f: () => Promise<void>) => {
    try {
      await f();
      await shot(n);
      console.log('ok', n);
    } catch (x) {
      console.log('FAIL', n, String(x).slice(0, 300));
      await shot(`fail-${n}`);
    }
  };
  await step('sample', async () => {
    await e.run('kAPI Replay: Open Sample Series');
    await e.row('RFC v2').waitFor();
  });
  await step('tour', async () => {
    await e.run('kAPI Replay: Play Tour');
    await e.page.locator('.review-widget').first().waitFor();
    await e.page.waitForTimeout(3000);
  });
  await step('tour2', async () => {
    await e.run('kAPI Replay: Tour: Next Moment');
    await e.page.waitForTimeout(6000);
  });
  await step('tour-end', async () => {
    await e.run('kAPI Replay: Tour: End');
    await e.page.waitForTimeout(500);
  });
  await step('debug', async () => {
    await e.run('kAPI Replay: Debug Flow');
    await e.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: FLOW }).first().click();
    await e.page.locator('.debug-toolbar').waitFor();
    await e.page.waitForTimeout(5000);
  });
  await step('debug2', async () => {
    for (let i = 0; i < 6; i++) {
      await e.page.keyboard.press('F11');
      await e.page.waitForTimeout(1200);
    }
  });
  await step('debug-exception', async () => {
    await e.page.keyboard.press('F5');
    await e.page.waitForTimeout(4000);
  });
  await step('debug-stop', async () => {
    await e.page.keyboard.press('Shift+F5');
    await e.page.waitForTimeout(1500);
  });
  await step('writing', async () => {
    await e.page.keyboard.press('Control+p');
    await e.page.keyboard.type('my-ring.c');
    await e.page.waitForTimeout(2500);
    await e.page.keyboard.press('Enter');
    await e.page.waitForTimeout(4000);
    await e.run('View: Toggle Problems');
    await e.page.waitForTimeout(2000);
  });
  await step('complete', async () => {
    await e.codeLine('expect: violation').click();
    await e.page.keyboard.press('End');
    await e.page.keyboard.press('Control+Space');
    await e.page.waitForTimeout(3000);
  });
  await e.stop();
})();
