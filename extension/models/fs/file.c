/* SPDX-License-Identifier: MIT */
/*
 * Open files, descriptors, and file systems without names (fs/file.c, fs/file_table.c, fs/anon_inodes.c, fs/libfs.c).
 *
 * Kept: a file is reference counted; whoever looks a file up while its last reference goes gets nothing; a descriptor
 * owns one reference; the last fput() runs the release later and outside the locks of whoever dropped it
 * (fs/file_table.c, delayed_fput), which is why it is an actor of its own.
 * Left out: names, permissions, several processes, dup(), sizes on disk.
 */
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>

#define OPEN_MAX 16

static struct file *fd_table[OPEN_MAX];
static bool fd_reserved[OPEN_MAX];

void address_space_init_once(struct address_space *mapping)
{
	init_rwsem(&mapping->i_mmap_rwsem);
	INIT_LIST_HEAD(&mapping->i_mmap);
}

struct inode *alloc_anon_inode(struct super_block *sb)
{
	struct inode *inode = kzalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	atomic_set(&inode->i_count, 1);
	inode->i_sb = sb;
	address_space_init_once(&inode->i_data);
	inode->i_data.host = inode;
	inode->i_mapping = &inode->i_data;
	return inode;
}

void ihold(struct inode *inode)
{
	WARN_ON(atomic_inc_return(&inode->i_count) < 2);
}

void iput(struct inode *inode)
{
	if (inode && atomic_dec_and_test(&inode->i_count)) {
		WARN_ON(!list_empty(&inode->i_data.i_mmap));
		kfree(inode);
	}
}

struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mount, const char *name, int flags,
			       const struct file_operations *ops)
{
	struct dentry *dentry = kzalloc(sizeof(*dentry), GFP_KERNEL);
	struct file *file = kzalloc(sizeof(*file), GFP_KERNEL);

	if (!dentry || !file) {
		kfree(dentry);
		kfree(file);
		return ERR_PTR(-ENOMEM);
	}
	dentry->d_inode = inode;
	dentry->d_name.name = name;
	if (mount && mount->mnt_sb)
		dentry->d_op = mount->mnt_sb->s_d_op;
	file->f_path.mnt = mount;
	file->f_path.dentry = dentry;
	file->f_inode = inode;
	file->f_mapping = inode->i_mapping;
	file->f_op = ops;
	file->f_flags = flags;
	atomic_long_set(&file->f_count, 1);
	return file;
}

struct file *anon_inode_getfile(const char *name, const struct file_operations *ops, void *priv, int flags)
{
	struct inode *inode = alloc_anon_inode(NULL);
	struct file *file;

	if (IS_ERR(inode))
		return ERR_CAST(inode);
	file = alloc_file_pseudo(inode, NULL, name, flags, ops);
	if (IS_ERR(file))
		iput(inode);
	else
		file->private_data = priv;
	return file;
}

int anon_inode_getfd(const char *name, const struct file_operations *ops, void *priv, int flags)
{
	int fd = get_unused_fd_flags(flags);
	struct file *file;

	if (fd < 0)
		return fd;
	file = anon_inode_getfile(name, ops, priv, flags);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

struct file *get_file(struct file *file)
{
	long before = atomic_long_fetch_add(1, &file->f_count);

	__kapi_rule(before > 0, "refcount-resurrection", "get_file() on a file whose last reference is gone");
	return file;
}

/* The caller is in an RCU read section. */
struct file *get_file_rcu(struct file **slot)
{
	struct file *file = READ_ONCE(*slot);

	return file && atomic_long_inc_not_zero(&file->f_count) ? file : NULL;
}

struct file *get_file_active(struct file **slot)
{
	struct file *file;

	rcu_read_lock();
	file = get_file_rcu(slot);
	rcu_read_unlock();
	return file;
}

static void close_file(void *argument)
{
	struct file *file = argument;
	struct dentry *dentry = file->f_path.dentry;

	might_sleep();
	if (file->f_op->release)
		file->f_op->release(file->f_inode, file);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);
	iput(file->f_inode);
	kfree(dentry);
	/* A lookup that lost the race may still read f_count. */
	if (__kapi_actor() != 0)
		synchronize_rcu();
	kfree(file);
}

void fput(struct file *file)
{
	long before = atomic_long_fetch_add(-1, &file->f_count);

	__kapi_rule(before > 0, "refcount-underflow", "fput() on a file whose last reference is gone");
	if (before != 1)
		return;
	if (__kapi_actor() == 0)
		close_file(file);
	else
		__kapi_spawn("delayed_fput", close_file, file, 0);
}

int get_unused_fd_flags(unsigned int flags)
{
	int fd;

	if (__kapi_fault("get_unused_fd_flags"))
		return -EMFILE;
	for (fd = 0; fd < OPEN_MAX; fd++) {
		if (!__kapi_xchg(&fd_reserved[fd], 1, sizeof(fd_reserved[fd])))
			return fd;
	}
	return -EMFILE;
}

void put_unused_fd(unsigned int fd)
{
	WRITE_ONCE(fd_reserved[fd], false);
}

void fd_install(unsigned int fd, struct file *file)
{
	WARN_ON(fd >= OPEN_MAX || !fd_reserved[fd] || fd_table[fd]);
	WRITE_ONCE(fd_table[fd], file);
}

struct file *fget(unsigned int fd)
{
	return fd < OPEN_MAX ? get_file_active(&fd_table[fd]) : NULL;
}

int close_fd(unsigned int fd)
{
	struct file *file = fd < OPEN_MAX ? xchg(&fd_table[fd], NULL) : NULL;

	if (!file)
		return -EBADF;
	put_unused_fd(fd);
	fput(file);
	return 0;
}

struct pseudo_fs_context *init_pseudo(struct fs_context *context, unsigned long magic)
{
	struct pseudo_fs_context *pseudo = kzalloc(sizeof(*pseudo), GFP_KERNEL);

	if (pseudo) {
		pseudo->magic = magic;
		context->fs_private = pseudo;
	}
	return pseudo;
}

struct vfsmount *kern_mount(struct file_system_type *type)
{
	struct fs_context context = { 0 };
	struct pseudo_fs_context *pseudo;
	struct super_block *sb;
	struct vfsmount *mount;
	int error = type->init_fs_context(&context);

	if (error)
		return ERR_PTR(error);
	pseudo = context.fs_private;
	sb = kzalloc(sizeof(*sb), GFP_KERNEL);
	mount = kzalloc(sizeof(*mount), GFP_KERNEL);
	if (sb && mount) {
		sb->s_d_op = pseudo->dops;
		sb->s_magic = pseudo->magic;
		mount->mnt_sb = sb;
	} else {
		kfree(sb);
		kfree(mount);
		mount = ERR_PTR(-ENOMEM);
	}
	kfree(pseudo);
	return mount;
}

void kern_unmount(struct vfsmount *mount)
{
	kfree(mount->mnt_sb);
	kfree(mount);
}

void kill_anon_super(struct super_block *sb)
{
}

char *dynamic_dname(char *buffer, int length, const char *format, ...)
{
	return buffer;
}

long compat_ptr_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	return file->f_op->unlocked_ioctl ? file->f_op->unlocked_ioctl(file, command, argument) : -ENOIOCTLCMD;
}

loff_t noop_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos;
}
