/**
 * flow: contract-files
 * title: A descriptor is closed while another thread looks its file up
 * rows: M32
 * expect: pass
 * may-fail: kzalloc
 * may-fail: get_unused_fd_flags
 *
 * The contract of fs/file.c (fs/file.c, fs/file_table.c, Documentation/filesystems/files.rst): a look-up gets the file with a reference, or
 * nothing, and whoever drops the last one frees it only when no look-up can still see it. What could not be made is undone: the
 * descriptor, the file, the inode. Data races are looked for.
 */
#include <kapi/kernel.h>
#include <linux/anon_inodes.h>

static int fd, other;
static bool released;

static int bell_release(struct inode *inode, struct file *file)
{
	__kapi_rule(file->private_data == &fd, "wrong-contents", "the release gets another file than was opened");
	released = true;
	return 0;
}

static const struct file_operations bell_ops = { .release = bell_release };

void setup(void)
{
	__kapi_check_data_races();
	fd = anon_inode_getfd("bell", &bell_ops, &fd, O_CLOEXEC);
}

__actor void reader(void)
{
	struct file *file = fget(fd);

	if (!file)
		return;
	__kapi_rule(!READ_ONCE(released), "not-released", "a file is released that somebody has looked up");
	fput(file);
}

__actor void closer(void)
{
	/* Twice: the second one finds nothing to close. */
	__kapi_rule(close_fd(fd) == (fd < 0 ? -EBADF : 0), "wrong-result", "close() of an open descriptor");
	__kapi_rule(close_fd(fd) == -EBADF, "wrong-result", "close() of a closed descriptor");
}

void finally(void)
{
	if (fd >= 0)
		BUG_ON(!released);
	/* Whatever failed, the lowest descriptor is free again. */
	other = get_unused_fd_flags(0);
	if (other >= 0)
		BUG_ON(other != 0);
	__kapi_check_leaks();
}
