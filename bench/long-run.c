/**
 * flow: long-run
 * title: A ring that is pushed into 12,500 times before anybody reads it
 * expect: violation bug
 *
 * What the benchmark steps through in VS Code: a run of 100,004 steps, which the first schedule that is tried comes to.
 * bench/stepping.ts goes on for as long as it wants, with a second producer.
 */
#include <linux/bug.h>
#include <linux/mutex.h>
#include <kapi/machine.h>

#ifndef PUSHES
#define PUSHES 12500
#endif

static DEFINE_MUTEX(lock);
static struct ring { int head; int slots[16]; } ring;
static int pushes;

static void push(int value)
{
	mutex_lock(&lock);
	ring.slots[ring.head & 15] = value;
	ring.head++;
	pushes = pushes + 1;
	mutex_unlock(&lock);
}

__actor void producer(void)
{
	for (int i = 0; i < PUSHES; i++)
		push(i);
	mutex_lock(&lock);
	BUG_ON(pushes == PUSHES);
	mutex_unlock(&lock);
}

__actor void reader(void)
{
	mutex_lock(&lock);
	mutex_unlock(&lock);
}
