/**
 * flow: contract-vfio-bar
 * title: User space reaches a BAR while its guest turns decoding off and on, and the function is reset
 * rows: M30 M31
 * expect: pass
 *
 * The contract of vfio/ (drivers/vfio/pci/vfio_pci_core.c, vfio_pci_zap_and_down_write_memory_lock(); vfio_pci_config.c): the BARs go away, and
 * come back, with memory_lock held for writing and no page of them mapped; a fault asks under the same lock, for reading, whether they
 * are there. Data races are looked for.
 */
#include <kapi/kernel.h>
#include <kapi/user.h>
#include <linux/anon_inodes.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

static struct pci_dev gpu = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev;
static struct user_mapping window, refused;
static struct file *file;

static int device_mmap(struct file *from, struct vm_area_struct *vma)
{
	return vfio_pci_core_mmap(&vdev.vdev, vma);
}

static const struct file_operations device_fops = { .mmap = device_mmap };

void setup(void)
{
	__kapi_check_data_races();
	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	vfio_register(&vdev.vdev, &gpu.dev);
	BUG_ON(vfio_pci_core_init_dev(&vdev.vdev));
	file = anon_inode_getfile("[vfio-device]", &device_fops, NULL, O_RDWR);
	BUG_ON(IS_ERR(file));
	vdev.vdev.inode = file->f_inode;
	BUG_ON(user_mmap(&window, file, 1, 0));
	/* Neither the expansion ROM, nor what lies behind the BAR, is to be had. */
	BUG_ON(user_mmap(&refused, file, 1, VFIO_PCI_INDEX_TO_OFFSET(VFIO_PCI_ROM_REGION_INDEX) >> PAGE_SHIFT) != -EINVAL);
	BUG_ON(user_mmap(&refused, file, 2, 0) != -EINVAL);
	/* Nor a private copy of registers. */
	refused.vma.vm_end = PAGE_SIZE;
	refused.vma.vm_flags = VM_READ | VM_WRITE;
	BUG_ON(vfio_pci_core_mmap(&vdev.vdev, &refused.vma) != -EINVAL);
}

__actor void process(void)
{
	user_access(&window, 0, true);
}

__actor void guest(void)
{
	vfio_basic_config_write(&vdev, 0);
	vfio_basic_config_write(&vdev, PCI_COMMAND_MEMORY);
	vfio_pm_config_write(&vdev, PCI_D3hot);
	vfio_pm_config_write(&vdev, PCI_D0);
}

__actor void host(void)
{
	vfio_exp_config_write(&vdev);
	vfio_pci_core_ioctl(&vdev.vdev, VFIO_DEVICE_RESET, 0);
	vfio_pci_core_close_device(&vdev.vdev);
}

void finally(void)
{
	struct vm_fault huge = { .vma = &window.vma };

	BUG_ON(!user_access(&window, 0, true));
	/* Entries of more than a page are left to smaller faults. */
	down_read(&vdev.memory_lock);
	BUG_ON(vfio_pci_vmf_insert_pfn(&vdev, &huge, PHYS_PFN(pci_resource_start(&gpu, 0)), 9) != VM_FAULT_FALLBACK);
	up_read(&vdev.memory_lock);
	vfio_basic_config_write(&vdev, 0);
	__kapi_rule(!user_access(&window, 0, true), "wrong-result", "a BAR is reached whose decoding is off");
	user_munmap(&window);
	fput(file);
	__kapi_check_leaks();
}
