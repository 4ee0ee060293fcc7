/**
 * flow: contract-file-system
 * title: A file system of anonymous files is mounted, used and taken away
 * rows: M32
 * expect: pass
 * may-fail: kzalloc
 *
 * The contract of fs/file.c for drivers that have a file system of their own (fs/libfs.c, init_pseudo(); fs/namespace.c,
 * kern_mount()): a mount that fails leaves nothing behind, and says so.
 */
#include <kapi/kernel.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>

#define BELL_MAGIC 0x42454c4c

static int bell_init(struct fs_context *context)
{
	return init_pseudo(context, BELL_MAGIC) ? 0 : -ENOMEM;
}

static struct file_system_type bell_type = { .name = "bell", .init_fs_context = bell_init, .kill_sb = kill_anon_super };

static const struct file_operations bell_ops = { 0 };

__actor void driver(void)
{
	struct vfsmount *mount = kern_mount(&bell_type);
	struct inode *inode;
	struct file *file;

	if (IS_ERR(mount))
		return;
	BUG_ON(mount->mnt_sb->s_magic != BELL_MAGIC);
	inode = alloc_anon_inode(mount->mnt_sb);
	if (!IS_ERR(inode)) {
		file = alloc_file_pseudo(inode, mount, "bell", O_RDWR, &bell_ops);
		if (IS_ERR(file))
			iput(inode);
		else
			fput(file);
	}
	kern_unmount(mount);
}

void finally(void)
{
	__kapi_check_leaks();
}
