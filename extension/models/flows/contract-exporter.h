/* SPDX-License-Identifier: MIT */
/*
 * An exporter of one page that has every callback and keeps count of them. Each that may fail does so where the flow asks for it
 * ("may-fail: bell_map"). What is not given back at the end is a leak. A flow defines EXPORTER_OPS to leave callbacks out or add some, and EXPORTER_RANGES for a
 * list of so many entries, of which the first is the page.
 */
#include <kapi/device.h>
#include <kapi/kernel.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>

#ifndef EXPORTER_OPS
#define EXPORTER_OPS .attach = bell_attach, .detach = bell_detach, .pin = bell_pin, .unpin = bell_unpin,
#endif

#ifndef EXPORTER_RANGES
#define EXPORTER_RANGES 1
#endif

static struct {
	struct dma_buf *dmabuf;
	u64 phys;
	int attachments;
	int pins;
	int maps;
	int vmaps;
	int accesses;
	bool released;
} bell;

static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;

static inline int bell_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	if (__kapi_fault("bell_attach"))
		return -EBUSY;
	__kapi_fetch_add(&bell.attachments, 1, sizeof(bell.attachments));
	return 0;
}

static inline void bell_detach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	__kapi_fetch_add(&bell.attachments, -1, sizeof(bell.attachments));
}

static inline int bell_pin(struct dma_buf_attachment *attachment)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	if (__kapi_fault("bell_pin"))
		return -EBUSY;
	bell.pins++;
	return 0;
}

static inline void bell_unpin(struct dma_buf_attachment *attachment)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	bell.pins--;
}

static inline struct sg_table *bell_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct sg_table *table;

	dma_resv_assert_held(attachment->dmabuf->resv);
	if (__kapi_fault("bell_map"))
		return NULL;
	table = kmalloc(sizeof(*table), GFP_KERNEL);
	BUG_ON(!table || sg_alloc_table(table, EXPORTER_RANGES, GFP_KERNEL));
	sg_dma_address(table->sgl) = dma_map_phys(attachment->dev, bell.phys, PAGE_SIZE, direction, 0);
	BUG_ON(dma_mapping_error(attachment->dev, sg_dma_address(table->sgl)));
	sg_dma_len(table->sgl) = PAGE_SIZE;
	bell.maps++;
	return table;
}

static inline void bell_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	dma_unmap_phys(attachment->dev, sg_dma_address(table->sgl), PAGE_SIZE, direction, 0);
	sg_free_table(table);
	kfree(table);
	bell.maps--;
}

static inline int bell_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	dma_resv_assert_held(dmabuf->resv);
	iosys_map_set_vaddr(map, &bell);
	bell.vmaps++;
	return 0;
}

static inline void bell_vunmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	dma_resv_assert_held(dmabuf->resv);
	bell.vmaps--;
}

static inline int bell_begin_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	if (__kapi_fault("bell_begin_cpu_access"))
		return -EIO;
	bell.accesses++;
	return 0;
}

static inline int bell_end_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	bell.accesses--;
	return 0;
}

static inline int bell_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	return 0;
}

static void bell_release(struct dma_buf *dmabuf)
{
	bell.released = true;
}

static const struct dma_buf_ops bell_ops = {
	.map_dma_buf = bell_map,
	.unmap_dma_buf = bell_unmap,
	.release = bell_release,
	EXPORTER_OPS
};

static inline int export_with(const struct dma_buf_ops *ops)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	if (!bell.phys)
		bell.phys = __kapi_range("phys", PAGE_SIZE);
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	exp_info.ops = ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &bell;
	bell.dmabuf = dma_buf_export(&exp_info);
	return PTR_ERR_OR_ZERO(bell.dmabuf);
}

/* The buffer, or why there is none. */
static inline int bell_export(void)
{
	return export_with(&bell_ops);
}

/* For finally(), when everybody has let go of everything. */
static inline void bell_check_idle(void)
{
	__kapi_rule(bell.attachments == 0, "not-released", "an attachment is left");
	__kapi_rule(bell.pins == 0, "pin-leak", "pins and unpins don't come to the same");
	__kapi_rule(bell.maps == 0, "not-released", "a mapping is left");
	__kapi_rule(bell.vmaps == 0, "not-released", "a kernel mapping is left");
	__kapi_rule(bell.accesses == 0, "not-released", "an access of the CPU has not been ended");
	__kapi_rule(__this_module.refs == 0, "refcount-leak", "the exporter's module is in use still");
	device_check_idle(&nic);
	bell.dmabuf = NULL;
	__kapi_check_leaks();
}
