/* expect: pass */
/* Races that are asked for, marked, or excluded; readers of what one actor alone writes. */
#include <linux/compiler.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(lock);
static int guarded, statistics, state;

void setup(void)
{
	__kapi_check_data_races();
}

__actor void owner(void)
{
	mutex_lock(&lock);
	ASSERT_EXCLUSIVE_ACCESS(guarded);
	guarded = 1;
	mutex_unlock(&lock);
	data_race(statistics++);
	ASSERT_EXCLUSIVE_WRITER(state);
	WRITE_ONCE(state, 1);
}

__actor void other(void)
{
	mutex_lock(&lock);
	guarded = 2;
	mutex_unlock(&lock);
	__kapi_note("%d %d", data_race(statistics), READ_ONCE(state));
}
