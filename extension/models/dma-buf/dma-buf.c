/* SPDX-License-Identifier: MIT */
/*
 * stands-for: drivers/dma-buf/dma-buf.c
 *
 * The core of buffer sharing, from its contract (README.md beside this file). Who holds the reservation lock, who waits
 * for which fences and what is pinned when are the rules, as of 2025: no mapping is made at attach any more. Everything
 * for people (names, debugfs, sync files) is left out. Exporters without map_dma_buf and attachments without a
 * device are let through: series that bring another way to an address lift those checks.
 */
#include <linux/anon_inodes.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/poll.h>
#include <linux/slab.h>

static int dma_buf_file_release(struct inode *inode, struct file *file);

static int dma_buf_mmap_internal(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *dmabuf = file->private_data;

	if (!dmabuf->ops->mmap)
		return -EINVAL;
	if (vma->vm_pgoff + vma_pages(vma) > dmabuf->size >> PAGE_SHIFT)
		return -EINVAL;
	return dmabuf->ops->mmap(dmabuf, vma);
}

/* What poll() waits for is done: whoever waits is woken, and what the wait held is put. */
static void dma_buf_poll_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct dma_buf_poll_cb_t *dcb = container_of(cb, struct dma_buf_poll_cb_t, cb);
	struct dma_buf *dmabuf = container_of(dcb->poll, struct dma_buf, poll);

	WRITE_ONCE(dcb->active, 0);
	dma_fence_put(fence);
	fput(dmabuf->file);
}

/* Waits for the first fence that isn't signalled; false where there is none. */
static bool dma_buf_poll_add_cb(struct dma_resv *resv, bool write,
				struct dma_buf_poll_cb_t *dcb)
{
	struct dma_resv_iter cursor;
	struct dma_fence *fence;
	int r;

	dma_resv_for_each_fence(&cursor, resv, dma_resv_usage_rw(write), fence) {
		dma_fence_get(fence);
		r = dma_fence_add_callback(fence, &dcb->cb, dma_buf_poll_cb);
		if (!r)
			return true;
		dma_fence_put(fence);
	}
	return false;
}

static __poll_t dma_buf_poll(struct file *file, struct poll_table_struct *table)
{
	struct dma_buf *dmabuf = file->private_data;
	__poll_t events = poll_requested_events(table) & (EPOLLIN | EPOLLOUT);
	bool write = events & EPOLLOUT;
	struct dma_buf_poll_cb_t *dcb = write ? &dmabuf->cb_out : &dmabuf->cb_in;

	if (!events)
		return 0;
	dma_resv_lock(dmabuf->resv, NULL);
	/* Somebody waits already, with the one callback that there is. */
	if (READ_ONCE(dcb->active)) {
		dma_resv_unlock(dmabuf->resv);
		return 0;
	}
	WRITE_ONCE(dcb->active, events);
	get_file(dmabuf->file);
	if (dma_buf_poll_add_cb(dmabuf->resv, write, dcb))
		events = 0;
	else
		dma_buf_poll_cb(NULL, &dcb->cb);
	dma_resv_unlock(dmabuf->resv);
	return events;
}

static const struct file_operations dma_buf_fops = {
	.poll = dma_buf_poll,
	.release = dma_buf_file_release,
	.mmap = dma_buf_mmap_internal,
};

static bool is_dma_buf_file(struct file *file)
{
	return file->f_op == &dma_buf_fops;
}

static int dma_buf_file_release(struct inode *inode, struct file *file)
{
	struct dma_buf *dmabuf = file->private_data;

	BUG_ON(dmabuf->vmapping_counter);
	dmabuf->ops->release(dmabuf);
	if (dmabuf->resv == (struct dma_resv *)&dmabuf[1])
		dma_resv_fini(dmabuf->resv);
	WARN_ON(!list_empty(&dmabuf->attachments));
	module_put(dmabuf->owner);
	kfree(dmabuf);
	return 0;
}

/**
 * dma_buf_export - wraps memory of a driver into a buffer that can be shared
 * @exp_info: what the exporter offers
 *
 * Context: may sleep; the reservation lock is not held.
 * Return: a buffer with one reference, or an ERR_PTR.
 */
struct dma_buf *dma_buf_export(const struct dma_buf_export_info *exp_info)
{
	struct dma_resv *resv = exp_info->resv;
	struct dma_buf *dmabuf;
	struct file *file;
	int ret;

	if (WARN_ON(!exp_info->priv || !exp_info->ops || !exp_info->ops->release))
		return ERR_PTR(-EINVAL);
	if (WARN_ON(!exp_info->ops->map_dma_buf != !exp_info->ops->unmap_dma_buf))
		return ERR_PTR(-EINVAL);
	if (WARN_ON(exp_info->ops->cache_sgt_mapping && (exp_info->ops->pin || exp_info->ops->unpin)))
		return ERR_PTR(-EINVAL);
	if (WARN_ON(!exp_info->ops->pin != !exp_info->ops->unpin))
		return ERR_PTR(-EINVAL);
	if (!try_module_get(exp_info->owner))
		return ERR_PTR(-ENOENT);
	dmabuf = kzalloc(sizeof(*dmabuf) + (resv ? 1 : sizeof(struct dma_resv)), GFP_KERNEL);
	if (!dmabuf) {
		ret = -ENOMEM;
		goto err_module;
	}
	file = anon_inode_getfile("dmabuf", &dma_buf_fops, NULL, exp_info->flags);
	if (IS_ERR(file)) {
		ret = PTR_ERR(file);
		goto err_dmabuf;
	}
	if (!resv) {
		resv = (struct dma_resv *)&dmabuf[1];
		dma_resv_init(resv);
	}
	dmabuf->resv = resv;
	dmabuf->priv = exp_info->priv;
	dmabuf->ops = exp_info->ops;
	dmabuf->size = exp_info->size;
	dmabuf->exp_name = exp_info->exp_name;
	dmabuf->owner = exp_info->owner;
	INIT_LIST_HEAD(&dmabuf->attachments);
	dmabuf->cb_in.poll = dmabuf->cb_out.poll = &dmabuf->poll;
	file->private_data = dmabuf;
	file->f_inode->i_size = dmabuf->size;
	dmabuf->file = file;
	return dmabuf;

err_dmabuf:
	kfree(dmabuf);
err_module:
	module_put(exp_info->owner);
	return ERR_PTR(ret);
}

/**
 * dma_buf_fd - a descriptor for the buffer; takes over the caller's reference
 * Context: may sleep; the reservation lock is not held.
 * Return: the descriptor, or an error, and then the reference is still the caller's.
 */
int dma_buf_fd(struct dma_buf *dmabuf, int flags)
{
	int fd;

	if (!dmabuf || !dmabuf->file)
		return -EINVAL;
	fd = get_unused_fd_flags(flags);
	if (fd >= 0)
		fd_install(fd, dmabuf->file);
	return fd;
}

/**
 * dma_buf_get - the buffer behind a descriptor, with a reference
 * Context: the reservation lock is not held.
 * Return: the buffer; ERR_PTR(-EBADF) for no descriptor, ERR_PTR(-EINVAL) for another kind of file.
 */
struct dma_buf *dma_buf_get(int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return ERR_PTR(-EBADF);
	if (!is_dma_buf_file(file)) {
		fput(file);
		return ERR_PTR(-EINVAL);
	}
	return file->private_data;
}

/**
 * dma_buf_put - drops a reference
 * Context: the reservation lock is not held; the release may run later.
 */
void dma_buf_put(struct dma_buf *dmabuf)
{
	if (WARN_ON(!dmabuf || !dmabuf->file))
		return;
	fput(dmabuf->file);
}

/* An importer that can't follow moves needs the buffer to stay for as long as it has it mapped. */
static bool pins_on_map(struct dma_buf_attachment *attach)
{
	return attach->dmabuf->ops->pin &&
	       (!dma_buf_attachment_is_dynamic(attach) || !IS_ENABLED(CONFIG_DMABUF_MOVE_NOTIFY));
}

/*
 * With CONFIG_DMABUF_DEBUG the importer finds no pages in its table: every bit of the links above those that mark chains and
 * ends is turned over, and back when the table comes back (rule R18 of the contract).
 */
static void hide_pages(struct sg_table *table)
{
	struct scatterlist *sg;
	unsigned int i;

	if (!IS_ENABLED(CONFIG_DMABUF_DEBUG) || !table)
		return;
	for_each_sgtable_sg(table, sg, i)
		sg->page_link ^= ~0xffUL;
}

static struct sg_table *map_and_wait(struct dma_buf_attachment *attach, enum dma_data_direction direction)
{
	struct dma_buf *dmabuf = attach->dmabuf;
	struct sg_table *table = dmabuf->ops->map_dma_buf(attach, direction);
	long left;

	if (IS_ERR_OR_NULL(table))
		return table ? table : ERR_PTR(-ENOMEM);
	/* An importer that can't follow moves doesn't know of their fences either. */
	if (!dma_buf_attachment_is_dynamic(attach)) {
		left = dma_resv_wait_timeout(dmabuf->resv, DMA_RESV_USAGE_KERNEL, true, MAX_SCHEDULE_TIMEOUT);
		if (left < 0) {
			dmabuf->ops->unmap_dma_buf(attach, table, direction);
			return ERR_PTR(left);
		}
	}
	hide_pages(table);
	return table;
}

/**
 * dma_buf_dynamic_attach - makes an importer known to the exporter
 * @dmabuf: the buffer
 * @dev: the device that will access it
 * @importer_ops: what the importer does when the buffer moves; NULL for one that can't follow
 * @importer_priv: for the importer's callbacks
 *
 * Context: may sleep; the reservation lock is not held.
 * Return: the attachment, or an ERR_PTR.
 */
struct dma_buf_attachment *dma_buf_dynamic_attach(struct dma_buf *dmabuf, struct device *dev,
						  const struct dma_buf_attach_ops *importer_ops, void *importer_priv)
{
	struct dma_buf_attachment *attach;
	int ret;

	if (WARN_ON(!dmabuf))
		return ERR_PTR(-EINVAL);
	if (WARN_ON(dmabuf->ops->map_dma_buf && !dev))
		return ERR_PTR(-EINVAL);
	if (WARN_ON(importer_ops && !importer_ops->move_notify))
		return ERR_PTR(-EINVAL);
	attach = kzalloc(sizeof(*attach), GFP_KERNEL);
	if (!attach)
		return ERR_PTR(-ENOMEM);
	attach->dev = dev;
	attach->dmabuf = dmabuf;
	if (importer_ops)
		attach->peer2peer = importer_ops->allow_peer2peer;
	attach->importer_ops = importer_ops;
	attach->importer_priv = importer_priv;
	if (dmabuf->ops->attach) {
		ret = dmabuf->ops->attach(dmabuf, attach);
		if (ret) {
			kfree(attach);
			return ERR_PTR(ret);
		}
	}
	dma_resv_lock(dmabuf->resv, NULL);
	list_add(&attach->node, &dmabuf->attachments);
	dma_resv_unlock(dmabuf->resv);

	return attach;
}

/**
 * dma_buf_attach - attaches an importer that can't follow moves
 * Context: may sleep; the reservation lock is not held.
 * Return: the attachment, or an ERR_PTR.
 */
struct dma_buf_attachment *dma_buf_attach(struct dma_buf *dmabuf, struct device *dev)
{
	return dma_buf_dynamic_attach(dmabuf, dev, NULL, NULL);
}

/**
 * dma_buf_detach - ends an attachment; the importer has unmapped what it mapped
 * Context: may sleep; the reservation lock is not held.
 */
void dma_buf_detach(struct dma_buf *dmabuf, struct dma_buf_attachment *attach)
{
	if (WARN_ON(!dmabuf || !attach || dmabuf != attach->dmabuf))
		return;
	dma_resv_lock(dmabuf->resv, NULL);
	if (attach->sgt) {
		hide_pages(attach->sgt);
		dmabuf->ops->unmap_dma_buf(attach, attach->sgt, attach->dir);
	}
	list_del(&attach->node);
	dma_resv_unlock(dmabuf->resv);
	if (dmabuf->ops->detach)
		dmabuf->ops->detach(dmabuf, attach);
	kfree(attach);
}

/**
 * dma_buf_pin - asks the exporter to keep the buffer where it is
 * Context: the reservation lock is held; may sleep.
 * Return: 0, or an error. An exporter that has no pin never moves, so the call succeeds.
 */
int dma_buf_pin(struct dma_buf_attachment *attach)
{
	struct dma_buf *dmabuf = attach->dmabuf;

	WARN_ON(!dma_buf_attachment_is_dynamic(attach));
	dma_resv_assert_held(dmabuf->resv);
	return dmabuf->ops->pin ? dmabuf->ops->pin(attach) : 0;
}

/**
 * dma_buf_unpin - lets the buffer move again
 * Context: the reservation lock is held.
 */
void dma_buf_unpin(struct dma_buf_attachment *attach)
{
	struct dma_buf *dmabuf = attach->dmabuf;

	WARN_ON(!dma_buf_attachment_is_dynamic(attach));
	dma_resv_assert_held(dmabuf->resv);
	if (dmabuf->ops->unpin)
		dmabuf->ops->unpin(attach);
}

/**
 * dma_buf_map_attachment - addresses for the attached device
 * Context: the reservation lock is held; may sleep. A dynamic importer waits for KERNEL fences before its device starts.
 * Return: a table that belongs to the importer until it unmaps, or an ERR_PTR.
 */
struct sg_table *dma_buf_map_attachment(struct dma_buf_attachment *attach, enum dma_data_direction direction)
{
	struct sg_table *table;
	bool pins;
	int ret;

	might_sleep();
	if (WARN_ON(!attach || !attach->dmabuf || !attach->dmabuf->ops->map_dma_buf))
		return ERR_PTR(-EINVAL);
	dma_resv_assert_held(attach->dmabuf->resv);
	if (attach->sgt) {
		/* One attachment has one direction at a time. */
		if (attach->dir != direction && attach->dir != DMA_BIDIRECTIONAL)
			return ERR_PTR(-EBUSY);
		return attach->sgt;
	}
	pins = pins_on_map(attach);
	if (pins) {
		ret = attach->dmabuf->ops->pin(attach);
		if (ret)
			return ERR_PTR(ret);
	}
	table = map_and_wait(attach, direction);
	if (IS_ERR(table)) {
		if (pins)
			attach->dmabuf->ops->unpin(attach);
	} else if (attach->dmabuf->ops->cache_sgt_mapping) {
		attach->sgt = table;
		attach->dir = direction;
	}
	return table;
}

/**
 * dma_buf_unmap_attachment - gives the table back
 * Context: the reservation lock is held; may sleep.
 */
void dma_buf_unmap_attachment(struct dma_buf_attachment *attach, struct sg_table *sg_table,
			      enum dma_data_direction direction)
{
	might_sleep();
	if (WARN_ON(!attach || !attach->dmabuf || !sg_table))
		return;
	dma_resv_assert_held(attach->dmabuf->resv);
	if (attach->sgt == sg_table)
		return;
	hide_pages(sg_table);
	attach->dmabuf->ops->unmap_dma_buf(attach, sg_table, direction);
	if (pins_on_map(attach))
		attach->dmabuf->ops->unpin(attach);
}

/**
 * dma_buf_map_attachment_unlocked - dma_buf_map_attachment() that takes the lock itself
 * Context: may sleep; the reservation lock is not held.
 * Return: as dma_buf_map_attachment().
 */
struct sg_table *dma_buf_map_attachment_unlocked(struct dma_buf_attachment *attach, enum dma_data_direction direction)
{
	struct sg_table *table;

	might_sleep();
	if (WARN_ON(!attach || !attach->dmabuf))
		return ERR_PTR(-EINVAL);
	dma_resv_lock(attach->dmabuf->resv, NULL);
	table = dma_buf_map_attachment(attach, direction);
	dma_resv_unlock(attach->dmabuf->resv);
	return table;
}

/**
 * dma_buf_unmap_attachment_unlocked - dma_buf_unmap_attachment() that takes the lock itself
 * Context: may sleep; the reservation lock is not held.
 */
void dma_buf_unmap_attachment_unlocked(struct dma_buf_attachment *attach, struct sg_table *sg_table,
				       enum dma_data_direction direction)
{
	might_sleep();
	if (WARN_ON(!attach || !attach->dmabuf || !sg_table))
		return;
	dma_resv_lock(attach->dmabuf->resv, NULL);
	dma_buf_unmap_attachment(attach, sg_table, direction);
	dma_resv_unlock(attach->dmabuf->resv);
}

/**
 * dma_buf_move_notify - tells every importer that follows moves that its mapping is out of date
 * Context: the reservation lock is held, and stays held while the callbacks run.
 */
void dma_buf_move_notify(struct dma_buf *dmabuf)
{
	struct dma_buf_attachment *attach;

	dma_resv_assert_held(dmabuf->resv);
	list_for_each_entry(attach, &dmabuf->attachments, node) {
		if (attach->importer_ops && attach->importer_ops->move_notify)
			attach->importer_ops->move_notify(attach);
	}
}

/**
 * dma_buf_begin_cpu_access - before the CPU touches the buffer
 * Context: may sleep; the reservation lock is not held.
 * Return: 0, or an error of the exporter or of the wait for the devices.
 */
int dma_buf_begin_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	bool write = direction == DMA_BIDIRECTIONAL || direction == DMA_TO_DEVICE;
	int ret = 0;
	long left;

	if (WARN_ON(!dmabuf))
		return -EINVAL;
	might_lock(&dmabuf->resv->lock.base);
	if (dmabuf->ops->begin_cpu_access)
		ret = dmabuf->ops->begin_cpu_access(dmabuf, direction);
	if (ret == 0) {
		left = dma_resv_wait_timeout(dmabuf->resv, dma_resv_usage_rw(write), true, MAX_SCHEDULE_TIMEOUT);
		ret = left < 0 ? left : 0;
	}
	return ret;
}

/**
 * dma_buf_end_cpu_access - after the CPU touched the buffer
 * Context: may sleep; the reservation lock is not held.
 */
int dma_buf_end_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	WARN_ON(!dmabuf);
	might_lock(&dmabuf->resv->lock.base);
	return dmabuf->ops->end_cpu_access ? dmabuf->ops->end_cpu_access(dmabuf, direction) : 0;
}

/**
 * dma_buf_mmap - maps the buffer into user space through its exporter
 * Context: may sleep; the reservation lock is not held.
 */
int dma_buf_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma, unsigned long pgoff)
{
	if (WARN_ON(!dmabuf || !vma) || !dmabuf->ops->mmap)
		return -EINVAL;
	if (pgoff + vma_pages(vma) < pgoff)
		return -EOVERFLOW;
	if (pgoff + vma_pages(vma) > dmabuf->size >> PAGE_SHIFT)
		return -EINVAL;
	vma_set_file(vma, dmabuf->file);
	vma->vm_pgoff = pgoff;
	return dmabuf->ops->mmap(dmabuf, vma);
}

/**
 * dma_buf_vmap - maps the buffer into the kernel; only the first call asks the exporter
 * Context: the reservation lock is held; may sleep.
 */
int dma_buf_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	struct iosys_map found;
	int ret;

	iosys_map_clear(map);
	if (WARN_ON(!dmabuf))
		return -EINVAL;
	dma_resv_assert_held(dmabuf->resv);
	if (!dmabuf->ops->vmap)
		return -EINVAL;
	if (!dmabuf->vmapping_counter) {
		ret = dmabuf->ops->vmap(dmabuf, &found);
		if (WARN_ON_ONCE(ret))
			return ret;
		dmabuf->vmap_ptr = found;
	}
	dmabuf->vmapping_counter++;
	*map = dmabuf->vmap_ptr;
	return 0;
}

/**
 * dma_buf_vunmap - the last call takes the kernel mapping away
 * Context: the reservation lock is held; may sleep.
 */
void dma_buf_vunmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	if (WARN_ON(!dmabuf))
		return;
	dma_resv_assert_held(dmabuf->resv);
	BUG_ON(dmabuf->vmapping_counter == 0);
	BUG_ON(!iosys_map_is_equal(&dmabuf->vmap_ptr, map));
	if (--dmabuf->vmapping_counter == 0) {
		if (dmabuf->ops->vunmap)
			dmabuf->ops->vunmap(dmabuf, map);
		iosys_map_clear(&dmabuf->vmap_ptr);
	}
}

int dma_buf_vmap_unlocked(struct dma_buf *dmabuf, struct iosys_map *map)
{
	int ret;

	dma_resv_lock(dmabuf->resv, NULL);
	ret = dma_buf_vmap(dmabuf, map);
	dma_resv_unlock(dmabuf->resv);
	return ret;
}

void dma_buf_vunmap_unlocked(struct dma_buf *dmabuf, struct iosys_map *map)
{
	dma_resv_lock(dmabuf->resv, NULL);
	dma_buf_vunmap(dmabuf, map);
	dma_resv_unlock(dmabuf->resv);
}
