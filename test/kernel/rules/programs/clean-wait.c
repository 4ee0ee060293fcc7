/* expect: pass */
#include <kapi/machine.h>
static int queue, ready;
void prepare_to_wait(void *wq, void *entry, int state);
void finish_wait(void *wq, void *entry);
void schedule(void);
int __wake_up(void *wq, unsigned int mode, int nr, void *key);
__actor void waiter(void)
{
	for (;;) {
		prepare_to_wait(&queue, 0, 2);
		if (ready)
			break;
		schedule();
	}
	finish_wait(&queue, 0);
}
__actor void waker(void) { ready = 1; __wake_up(&queue, 3, 1, 0); }
