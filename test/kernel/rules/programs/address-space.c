/* expect: violation address-space */
/* A pointer of user space is followed as if it were the kernel's own. */
#include <linux/uaccess.h>

struct request {
	int size;
	int flags;
};

static struct request request = { 4096, 0 };

static int size_of(const struct request __user *argument)
{
	return argument->size;
}

__actor void ioctl(void)
{
	size_of((const struct request __user *)&request);
}
