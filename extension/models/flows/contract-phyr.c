/**
 * flow: contract-phyr
 * title: A buffer of two ranges is had as a list, as ranges, and through a cursor, when memory is short
 * rows: M06 M07 M10
 * expect: pass
 * may-fail: kzalloc
 * may-fail: sg_alloc_table
 *
 * The contract of proposals/phyr.c, proposals/range-buffer.c and proposals/populate.c: what a helper could not make it has not begun; a private
 * range is refused to whoever asks for an ordinary one, device and CPU alike; what was mapped is unmapped; a cursor ends with its range.
 */
#include <kapi/device.h>
#include <kapi/kernel.h>
#include <kapi/phyr.h>
#include <kapi/populate.h>
#include <linux/dma-resv.h>

static const u64 lengths[] = { PAGE_SIZE, PAGE_SIZE };
static struct range_buffer buffer;
static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;

static void as_ranges(struct dma_buf_attachment *attachment)
{
	struct phyr *phyr = range_buffer_get_phyr(attachment);
	struct sg_table table = { 0 };
	int ret;

	if (!phyr)
		return;
	ret = phyr_to_sgt(&nic, phyr, &table);
	BUG_ON(ret && ret != -ENOMEM);
	if (ret == 0) {
		device_dma(&nic, sg_dma_address(&table.sgl[1]), 4, true);
		phyr_unmap_sgt(&nic, phyr, &table);
	}
	phyr->entry[1].flags |= PHYR_PRIVATE;
	BUG_ON(phyr_to_sgt(&nic, phyr, &table) != -EOPNOTSUPP);
	phyr_free(phyr);
}

static void as_list(struct dma_buf_attachment *attachment)
{
	struct sg_table *mapped = dma_buf_map_attachment(attachment, DMA_BIDIRECTIONAL);
	struct phyr *phyr;

	if (IS_ERR(mapped))
		return;
	phyr = phyr_from_sgt(mapped);
	if (phyr) {
		BUG_ON(phyr->count != 2 || !(phyr->entry[1].flags & PHYR_MAPPED));
		phyr_free(phyr);
	}
	dma_buf_unmap_attachment(attachment, mapped, DMA_BIDIRECTIONAL);
}

static void through_cursor(struct dma_buf_attachment *attachment)
{
	struct buffer_cursor cursor;
	struct phyr_entry entry;
	u64 seen = 0;

	buffer_cursor_map(&cursor, attachment, PAGE_SIZE / 2, PAGE_SIZE, 0);
	while (buffer_cursor_next(&cursor, &entry)) {
		BUG_ON(!entry.length);
		seen += entry.length;
	}
	BUG_ON(seen != PAGE_SIZE || buffer_cursor_next(&cursor, &entry));
}

__actor void importer(void)
{
	struct dma_buf_attachment *attachment;

	device_use_iommu(&nic, &nic_domain, "iova:nic");
	if (range_buffer_create(&buffer, lengths, ARRAY_SIZE(lengths)))
		return;
	attachment = dma_buf_attach(buffer.dmabuf, &nic);
	if (!IS_ERR(attachment)) {
		dma_resv_lock(buffer.dmabuf->resv, NULL);
		switch (__kapi_choose(3, "way")) {
		case 0:
			as_ranges(attachment);
			break;
		case 1:
			as_list(attachment);
			break;
		default:
			through_cursor(attachment);
		}
		dma_resv_unlock(buffer.dmabuf->resv);
		dma_buf_detach(buffer.dmabuf, attachment);
	}
	dma_buf_put(buffer.dmabuf);
}

/* The second page of the buffer is private, and nothing lies behind it. */
static vm_fault_t area_fault(struct vm_fault *fault)
{
	struct {
		struct phyr head;
		struct phyr_entry entry[2];
	} list = { { .count = 2 } };

	list.head.entry[0].address = buffer.range[0].address;
	list.head.entry[0].length = list.head.entry[1].length = PAGE_SIZE;
	list.head.entry[1].address = buffer.range[1].address;
	list.head.entry[1].flags = PHYR_PRIVATE;
	return vma_populate(fault->vma, fault->address, &list.head, fault->pgoff << PAGE_SHIFT);
}

void finally(void)
{
	static const struct vm_operations_struct area_vm_ops = { .fault = area_fault };
	static struct populated_area area = {
		.mapping = { .vma = { .vm_end = 3 * PAGE_SIZE, .vm_flags = VM_PFNMAP, .vm_ops = &area_vm_ops }, .pages = { .space = "phys" } },
	};

	if (buffer.count) {
		BUG_ON(!populated_access(&area, 0, true, 0));
		BUG_ON(populated_access(&area, 1, true, 0) || populated_access(&area, 2, true, 0));
	}
	buffer.dmabuf = NULL;
	device_check_idle(&nic);
	__kapi_check_leaks();
}
