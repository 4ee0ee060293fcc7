/* SPDX-License-Identifier: MIT */
/*
 * Files as far as drivers that hand out descriptors see them. Stands in for include/linux/fs.h, dcache.h and mount.h;
 * the functions are in models/fs/file.c. Names, permissions and storage are left out.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct inode;
struct file;
struct dentry;
struct vfsmount;
struct super_block;
struct vm_area_struct;
struct seq_file;
struct poll_table_struct;
struct module;
struct fs_context;

struct address_space {
	struct inode *host;
	struct rw_semaphore i_mmap_rwsem;
	/* Every VMA that maps the file; mm/memory.c keeps an interval tree. */
	struct list_head i_mmap;
};

struct qstr {
	const char *name;
};

struct dentry_operations {
	char *(*d_dname)(struct dentry *dentry, char *buffer, int length);
	void (*d_release)(struct dentry *dentry);
};

struct dentry {
	struct inode *d_inode;
	struct qstr d_name;
	void *d_fsdata;
	const struct dentry_operations *d_op;
};

struct super_block {
	const struct dentry_operations *s_d_op;
	unsigned long s_magic;
};

struct vfsmount {
	struct super_block *mnt_sb;
};

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

struct inode {
	unsigned long i_ino;
	loff_t i_size;
	atomic_t i_count;
	struct super_block *i_sb;
	struct address_space *i_mapping;
	struct address_space i_data;
	void *i_private;
};

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t offset, int whence);
	ssize_t (*read)(struct file *file, char __user *buffer, size_t size, loff_t *position);
	ssize_t (*write)(struct file *file, const char __user *buffer, size_t size, loff_t *position);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *table);
	long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long argument);
	long (*compat_ioctl)(struct file *file, unsigned int command, unsigned long argument);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	int (*flush)(struct file *file, void *id);
	int (*release)(struct inode *inode, struct file *file);
	void (*show_fdinfo)(struct seq_file *seq, struct file *file);
};

struct file {
	atomic_long_t f_count;
	const struct file_operations *f_op;
	void *private_data;
	unsigned int f_flags;
	fmode_t f_mode;
	loff_t f_pos;
	struct path f_path;
	struct inode *f_inode;
	struct address_space *f_mapping;
};

struct file_system_type {
	const char *name;
	int (*init_fs_context)(struct fs_context *context);
	void (*kill_sb)(struct super_block *sb);
	struct module *owner;
};

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define FMODE_READ 1u
#define FMODE_WRITE 2u

static inline struct inode *file_inode(const struct file *file)
{
	return file->f_inode;
}

static inline long file_count(const struct file *file)
{
	return atomic_long_read(&file->f_count);
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return inode->i_size;
}

static inline void inode_set_bytes(struct inode *inode, loff_t bytes)
{
}

/* fs/file_table.c: a reference more, on a file that the caller keeps alive. */
struct file *get_file(struct file *file);
/* fs/file.c: a reference unless the last one is gone; NULL then. */
struct file *get_file_active(struct file **slot);
struct file *get_file_rcu(struct file **slot);

struct inode *alloc_anon_inode(struct super_block *sb);
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mount, const char *name, int flags,
			       const struct file_operations *ops);
void ihold(struct inode *inode);
void iput(struct inode *inode);
char *dynamic_dname(char *buffer, int length, const char *format, ...);
void kill_anon_super(struct super_block *sb);
void address_space_init_once(struct address_space *mapping);
long compat_ptr_ioctl(struct file *file, unsigned int command, unsigned long argument);
loff_t noop_llseek(struct file *file, loff_t offset, int whence);

static inline void i_mmap_lock_write(struct address_space *mapping)
{
	down_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_write(struct address_space *mapping)
{
	up_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_lock_read(struct address_space *mapping)
{
	down_read(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_read(struct address_space *mapping)
{
	up_read(&mapping->i_mmap_rwsem);
}

#endif
