/* SPDX-License-Identifier: MIT */
/*
 * Memory of user space. Stands in for include/linux/uaccess.h: a flow's user buffers are objects of the flow. A copy
 * fails where the flow lets it ("may-fail: copy_from_user"), and it may sleep.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H

#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

static inline unsigned long __must_check copy_from_user(void *to, const void __user *from, unsigned long bytes)
{
	might_sleep();
	if (__kapi_fault("copy_from_user") || !__kapi_valid(from, bytes))
		return bytes;
	memcpy(to, from, bytes);
	return 0;
}

static inline unsigned long __must_check copy_to_user(void __user *to, const void *from, unsigned long bytes)
{
	might_sleep();
	if (__kapi_fault("copy_to_user") || !__kapi_valid(to, bytes))
		return bytes;
	memcpy(to, from, bytes);
	return 0;
}

static inline void *memdup_user(const void __user *source, size_t bytes)
{
	void *copy = kmalloc(bytes, GFP_USER);

	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, source, bytes)) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	return copy;
}

static inline void *memdup_array_user(const void __user *source, size_t n, size_t size)
{
	if (size_mul(n, size) == SIZE_MAX)
		return ERR_PTR(-EOVERFLOW);
	return memdup_user(source, n * size);
}

static inline char *strndup_user(const char __user *source, long most)
{
	long length = strnlen(source, most);
	char *copy;

	if (length >= most)
		return ERR_PTR(-EINVAL);
	copy = memdup_user(source, length + 1);
	return copy;
}

#define get_user(value, ptr) (copy_from_user(&(value), (ptr), sizeof(*(ptr))) ? -EFAULT : 0)
#define put_user(value, ptr) ({							\
	typeof(*(ptr)) __put = (value);						\
	copy_to_user((ptr), &__put, sizeof(__put)) ? -EFAULT : 0;		\
})

#endif
