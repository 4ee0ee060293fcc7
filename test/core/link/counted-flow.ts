/** Two count; the second takes the lock or does not. */
export const counted = (second: string): string => `/**
 * flow: counted
 * title: Two count
 * expect: violation lost
 */
#include <kapi/machine.h>
#include <linux/mutex.h>
static DEFINE_MUTEX(lock);
static int count;
__actor void careful(void)
{
	mutex_lock(&lock);
	count = count + 1;
	mutex_unlock(&lock);
}
__actor void careless(void)
{
${second}
}
void finally(void)
{
	__kapi_rule(count == 3, "lost", "an amount is lost");
}
`;
