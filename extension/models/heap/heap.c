/* SPDX-License-Identifier: MIT */
/*
 * The system heap and udmabuf (drivers/dma-buf/heaps/system_heap.c, drivers/dma-buf/udmabuf.c). Kept: every attachment has a
 * list of its own; the memory stays where it is; CPU access is bracketed and keeps caches in step for every attachment that
 * is mapped; user space is mapped through the exporter. udmabuf takes pages of a file that is sealed against shrinking.
 * Left out: orders of pages, uncached heaps, kernel mappings, hugetlb, ioctl arguments.
 */
#include <kapi/heap.h>
#include <linux/dma-mapping.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct heap_buffer {
	struct mutex lock;
	struct list_head attachments;
	unsigned int pages;
	struct page *page[HEAP_PAGES];
};

struct heap_attachment {
	struct device *dev;
	struct sg_table table;
	struct list_head list;
	bool mapped;
};

static int heap_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	struct heap_buffer *buffer = dmabuf->priv;
	struct heap_attachment *own = kzalloc(sizeof(*own), GFP_KERNEL);
	unsigned int i;

	if (!own)
		return -ENOMEM;
	if (sg_alloc_table(&own->table, buffer->pages, GFP_KERNEL)) {
		kfree(own);
		return -ENOMEM;
	}
	for (i = 0; i < buffer->pages; i++)
		sg_set_page(&own->table.sgl[i], buffer->page[i], PAGE_SIZE, 0);
	own->dev = attachment->dev;
	attachment->priv = own;
	mutex_lock(&buffer->lock);
	list_add(&own->list, &buffer->attachments);
	mutex_unlock(&buffer->lock);
	return 0;
}

static void heap_detach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	struct heap_buffer *buffer = dmabuf->priv;
	struct heap_attachment *own = attachment->priv;

	mutex_lock(&buffer->lock);
	list_del(&own->list);
	mutex_unlock(&buffer->lock);
	sg_free_table(&own->table);
	kfree(own);
}

static struct sg_table *heap_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct heap_attachment *own = attachment->priv;
	int ret = dma_map_sgtable(attachment->dev, &own->table, direction, 0);

	if (ret)
		return ERR_PTR(ret);
	own->mapped = true;
	return &own->table;
}

static void heap_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	struct heap_attachment *own = attachment->priv;

	own->mapped = false;
	dma_unmap_sgtable(attachment->dev, table, direction, 0);
}

static int heap_begin_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	struct heap_buffer *buffer = dmabuf->priv;
	struct heap_attachment *own;

	mutex_lock(&buffer->lock);
	list_for_each_entry(own, &buffer->attachments, list) {
		if (own->mapped)
			dma_sync_sgtable_for_cpu(own->dev, &own->table, direction);
	}
	mutex_unlock(&buffer->lock);
	return 0;
}

static int heap_end_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	struct heap_buffer *buffer = dmabuf->priv;
	struct heap_attachment *own;

	mutex_lock(&buffer->lock);
	list_for_each_entry(own, &buffer->attachments, list) {
		if (own->mapped)
			dma_sync_sgtable_for_device(own->dev, &own->table, direction);
	}
	mutex_unlock(&buffer->lock);
	return 0;
}

static vm_fault_t heap_fault(struct vm_fault *fault)
{
	struct heap_buffer *buffer = fault->vma->vm_private_data;

	if (fault->pgoff >= buffer->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(fault->vma, fault->address, page_to_pfn(buffer->page[fault->pgoff]));
}

static const struct vm_operations_struct heap_vm_ops = { .fault = heap_fault };

static int heap_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_private_data = dmabuf->priv;
	vma->vm_ops = &heap_vm_ops;
	return 0;
}

static void free_buffer(struct heap_buffer *buffer)
{
	while (buffer->pages)
		put_page(buffer->page[--buffer->pages]);
	kfree(buffer);
}

static void heap_release(struct dma_buf *dmabuf)
{
	free_buffer(dmabuf->priv);
}

static const struct dma_buf_ops heap_ops = {
	.attach = heap_attach,
	.detach = heap_detach,
	.map_dma_buf = heap_map,
	.unmap_dma_buf = heap_unmap,
	.begin_cpu_access = heap_begin_cpu_access,
	.end_cpu_access = heap_end_cpu_access,
	.mmap = heap_mmap,
	.release = heap_release,
};

static struct dma_buf *export(struct heap_buffer *buffer)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);
	struct dma_buf *dmabuf;

	exp_info.ops = &heap_ops;
	exp_info.size = buffer->pages * PAGE_SIZE;
	exp_info.priv = buffer;
	dmabuf = dma_buf_export(&exp_info);
	if (!IS_ERR(dmabuf))
		return dmabuf;
	free_buffer(buffer);
	return NULL;
}

static struct heap_buffer *new_buffer(void)
{
	struct heap_buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (buffer) {
		mutex_init(&buffer->lock);
		INIT_LIST_HEAD(&buffer->attachments);
	}
	return buffer;
}

struct dma_buf *system_heap_allocate(unsigned int pages)
{
	struct heap_buffer *buffer = new_buffer();

	if (!buffer)
		return NULL;
	while (buffer->pages < pages) {
		buffer->page[buffer->pages] = alloc_page(GFP_KERNEL);
		if (!buffer->page[buffer->pages]) {
			free_buffer(buffer);
			return NULL;
		}
		buffer->pages++;
	}
	return export(buffer);
}

struct page *heap_page(struct dma_buf *dmabuf, unsigned int n)
{
	struct heap_buffer *buffer = dmabuf->priv;

	return buffer->page[n];
}

int memfd_create(struct memfd *memfd, unsigned int pages)
{
	for (memfd->pages = 0; memfd->pages < pages; memfd->pages++) {
		memfd->page[memfd->pages] = alloc_page(GFP_KERNEL);
		if (!memfd->page[memfd->pages])
			return -ENOMEM;
	}
	return 0;
}

int memfd_truncate(struct memfd *memfd)
{
	if (memfd->sealed)
		return -EBUSY;
	memfd_close(memfd);
	return 0;
}

void memfd_close(struct memfd *memfd)
{
	while (memfd->pages)
		put_page(memfd->page[--memfd->pages]);
}

struct dma_buf *udmabuf_create(struct memfd *memfd)
{
	struct heap_buffer *buffer;
	struct dma_buf *dmabuf;

	/* A file that could shrink would take pages away that devices still reach (udmabuf.c, check_memfd_seals()). */
	if (!memfd->sealed)
		return ERR_PTR(-EINVAL);
	buffer = new_buffer();
	if (!buffer)
		return ERR_PTR(-ENOMEM);
	while (buffer->pages < memfd->pages) {
		buffer->page[buffer->pages] = memfd->page[buffer->pages];
		get_page(buffer->page[buffer->pages]);
		buffer->pages++;
	}
	dmabuf = export(buffer);
	return dmabuf ? dmabuf : ERR_PTR(-ENOMEM);
}
