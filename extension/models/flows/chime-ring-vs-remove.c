/**
 * flow: chime-ring-vs-remove
 * title: A listener is freed between the look-up and the call
 * series: <20260302090000.4711-1-noor@example.org>
 * claims: <reply-chime-1.ines@example.org> <reply-chime-3.kjell@example.org>
 * says: <reply-chime-1.ines@example.org> keeps alive listener
 * says: <reply-chime-3.kjell@example.org> pointer side free
 * expect: violation use-after-free in chime_ring_one
 */
#include <linux/chime.h>
#include <linux/doorbell.h>
#include <linux/err.h>
#include <linux/bug.h>
#include <kapi/machine.h>

static struct chime front_door;
static struct doorbell *bell;
static u32 number;

void setup(void)
{
	chime_init(&front_door);
	bell = doorbell_add(&front_door);
	BUG_ON(IS_ERR(bell));
	number = bell->listener->id;
}

/* Somebody rings one doorbell by its number ... */
__actor void visitor(void)
{
	chime_ring_one(&front_door, number);
}

/* ... while its driver goes away. */
__actor void unplug(void)
{
	doorbell_remove(&front_door, bell);
}
