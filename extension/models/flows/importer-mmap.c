/**
 * flow: importer-mmap
 * title: An importer maps the buffer into user space behind the exporter's back
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <6f7a14aa-f607-45f9-9e15-759e26079dec@amd.com>
 *         <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * rows: M13 M34
 * expect: violation stale-access
 *
 * The importer answers faults on its own descriptor with frames of the buffer. The exporter zaps the mappings of the dma-buf's
 * file, which this is none of, and the importer's callback handles its device only.
 */
#include <kapi/user.h>
#include <linux/anon_inodes.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>

struct bar {
	struct dma_buf *dmabuf;
	u64 phys;
	bool revoked;
};

static struct bar bar;
static struct dma_buf_attachment *attach;
static struct file *importer_file;
static struct user_mapping window;

#ifndef ZAP_IN_NOTIFY
#define ZAP_IN_NOTIFY 0
#endif
#ifndef INSERT_UNDER_LOCK
#define INSERT_UNDER_LOCK 0
#endif

static int bar_pin(struct dma_buf_attachment *attachment)
{
	return -EINVAL;
}

static void bar_unpin(struct dma_buf_attachment *attachment)
{
}

static int bar_get_pfn(struct dma_buf_attachment *attachment, pgoff_t pgoff, u64 *pfn, int *max_order)
{
	struct bar *priv = attachment->dmabuf->priv;

	dma_resv_assert_held(attachment->dmabuf->resv);
	if (priv->revoked)
		return -ENODEV;
	*pfn = PHYS_PFN(priv->phys) + pgoff;
	*max_order = 0;
	return 0;
}

static void bar_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops bar_ops = {
	.pin = bar_pin,
	.unpin = bar_unpin,
	.get_pfn = bar_get_pfn,
	.release = bar_release,
};

/* The importer's device stops using the buffer; its user's page table is another matter. */
static void importer_move_notify(struct dma_buf_attachment *attachment)
{
	if (ZAP_IN_NOTIFY)
		unmap_mapping_range(importer_file->f_mapping, 0, PAGE_SIZE, true);
}

static const struct dma_buf_attach_ops importer_attach_ops = {
	.allow_peer2peer = true,
	.move_notify = importer_move_notify,
};

/* The importer offers the buffer through its own descriptor and fills the page table itself. */
static vm_fault_t importer_fault(struct vm_fault *fault)
{
	vm_fault_t result = VM_FAULT_SIGBUS;
	int max_order, ret;
	u64 pfn;

	if (INSERT_UNDER_LOCK) {
		dma_resv_lock(bar.dmabuf->resv, NULL);
		ret = bar.dmabuf->ops->get_pfn(attach, fault->pgoff, &pfn, &max_order);
	} else {
		ret = dma_buf_get_pfn_unlocked(attach, fault->pgoff, &pfn, &max_order);
	}
	if (!ret)
		result = vmf_insert_pfn(fault->vma, fault->address, pfn);
	if (dma_resv_held(bar.dmabuf->resv))
		dma_resv_unlock(bar.dmabuf->resv);
	return result;
}

static const struct vm_operations_struct importer_vm_ops = { .fault = importer_fault };

static int importer_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &importer_vm_ops;
	return 0;
}

static const struct file_operations importer_fops = { .mmap = importer_mmap };

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	bar.phys = __kapi_range("phys", PAGE_SIZE);
	exp_info.ops = &bar_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &bar;
	bar.dmabuf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(bar.dmabuf));
	attach = dma_buf_dynamic_attach(bar.dmabuf, NULL, &importer_attach_ops, NULL);
	BUG_ON(IS_ERR(attach));
	importer_file = anon_inode_getfile("importer", &importer_fops, NULL, O_RDWR);
	BUG_ON(IS_ERR(importer_file));
	BUG_ON(user_mmap(&window, importer_file, 1, 0));
}

__actor void process(void)
{
	user_access(&window, 0, true);
	user_access(&window, 0, true);
}

/* The exporter zaps what it knows of, tells its importers, and takes the memory back. */
__actor void exporter_evict(void)
{
	dma_resv_lock(bar.dmabuf->resv, NULL);
	bar.revoked = true;
	unmap_mapping_range(bar.dmabuf->file->f_mapping, 0, PAGE_SIZE, true);
	dma_buf_move_notify(bar.dmabuf);
	__kapi_renew(bar.phys);
	dma_resv_unlock(bar.dmabuf->resv);
}
