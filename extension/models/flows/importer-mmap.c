/**
 * flow: importer-mmap
 * title: An importer maps the buffer into user space behind the exporter's back
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <6f7a14aa-f607-45f9-9e15-759e26079dec@amd.com>
 *         <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * rows: M13 M34
 * expect: violation stale-access
 * case: F-06
 * mended: importer-mmap-locked
 *
 * The importer answers faults on its own descriptor with frames of the buffer. The exporter zaps the mappings of the device's
 * file, which this is none of, and the importer's callback handles its device only.
 */
#include <kapi/user.h>
#include <linux/anon_inodes.h>
#include "vfio-device.h"

static struct dma_buf_attachment *attach;
static struct file *importer_file;
static struct user_mapping window;

#ifndef ZAP_IN_NOTIFY
#define ZAP_IN_NOTIFY 0
#endif
#ifndef INSERT_UNDER_LOCK
#define INSERT_UNDER_LOCK 0
#endif

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
		dma_resv_lock(buf->resv, NULL);
		ret = buf->ops->get_pfn(attach, fault->pgoff, &pfn, &max_order);
	} else {
		ret = dma_buf_get_pfn_unlocked(attach, fault->pgoff, &pfn, &max_order);
	}
	if (!ret)
		result = vmf_insert_pfn(fault->vma, fault->address, pfn);
	if (dma_resv_held(buf->resv))
		dma_resv_unlock(buf->resv);
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
	vfio_share();
	attach = dma_buf_dynamic_attach(buf, NULL, &importer_attach_ops, NULL);
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

/* User space resets the device: its driver tells importers, and what the BAR showed is gone. */
__actor void reset(void)
{
	vfio_pci_core_ioctl(&vdev->vdev, VFIO_DEVICE_RESET, 0);
}
