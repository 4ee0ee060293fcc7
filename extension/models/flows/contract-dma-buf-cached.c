/**
 * flow: contract-dma-buf-cached
 * title: An exporter that has its mappings kept for as long as the attachment lives
 * rows: M03
 * expect: pass
 * may-fail: bell_map
 *
 * The contract of dma-buf/dma-buf.c for `cache_sgt_mapping` (include/linux/dma-buf.h): an attachment is mapped once, in one direction, and
 * unmapped when it is detached. A file of another kind is no buffer (drivers/dma-buf/dma-buf.c, is_dma_buf_file()).
 */
#define EXPORTER_OPS .cache_sgt_mapping = true,
#include "contract-exporter.h"
#include <kapi/user.h>
#include <linux/anon_inodes.h>

static bool closed;

static int other_release(struct inode *inode, struct file *file)
{
	closed = true;
	return 0;
}

static const struct file_operations other_ops = { .release = other_release };

__actor void importer(void)
{
	struct dma_buf_attachment *attachment = dma_buf_attach(bell.dmabuf, &nic);
	struct sg_table *table, *again;

	BUG_ON(IS_ERR(attachment));
	table = dma_buf_map_attachment_unlocked(attachment, DMA_TO_DEVICE);
	if (!IS_ERR(table)) {
		again = dma_buf_map_attachment_unlocked(attachment, DMA_TO_DEVICE);
		BUG_ON(again != table || bell.maps != 1);
		BUG_ON(dma_buf_map_attachment_unlocked(attachment, DMA_FROM_DEVICE) != ERR_PTR(-EBUSY));
		dma_buf_unmap_attachment_unlocked(attachment, again, DMA_TO_DEVICE);
		dma_buf_unmap_attachment_unlocked(attachment, table, DMA_TO_DEVICE);
		BUG_ON(bell.maps != 1);
	}
	dma_buf_detach(bell.dmabuf, attachment);
}

__actor void process(void)
{
	int fd = anon_inode_getfd("other", &other_ops, NULL, O_RDONLY);

	BUG_ON(fd < 0 || dma_buf_get(fd) != ERR_PTR(-EINVAL));
	close_fd(fd);
}

void setup(void)
{
	BUG_ON(bell_export());
}

void finally(void)
{
	static struct user_mapping window;
	struct iosys_map map;

	__kapi_rule(closed, "refcount-leak", "a look-up that failed has kept the file");
	BUG_ON(dma_buf_fd(NULL, 0) != -EINVAL);
	/* What the exporter doesn't have is refused. */
	BUG_ON(dma_buf_vmap_unlocked(bell.dmabuf, &map) != -EINVAL || iosys_map_is_set(&map));
	BUG_ON(user_mmap(&window, bell.dmabuf->file, 1, 0) != -EINVAL || dma_buf_mmap(bell.dmabuf, &window.vma, 0) != -EINVAL);
	dma_buf_put(bell.dmabuf);
	bell_check_idle();
}
